package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.Loan;

/** The rows of a definition, those that its author has written and those that follow. */
class LegalRowsTest {

    @Test
    void eachStateCanBeErasedInHeldAndReleased() {
        LegalRows rows = LegalRows.of(Loan.SECOND);
        assertThat(rows.transitions())
                .extracting(row -> row.from() + " " + row.id() + " " + row.to())
                .contains(
                        "(new) (open) OPENED",
                        "(new) (import) REVIEW",
                        "OPENED SUBMIT REVIEW",
                        "SUBMITTED (migrate:1) REVIEW",
                        "CLOSED (erase) CLOSED",
                        "CLOSED (hold) CLOSED",
                        "CLOSED (release) CLOSED")
                .hasSize(1 + 1 + 8 + 2 + 3 * 4);
        assertThat(rows.written()).isEqualTo(1 + 8 + 2);
    }

    /** As the schema was before it knew legal holds. */
    @Test
    void withoutHolds() {
        LegalRows rows = LegalRows.of(Loan.SECOND);
        LegalRows older = rows.withoutHolds();
        assertThat(older.states()).isEqualTo(rows.states());
        assertThat(older.obligations()).isEqualTo(rows.obligations());
        assertThat(older.transitions())
                .extracting(LegalRows.Transition::id)
                .doesNotContain("(hold)", "(release)")
                .hasSize(rows.transitions().size() - 2 * 4);
    }
}
