package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.query.InstalledDefinition;
import picocli.CommandLine.Option;

/** On which workflows cases can be moved from the pages, as whom, and what seals it. */
final class ServedCommands {
    @Option(
            names = "--commands",
            split = ",",
            paramLabel = "<workflow>",
            description =
                    "the pages move cases of these workflows, and the API opens and moves them. WRITES steps, with a login of the"
                            + " application. The address that is printed contains a key. Everyone who knows the key acts as --actor."
                            + " A program sends the key as Authorization: Bearer <key>")
    private Set<String> workflows = new LinkedHashSet<>();

    @Option(names = "--actor", paramLabel = "<id>", description = "with --commands: the person who is recorded")
    private Optional<String> actor = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "<text>",
            description = "with --commands: what is recorded as the application that wrote it")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--claim",
            split = ",",
            paramLabel = "<fact>",
            description = "with --commands: ids of facts whose values the actor may state; without it, none")
    private Set<String> facts = new LinkedHashSet<>();

    @Option(
            names = "--private-key",
            paramLabel = "<id>=<file>",
            description =
                    "with --commands: Ed25519 private key that seals what is written, in PEM; without it, the first --key does")
    private Map<String, Path> privateKey = new LinkedHashMap<>();

    @Option(
            names = "--unsealed",
            description = "with --commands: seal nothing, where the engines of this database seal nothing either")
    private boolean unsealed;

    boolean areOpen() {
        return !workflows.isEmpty();
    }

    /** What tells the one who may act from all others; nothing if nobody may. */
    Optional<ServedKey> key() {
        return areOpen() ? actor.map(ServedKey::of) : Optional.empty();
    }

    void check(boolean isPublic) {
        if (!areOpen()) {
            if (actor.isPresent() || source.isPresent() || !facts.isEmpty() || !privateKey.isEmpty() || unsealed) {
                throw new UsageException(
                        "--actor, --source, --claim, --private-key and --unsealed are for --commands: give it too");
            }
            return;
        }
        if (isPublic) {
            throw new UsageException("--commands and --public exclude each other: this server knows nobody's login."
                    + " An application can mount the same pages behind its own");
        }
        if (actor.isEmpty() || source.isEmpty()) {
            throw new UsageException("--commands needs --actor and --source, which are recorded with each step");
        }
    }

    /** What the runtime records, and seals with. */
    RuntimeOptions options(RuntimeOptions defaults, SealOptions seals) throws IOException {
        if (!areOpen()) {
            return defaults;
        }
        Optional<Sealer> sealer = seals.sealer(privateKey);
        if (sealer.isPresent() == unsealed) {
            throw new UsageException(
                    unsealed
                            ? "--unsealed is given, and a key too"
                            : "--key or --private-key is missing, which seals what is written; --unsealed where the engines of"
                                    + " this database seal nothing");
        }
        RuntimeOptions named;
        try {
            named = defaults.source(source.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
        return sealer.map(named::sealer).orElse(named);
    }

    /** All installed versions of the workflows. */
    List<Definition> definitions(List<InstalledDefinition> installed) {
        workflows.forEach(workflow -> Definitions.demandInstalled(installed, workflow));
        return installed.stream()
                .filter(each -> workflows.contains(each.workflow()))
                .map(Definitions::read)
                .toList();
    }

    /** By workflow, which of its facts the actor may state. */
    Map<String, String[]> claimable(List<Definition> definitions) {
        Map<String, Set<String>> known = new TreeMap<>();
        for (Definition definition : definitions) {
            known.computeIfAbsent(definition.workflow(), any -> new TreeSet<>())
                    .addAll(definition.vocabulary().stream().map(FactRow::id).toList());
        }
        for (String fact : facts) {
            if (known.values().stream().noneMatch(ids -> ids.contains(fact))) {
                throw new UsageException("--claim: found " + Printable.of(fact) + ", expected "
                        + known.entrySet().stream()
                                .map(each -> "of " + each.getKey() + " "
                                        + (each.getValue().isEmpty() ? "no fact" : String.join(", ", each.getValue())))
                                .collect(Collectors.joining("; ")));
            }
        }
        Map<String, String[]> claimable = new TreeMap<>();
        known.forEach((workflow, ids) ->
                claimable.put(workflow, ids.stream().filter(facts::contains).toArray(String[]::new)));
        return claimable;
    }
}
