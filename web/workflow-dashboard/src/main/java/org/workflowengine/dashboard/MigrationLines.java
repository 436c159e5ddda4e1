package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workflowengine.dashboard.internal.view.DefinitionView;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.query.StateCount;

/**
 * What a version means for the cases that follow an older one. The same as the runtime's report, of counts that stop at a thousand instead of
 * a hundred thousand: a page has no time for more.
 */
final class MigrationLines {
    private final Visit visit;
    private final List<Library.Known> versions;
    private final Library.Known known;
    private final Counts counts;

    MigrationLines(Visit visit, List<Library.Known> versions, Library.Known known, Counts counts) {
        this.visit = visit;
        this.versions = versions;
        this.known = known;
        this.counts = counts;
    }

    List<DefinitionView.Migration> lines() {
        List<DefinitionView.Migration> lines = new ArrayList<>();
        for (StateCount count : counts.all()) {
            if (count.version() < known.version()) {
                lines.add(line(count));
            }
        }
        return lines;
    }

    private DefinitionView.Migration line(StateCount count) {
        Optional<Migration> migration = known.definition().migration(count.version());
        Optional<WorkflowTransition> mapping = migration.flatMap(each -> each.mapping(count.state()));
        boolean ended = versions.stream()
                .filter(each -> each.version() == count.version())
                .flatMap(each -> each.definition().state(count.state()).stream())
                .anyMatch(state -> state.isTerminal());
        String kind = mapping.isPresent()
                ? t("migration.can", known.version())
                : ended
                        ? t("migration.ended")
                        : migration.isPresent()
                                ? t("migration.stay", count.version())
                                : t("migration.stranded", count.version());
        return new DefinitionView.Migration(
                count.version(),
                count.state(),
                Formats.count(count.cases()),
                visit.path("cases")
                        + new Query()
                                .with("workflow", known.workflow())
                                .with("version", "" + count.version())
                                .with("state", count.state()),
                kind,
                mapping.map(row -> row.to().id()).orElse(""));
    }
}
