package org.workflowengine.http;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.query.InstalledDefinition;

/** One version of a workflow in the database. It is read from its text when it is first needed, unless the host has given it. */
final class Installed {
    private final InstalledDefinition row;
    private volatile @Nullable Definition definition;

    Installed(InstalledDefinition row, @Nullable Definition given) {
        this.row = row;
        this.definition = given;
    }

    InstalledDefinition row() {
        return row;
    }

    Definition definition() {
        Definition read = definition;
        if (read == null) {
            read = Definition.read(row.graph());
            definition = read;
        }
        return read;
    }

    Set<String> facts() {
        return definition().vocabulary().stream().map(FactRow::id).collect(Collectors.toSet());
    }
}
