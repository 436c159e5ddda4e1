package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;

/** Everything that is ever done with definitions: each is added once, and read. */
interface DefinitionMapper {
    /** What identifies a definition, and how many rows it has in the other three tables. */
    record DefinitionRow(Digest fingerprint, int states, int transitions, boolean erasable, int obligations) {}

    /** A row of {@code workflow_state}. */
    record StateRow(String state, boolean initial, boolean terminal, boolean importable, boolean resting) {}

    /** A row of {@code workflow_transition}. */
    record TransitionRow(String fromState, String transition, String toState) {}

    /** A row of {@code workflow_obligation}. */
    record ObligationRow(
            String fromState,
            String transition,
            String toState,
            String kind,
            String subject,
            int ofVersion,
            String ofState,
            @Nullable Integer persons) {}

    /** A version of a workflow, and the text of its graph. */
    record GraphRow(int version, String graph) {}

    @Select("""
            SELECT version, graph
            FROM ${schema}workflow_definition
            WHERE workflow = #{workflow} AND version > #{version}
            ORDER BY version
            """)
    List<GraphRow> newer(String workflow, int version);

    @Select("""
            SELECT fingerprint, states, transitions, erasable, obligations
            FROM ${schema}workflow_definition
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    Optional<DefinitionRow> definition(String workflow, int version);

    @Select("SELECT graph FROM ${schema}workflow_definition WHERE workflow = #{workflow} AND version = #{version}")
    String graph(String workflow, int version);

    @Insert("""
            INSERT INTO ${schema}workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,
                installed_at, obligations)
            VALUES (#{workflow}, #{version}, #{row.fingerprint}, #{graph}, #{row.states}, #{row.transitions},
                #{row.erasable}, #{installedAt}, #{row.obligations})
            """)
    void insertDefinition(String workflow, int version, String graph, DefinitionRow row, Instant installedAt);

    @Insert("""
            INSERT INTO ${schema}workflow_state (workflow, version, state, initial, terminal, importable, resting)
            VALUES (#{workflow}, #{version}, #{row.state}, #{row.initial}, #{row.terminal}, #{row.importable}, #{row.resting})
            """)
    void insertState(String workflow, int version, StateRow row);

    @Select("""
            SELECT state, initial, terminal, importable, resting
            FROM ${schema}workflow_state
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    List<StateRow> states(String workflow, int version);

    @Insert("""
            INSERT INTO ${schema}workflow_transition (workflow, version, from_state, transition, to_state)
            VALUES (#{workflow}, #{version}, #{row.fromState}, #{row.transition}, #{row.toState})
            """)
    void insertTransition(String workflow, int version, TransitionRow row);

    @Select("""
            SELECT from_state, transition, to_state
            FROM ${schema}workflow_transition
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    List<TransitionRow> transitions(String workflow, int version);

    @Insert("""
            INSERT INTO ${schema}workflow_obligation (workflow, version, from_state, transition, to_state, kind, subject, of_version,
                of_state, persons)
            VALUES (#{workflow}, #{version}, #{row.fromState}, #{row.transition}, #{row.toState}, #{row.kind}, #{row.subject},
                #{row.ofVersion}, #{row.ofState}, #{row.persons,jdbcType=INTEGER})
            """)
    void insertObligation(String workflow, int version, ObligationRow row);

    @Select("""
            SELECT from_state, transition, to_state, kind, subject, of_version, of_state, persons
            FROM ${schema}workflow_obligation
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    List<ObligationRow> obligations(String workflow, int version);
}
