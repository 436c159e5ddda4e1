package org.workflowengine.runtime.persistence;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.workflowengine.runtime.core.Digest;

/** Everything that is ever done with the legal table: a definition is added once, and read. */
interface DefinitionMapper {
    @Select("""
            SELECT fingerprint
            FROM workflow_definition
            WHERE workflow = #{workflow} AND version = #{version}
            """)
    Optional<Digest> fingerprint(String workflow, int version);

    @Insert("""
            INSERT INTO workflow_definition (workflow, version, fingerprint, graph, installed_at)
            VALUES (#{workflow}, #{version}, #{fingerprint}, #{graph}, #{installedAt})
            """)
    void insertDefinition(String workflow, int version, Digest fingerprint, String graph, Instant installedAt);

    @Insert("""
            INSERT INTO workflow_state (workflow, version, state, initial, terminal)
            VALUES (#{workflow}, #{version}, #{state}, #{initial}, #{terminal})
            """)
    void insertState(String workflow, int version, String state, boolean initial, boolean terminal);

    @Insert("""
            INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)
            VALUES (#{workflow}, #{version}, #{fromState}, #{transition}, #{toState})
            """)
    void insertTransition(String workflow, int version, String fromState, String transition, String toState);
}
