package org.workflowengine.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;

/**
 * The HTTP API of everything in one database: {@code WorkflowApi.on(runtime).handler()}. By default it reads, shows no payload, and has no
 * commands. Immutable; each method but {@link #handler} returns a new description.
 *
 * <p>{@code docs/reference/http-api.md} describes the resources, and so does the document at {@code /openapi.json}.
 */
public final class WorkflowApi {
    private final WorkflowRuntime runtime;
    private final Settings settings;

    private WorkflowApi(WorkflowRuntime runtime, Settings settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    /** What a host has chosen. It is copied before it is changed. */
    private static final class Settings {
        private Verification verification;
        private FactSource facts = FactSource.NONE;
        private Redaction redaction = Redaction.HIDE_ALL;
        private List<Definition> commands = List.of();
        private Map<String, Set<String>> claimable = Map.of();
        private BiPredicate<Caller, String> delegation = (caller, principal) -> false;
        private boolean ifMatchRequired;

        private Settings(Verification verification) {
            this.verification = verification;
        }

        private Settings copy() {
            Settings copy = new Settings(verification);
            copy.facts = facts;
            copy.redaction = redaction;
            copy.commands = commands;
            copy.claimable = claimable;
            copy.delegation = delegation;
            copy.ifMatchRequired = ifMatchRequired;
            return copy;
        }
    }

    private WorkflowApi with(Consumer<Settings> change) {
        Settings changed = settings.copy();
        change.accept(changed);
        return new WorkflowApi(runtime, changed);
    }

    /**
     * An API that reads.
     *
     * @param runtime the engine; it is not closed here: close it after the server
     * @return the description
     */
    public static WorkflowApi on(WorkflowRuntime runtime) {
        return new WorkflowApi(runtime, new Settings(runtime.verification()));
    }

    /**
     * The same with another verification: one that knows former keys, or trusts some definitions only.
     *
     * @param other what verifies single cases and writes bundles; without it, that of the runtime
     * @return a new description
     */
    public WorkflowApi verification(Verification other) {
        Objects.requireNonNull(other, "other");
        return with(changed -> changed.verification = other);
    }

    /**
     * The same with what the host knows of cases, for the list of what can be done and for moves. A move then reads the case before, and is
     * refused as stale if the case moves in between. Of what the source knows, the facts that the transition asks for are recorded.
     *
     * @param source knows facts; without it, nothing is known but what a client claims
     * @return a new description
     */
    public WorkflowApi facts(FactSource source) {
        Objects.requireNonNull(source, "source");
        return with(changed -> changed.facts = source);
    }

    /**
     * The same with other rules about what callers may see.
     *
     * @param rules the rules; without them, everything is hidden that can be
     * @return a new description
     */
    public WorkflowApi redaction(Redaction rules) {
        Objects.requireNonNull(rules, "rules");
        return with(changed -> changed.redaction = rules);
    }

    /**
     * The same with commands: cases of these definitions can be opened and moved by every caller whom the host has authenticated. Who may
     * come that far is decided by the host.
     *
     * @param definitions compiled definitions, each version of a workflow once; those given before are replaced, and with none there are no
     *     commands
     * @return a new description
     */
    public WorkflowApi commands(Collection<Definition> definitions) {
        List<Definition> copy = List.copyOf(Objects.requireNonNull(definitions, "definitions"));
        return with(changed -> changed.commands = copy);
    }

    /**
     * The same with facts that a client may claim, in addition to those before. All others are known by the {@link FactSource} or are not
     * known. A claim counts more than what the source knows.
     *
     * @param workflow the id of a workflow on which commands are open
     * @param ids the ids of its facts, in any of its versions
     * @return a new description
     */
    public WorkflowApi claimable(String workflow, String... ids) {
        Objects.requireNonNull(workflow, "workflow");
        Map<String, Set<String>> more = new HashMap<>(settings.claimable);
        Set<String> claims = new HashSet<>(more.getOrDefault(workflow, Set.of()));
        claims.addAll(List.of(ids));
        more.put(workflow, Set.copyOf(claims));
        return with(changed -> changed.claimable = Map.copyOf(more));
    }

    /**
     * The same for callers who may act for others: a command may then have {@code onBehalfOf}.
     *
     * @param permitted whether a caller may act for the principal of that name; without it, nobody may act for anybody
     * @return a new description
     */
    public WorkflowApi onBehalfOf(BiPredicate<Caller, String> permitted) {
        Objects.requireNonNull(permitted, "permitted");
        return with(changed -> changed.delegation = permitted);
    }

    /**
     * The same, except that a move without {@code If-Match} is refused: a client has to say on which step its decision rests.
     *
     * @return a new description
     */
    public WorkflowApi ifMatchRequired() {
        return with(changed -> changed.ifMatchRequired = true);
    }

    /**
     * What answers requests. Commands install their definitions now, or require them to be installed, as an engine does.
     *
     * @return a handler, to be mounted in a server
     * @throws IllegalArgumentException if a claimable fact is not one of a workflow on which commands are open, or a version is there twice
     * @throws org.workflowengine.runtime.core.SetupException if the database holds another definition under the same id and version, or does
     *     not hold it and this runtime may not install it
     */
    public HttpHandler handler() {
        Commands commands = Commands.on(
                runtime,
                settings.commands,
                new Claims(settings.claimable),
                settings.delegation,
                settings.ifMatchRequired);
        Api api = new Api(
                runtime,
                settings.verification,
                new InstalledWorkflows(runtime, settings.commands, System::nanoTime),
                settings.facts,
                settings.redaction,
                commands);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DefinitionRoutes(api).routes());
        routes.addAll(new CaseRoutes(api).routes());
        routes.addAll(new HistoryRoutes(api).routes());
        routes.addAll(new OptionRoutes(api).routes());
        if (commands.areOpen()) {
            routes.addAll(new CommandRoutes(api).routes());
        }
        routes.addAll(0, new DocumentRoutes(api, List.copyOf(routes)).routes());
        return new ApiHandler(api, routes);
    }
}
