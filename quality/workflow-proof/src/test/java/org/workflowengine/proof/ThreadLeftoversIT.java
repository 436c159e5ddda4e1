package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.fixture.EndedProcess;

/** A thread of a container's, which works for other applications next, keeps nothing of a call, however the call ended. */
class ThreadLeftoversIT {
    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
    void nothingStays(String database) throws Exception {
        EndedProcess process =
                Child.run(ThreadLeftovers.class, List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"), database);
        List<String> found = process.output().lines().toList();
        assertThat(process.exit()).isZero();
        Assumptions.assumeFalse(found.equals(List.of("skipped")), "no " + database + " server is reachable");
        assertThat(found).hasSize(1).first().asString().endsWith(" calls");
    }
}
