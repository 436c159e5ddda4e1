package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.fixture.EndedProcess;

/** Verification reads row by row: a process with hardly any memory verifies what would never fit into it. */
class ConstantMemoryTest {
    @TempDir
    private Path directory;

    /** 100,000 entries are some 75 MB as Java holds rows. H2 itself gets a cache of 4 MB. */
    @Test
    void aHundredThousandEntriesInFortyMegabytes() throws SQLException, IOException, InterruptedException {
        String url = "jdbc:h2:" + directory.resolve("large").toAbsolutePath() + ";WRITE_DELAY=0";
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("sa");
        LargeHistory.fill(dataSource, 10_000);

        EndedProcess child = EndedProcess.of(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeHistory.class.getName(),
                        url + ";CACHE_SIZE=4096")
                .redirectErrorStream(true));
        assertThat(child.exit()).as(child.output()).isZero();
        // The second time against a checkpoint that it has taken itself, the third time noting what it has verified,
        // then since that.
        String intact = "intact: 10000 cases, 100000 entries";
        assertThat(child.output().lines()).containsExactly(intact, intact, intact, "100000");
    }
}
