package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.fixture.EndedProcess;
import org.workflowengine.runtime.fixture.TestDatabase;

/** An application that is taken out of its container leaves nothing there that holds its class loader. */
class RedeploymentIT {
    private static final String H2 = "h2-";
    private static final String NOTHING = "-";
    private static final String DRIVERS = "h2-,postgresql-,mariadb-";

    /** What the JDK keeps only as long as there is memory to spare goes at once. */
    private static final String SOFT = "-XX:SoftRefLRUPolicyMSPerMB=0";

    @TempDir
    private Path folder;

    /** The threads with which the JDK reads and writes files for H2 end after a minute, which this waits for. */
    @Test
    void withH2OfItsOwn() throws Exception {
        assertThat(run(NOTHING, "", "inMemory")).isEqualTo("collected");
        assertThat(run(NOTHING, file(), "embedded")).isEqualTo("collected");
    }

    /** H2 makes a thread for the end of the process, once, and it keeps the class loader of whoever was first. */
    @Test
    void withTheContainersH2() throws Exception {
        assertThat(run(H2, "", "first", "inMemory")).isEqualTo("collected");
        assertThat(run(H2, "", "inMemory")).isEqualTo("kept");
    }

    @Test
    void withTheContainersDrivers() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            assertThat(run(DRIVERS, database.url(), "refused")).isEqualTo("collected");
            assertThat(run(DRIVERS, database.url(), "postgreSql")).isEqualTo("collected");
        }
    }

    /** A driver registers itself with the JDK, which then keeps it, until somebody takes it out. */
    @Test
    void withDriversOfItsOwn() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            assertThat(run(NOTHING, database.url(), "postgreSql", "deregister")).isEqualTo("collected");
            assertThat(run(NOTHING, database.url(), "postgreSql")).isEqualTo("kept");
        }
    }

    private String file() {
        return folder.resolve("claims").toString();
    }

    private static String run(String shared, String given, String... methods) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(shared, given));
        arguments.addAll(List.of(methods));
        EndedProcess process = Child.run(Redeployment.class, List.of(SOFT), arguments.toArray(String[]::new));
        assertThat(process.exit()).isZero();
        return process.output().strip();
    }
}
