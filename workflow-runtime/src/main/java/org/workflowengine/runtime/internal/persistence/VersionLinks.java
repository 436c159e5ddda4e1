package org.workflowengine.runtime.internal.persistence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.persistence.DefinitionMapper.DefinitionRow;
import org.workflowengine.runtime.internal.persistence.DefinitionMapper.GraphRow;

/**
 * Checks that the versions of a workflow in one database belong together: a migration starts from exactly the definition for which it was
 * compiled. An older version need not be installed.
 */
final class VersionLinks {
    /** Found in the canonical text of a graph, whatever else a later release may write into it. */
    private static final Pattern MIGRATION =
            Pattern.compile("\\{\"fingerprint\":\"([0-9a-f]{64})\",\"from\":([0-9]{1,10}),\"mappings\":");

    private VersionLinks() {}

    /** In both directions: the older versions that this one names, and the newer ones that name it. */
    static void check(DefinitionMapper definitions, Definition definition) {
        String workflow = definition.workflow();
        for (Migration migration : definition.migrations()) {
            Optional<DefinitionRow> stored = definitions.definition(workflow, migration.fromVersion());
            if (stored.isPresent() && !stored.get().fingerprint().equals(migration.fromFingerprint())) {
                throw new SetupException(
                        workflow + " version " + definition.version() + " migrates cases of version "
                                + migration.fromVersion()
                                + " with fingerprint " + migration.fromFingerprint() + ", but the database has version "
                                + migration.fromVersion() + " with fingerprint "
                                + stored.get().fingerprint(),
                        "compile it with the version " + migration.fromVersion()
                                + " that this database has; if that one"
                                + " is not yours, find out who installed it, and verify all cases",
                        null);
            }
        }
        for (GraphRow newer : definitions.newer(workflow, definition.version())) {
            Optional<Digest> named = named(newer.graph(), definition.version());
            if (named.isPresent() && !named.get().equals(definition.fingerprint())) {
                throw new SetupException(
                        "the database has " + workflow + " version " + newer.version()
                                + ", which migrates cases of version " + definition.version() + " with fingerprint "
                                + named.get() + ", but version " + definition.version()
                                + " is compiled with fingerprint " + definition.fingerprint(),
                        "a released version never changes: use version " + definition.version()
                                + " as it was when version " + newer.version() + " was compiled",
                        null);
            }
        }
    }

    /** The fingerprint of the version from which a stored graph has a migration; empty if it has no migration from there. */
    private static Optional<Digest> named(String graph, int version) {
        Matcher migration = MIGRATION.matcher(graph);
        while (migration.find()) {
            if (Long.parseLong(migration.group(2)) == version) {
                return Optional.of(new Digest(migration.group(1)));
            }
        }
        return Optional.empty();
    }
}
