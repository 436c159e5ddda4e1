package org.workflowengine.runtime.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.workflowengine.runtime.core.Digest;

/** Everything that is ever done with the legal table: a definition is added once, and read. */
interface DefinitionMapper {
    /** What identifies a definition, and how many rows it has in the other two tables. */
    record DefinitionRow(Digest fingerprint, int states, int transitions) {}

    /** A row of {@code workflow_state}. */
    record StateRow(String state, boolean initial, boolean terminal) {}

    /** A row of {@code workflow_transition}. */
    record TransitionRow(String fromState, String transition, String toState) {}

    @Select("""
            SELECT fingerprint, states, transitions
            FROM workflow_definition
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    Optional<DefinitionRow> definition(String workflow, int version);

    @Insert("""
            INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions, installed_at)
            VALUES (#{workflow}, #{version}, #{fingerprint}, #{graph}, #{states}, #{transitions}, #{installedAt})
            """)
    void insertDefinition(
            String workflow,
            int version,
            Digest fingerprint,
            String graph,
            int states,
            int transitions,
            Instant installedAt);

    @Insert("""
            INSERT INTO workflow_state (workflow, version, state, initial, terminal)
            VALUES (#{workflow}, #{version}, #{row.state}, #{row.initial}, #{row.terminal})
            """)
    void insertState(String workflow, int version, StateRow row);

    @Select("""
            SELECT state, initial, terminal
            FROM workflow_state
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    List<StateRow> states(String workflow, int version);

    @Insert("""
            INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)
            VALUES (#{workflow}, #{version}, #{row.fromState}, #{row.transition}, #{row.toState})
            """)
    void insertTransition(String workflow, int version, TransitionRow row);

    @Select("""
            SELECT from_state, transition, to_state
            FROM workflow_transition
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    List<TransitionRow> transitions(String workflow, int version);
}
