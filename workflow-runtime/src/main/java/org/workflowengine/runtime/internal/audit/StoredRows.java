package org.workflowengine.runtime.internal.audit;

import org.jspecify.annotations.Nullable;

/**
 * Is given what is stored, row by row: first the installation, then the rows of the definitions, then {@link #definitionsEnd}, then the
 * audit entries in the order of case and seq, each with the case whose head it is, then the cases whose head is missing. A reader
 * overrides what it needs. Used by one thread.
 */
public interface StoredRows {
    /**
     * Is given a row of {@code workflow_installation}, before everything else.
     *
     * @param row the row
     */
    default void installation(Row<InstallationColumn> row) {}

    /**
     * Is given a row of {@code workflow_definition}.
     *
     * @param row the row
     */
    default void definition(Row<DefinitionColumn> row) {}

    /**
     * Is given a row of {@code workflow_state}, after all definitions.
     *
     * @param row the row
     */
    default void state(Row<StateColumn> row) {}

    /**
     * Is given a row of {@code workflow_transition}, after all definitions.
     *
     * @param row the row
     */
    default void transition(Row<TransitionColumn> row) {}

    /**
     * Is given a row of {@code workflow_obligation}, after all definitions.
     *
     * @param row the row
     */
    default void obligation(Row<ObligationColumn> row) {}

    /** All rows of the four tables of definitions were given; of a bundle, which has no others, those of {@code workflow_definition}. */
    default void definitionsEnd() {}

    /**
     * Is given a row of {@code workflow_audit}.
     *
     * @param entry the row, of the same case as the one before it or of another
     * @param standing the row of {@code workflow_case} that has the same case and seq; null when there is none
     */
    void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing);

    /**
     * Is given a row of {@code workflow_case} whose step is not in {@code workflow_audit}.
     *
     * @param row the row
     */
    void strayCase(Row<CaseColumn> row);

    /**
     * Is given a row of {@code workflow_tombstone}, in the order of their numbers, after everything else.
     *
     * @param row the row
     */
    default void tombstone(Row<TombstoneColumn> row) {}

    /**
     * Is told of a table that cannot be read as the schema made it.
     *
     * @param table the table's name
     * @param expected what the schema has
     * @param found what is there
     */
    void table(String table, String expected, String found);
}
