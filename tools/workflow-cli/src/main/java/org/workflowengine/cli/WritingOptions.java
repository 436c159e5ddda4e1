package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Decision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Under whose name a command writes to a database, and what seals it. */
final class WritingOptions {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(names = "--actor", required = true, paramLabel = "<id>", description = "the person who orders it")
    private String actor = "";

    @Option(names = "--on-behalf-of", paramLabel = "<id>", description = "for whom that person acts")
    private Optional<String> principal = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "<text>", description = "why")
    private String reason = "";

    @Option(
            names = "--source",
            required = true,
            paramLabel = "<text>",
            description = "what is recorded as the application that wrote it")
    private String source = "";

    @Option(
            names = "--private-key",
            paramLabel = "<id>=<file>",
            description = "Ed25519 private key that seals what is written, in PEM; without it, the first --key does")
    private Map<String, Path> privateKey = new LinkedHashMap<>();

    @Option(names = "--unsealed", description = "seal nothing, where the engines of this database seal nothing either")
    private boolean unsealed;

    /** A runtime that seals with the given key. */
    WorkflowRuntime runtime() throws IOException {
        Optional<Sealer> sealer = keys.sealer(privateKey);
        if (sealer.isPresent() == unsealed) {
            throw new UsageException(
                    unsealed
                            ? "--unsealed is given, and a key too"
                            : "--key or --private-key is missing, which seals what is written; --unsealed where the engines of"
                                    + " this database seal nothing");
        }
        RuntimeOptions options;
        try {
            options = RuntimeOptions.defaults().schemaMode(SchemaMode.VALIDATE).source(source);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
        return WorkflowRuntime.on(
                database.dataSource(), sealer.map(options::sealer).orElse(options));
    }

    Decision decision() {
        Decision decision = Decision.by(actor).because(reason);
        return principal.map(decision::onBehalfOf).orElse(decision);
    }
}
