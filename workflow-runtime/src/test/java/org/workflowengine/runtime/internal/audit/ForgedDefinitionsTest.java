package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.fixture.Loan;

/** Rows of definitions that are not those of their graphs. The rows that follow from the graphs are not given. */
class ForgedDefinitionsTest {
    private static final Row<DefinitionColumn> FIRST = row(Loan.FIRST, 3, 5, 1);
    private static final Row<DefinitionColumn> SECOND = row(Loan.SECOND, 4, 11, 7);

    private final List<String> findings = new ArrayList<>();

    @Test
    void sound() {
        assertThat(found(FIRST, SECOND)).isEmpty();
        // Who has never had cases of version 1 need not know it.
        assertThat(found(SECOND)).isEmpty();
    }

    @Test
    void aValueThatIsNotOfTheGraph() {
        found(DefinitionColumn.GRAPH, "{", "the graph of a definition, found ");
        found(DefinitionColumn.GRAPH, Loan.FIRST.graph(), "its own graph, found that of loan version 1");
        found(DefinitionColumn.WORKFLOW, "claim", "its own graph, found that of loan version 2");
        found(DefinitionColumn.VERSION, 3L, "its own graph, found that of loan version 2");
        found(
                DefinitionColumn.FINGERPRINT,
                new byte[Digest.BYTES],
                "the fingerprint of its graph, " + Loan.SECOND.fingerprint() + ", found 00");
        found(DefinitionColumn.STATES, 5L, "states 4, as its graph has, found 5");
        found(DefinitionColumn.TRANSITIONS, 9L, "transitions 11, as its graph has, found 9");
        found(DefinitionColumn.OBLIGATIONS, 4L, "obligations 7, as its graph has, found 4");
        found(DefinitionColumn.ERASABLE, false, "erasable true, as in its graph, found false");
        found(DefinitionColumn.STATES, new Row.Unreadable("no number"), "a value in states, found no number");
        assertThat(found(SECOND.without(DefinitionColumn.OBLIGATIONS))).isEmpty();
    }

    @Test
    void twice() {
        assertThat(found(FIRST, FIRST))
                .containsExactly("definition \"loan version 1\": expected one row per definition, found two");
    }

    @Test
    void thatNobodyTrusts() {
        DefinitionCheck check = check(Set.of(Loan.SECOND.fingerprint()));
        check.definition(SECOND);
        check.definition(FIRST);
        assertThat(findings)
                .containsExactly(
                        "definition \"loan version 1\": expected a trusted definition, found one with fingerprint "
                                + Loan.FIRST.fingerprint());
    }

    @Test
    void fromWhichNothingMigrates() {
        Definition other =
                Definition.of("loan", 1, List.copyOf(Loan.FIRST.states()), Loan.FIRST.transitions(), List.of());
        assertThat(found(row(other, 3, 5, 0), SECOND))
                .containsExactly(
                        "definition \"loan version 2\": expected version 1 with fingerprint " + Loan.FIRST.fingerprint()
                                + ", from which cases are migrated, found one with fingerprint " + other.fingerprint());
    }

    private void found(DefinitionColumn column, Object value, String finding) {
        assertThat(found(SECOND.with(column, value))).singleElement().asString().contains(": expected " + finding);
    }

    @SafeVarargs
    private List<String> found(Row<DefinitionColumn>... rows) {
        findings.clear();
        DefinitionCheck check = check(Set.of());
        for (Row<DefinitionColumn> row : rows) {
            check.definition(row);
        }
        check.end();
        return List.copyOf(findings);
    }

    private DefinitionCheck check(Set<Digest> trusted) {
        DefinitionCheck check = new DefinitionCheck(trusted, new Findings(finding -> findings.add(finding.toString())));
        check.expectGraphsAlone();
        return check;
    }

    private static Row<DefinitionColumn> row(Definition definition, long states, long transitions, long obligations) {
        EnumMap<DefinitionColumn, Object> values = new EnumMap<>(DefinitionColumn.class);
        values.put(DefinitionColumn.WORKFLOW, definition.workflow());
        values.put(DefinitionColumn.VERSION, (long) definition.version());
        values.put(DefinitionColumn.FINGERPRINT, definition.fingerprint().bytes());
        values.put(DefinitionColumn.GRAPH, definition.graph());
        values.put(DefinitionColumn.STATES, states);
        values.put(DefinitionColumn.TRANSITIONS, transitions);
        values.put(DefinitionColumn.ERASABLE, true);
        values.put(DefinitionColumn.OBLIGATIONS, obligations);
        return new Row<>(values);
    }
}
