package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.workflowengine.runtime.core.Digest;

/** Everything that is ever done with definitions: each is added once, and read. */
interface DefinitionMapper {
    /** What identifies a definition, and how many rows it has in the other two tables. */
    record DefinitionRow(Digest fingerprint, int states, int transitions, boolean erasable) {}

    /** A row of {@code workflow_state}. */
    record StateRow(String state, boolean initial, boolean terminal, boolean importable) {}

    /** A row of {@code workflow_transition}. */
    record TransitionRow(String fromState, String transition, String toState) {}

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
            SELECT fingerprint, states, transitions, erasable
            FROM ${schema}workflow_definition
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    Optional<DefinitionRow> definition(String workflow, int version);

    @Select("SELECT graph FROM ${schema}workflow_definition WHERE workflow = #{workflow} AND version = #{version}")
    String graph(String workflow, int version);

    @Insert("""
            INSERT INTO ${schema}workflow_definition (workflow, version, fingerprint, graph, states, transitions, erasable,
                installed_at)
            VALUES (#{workflow}, #{version}, #{row.fingerprint}, #{graph}, #{row.states}, #{row.transitions},
                #{row.erasable}, #{installedAt})
            """)
    void insertDefinition(String workflow, int version, String graph, DefinitionRow row, Instant installedAt);

    @Insert("""
            INSERT INTO ${schema}workflow_state (workflow, version, state, initial, terminal, importable)
            VALUES (#{workflow}, #{version}, #{row.state}, #{row.initial}, #{row.terminal}, #{row.importable})
            """)
    void insertState(String workflow, int version, StateRow row);

    @Select("""
            SELECT state, initial, terminal, importable
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
}
