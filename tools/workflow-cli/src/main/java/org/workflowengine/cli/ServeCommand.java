package org.workflowengine.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.Redaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a database in a browser, until it is ended. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Shows a database in a browser: pages at /, and the HTTP API at /api. It needs no application: the definitions"
                        + " are read from the database. Without other options it can be reached from this machine only, by everyone"
                        + " who is logged in on it, and it writes nothing. Ctrl-C ends it.")
final class ServeCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final SealOptions seals = new SealOptions();

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Mixin
    private final ServedCommands commands = new ServedCommands();

    @Option(names = "--title", paramLabel = "<text>", description = "what the pages call this database")
    private Optional<String> title = Optional.empty();

    @Option(
            names = "--show",
            split = ",",
            paramLabel = "<what>",
            description =
                    "what is shown of each step: all, none, or any of actor, reason, evidence, facts, separated by commas."
                            + " Without it, all; with --public, none")
    private Set<Shown> shown = new LinkedHashSet<>();

    @Option(
            names = "--verify",
            description = "verify everything before serving, so that the page about integrity has a verdict")
    private boolean verify;

    @Option(
            names = "--checkpoint",
            arity = "1..*",
            paramLabel = "<file>",
            description = "with --verify: also require everything that this checkpoint lists, or this series")
    private List<Path> checkpoint = new ArrayList<>();

    ServeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (!checkpoint.isEmpty() && !verify) {
            throw new UsageException("--checkpoint is for --verify: give both");
        }
        Redaction redaction = Shown.redaction(shown, listen.isPublic());
        InetSocketAddress address = listen.address();
        commands.check(listen.isPublic());
        Runnable ended = Serving.endedBySignal();
        try (ServedDatabase served = ServedDatabase.of(database, commands.areOpen())) {
            ServedPages pages = new ServedPages(screen, served, commands, seals);
            if (verify) {
                pages.verify(checkpoint);
            }
            serve(address, pages.mounts(title.orElseGet(database::name), redaction));
        } finally {
            ended.run();
        }
        return WorkflowCli.DONE;
    }

    private void serve(InetSocketAddress address, Map<String, HttpHandler> mounts) throws IOException {
        Optional<ServedKey> key = commands.key();
        if (key.isEmpty()) {
            Serving.until(
                    screen,
                    address,
                    listen,
                    exchange -> Caller.nobody(),
                    mounts,
                    url -> "serving " + url + " read-only; Ctrl-C ends it");
            return;
        }
        Map<String, HttpHandler> keyed = new HashMap<>(mounts);
        keyed.computeIfPresent("", (root, pages) -> key.get().on(pages));
        keyed.computeIfPresent("/api", (path, api) -> ServedKey.toldBy(api));
        Serving.until(
                screen,
                address,
                listen,
                key.get()::caller,
                keyed,
                url -> "serving " + key.get().in(url)
                        + " with commands: who has this address acts under your name; Ctrl-C ends it");
    }
}
