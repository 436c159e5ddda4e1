package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.internal.audit.LargeCase;

/**
 * No command needs more memory for a larger case. With {@code -Dlarge.moves=140000} the bundle has more than 300 MB, and the memory stays
 * as it is.
 */
class LargeCaseIT {
    private static final int MOVES = Integer.getInteger("large.moves", 16_000);
    private static final int EVIDENCE = 1_000;

    /** For the whole JVM, with what H2 takes. */
    private static final RunnableJar IN_LITTLE_MEMORY =
            new RunnableJar(List.of("-Xmx24m", "-Dh2.maxMemoryRows=1000"), Map.of(), StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void everyCommandThatReadsACase() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("large").toAbsolutePath() + ";CACHE_SIZE=4096;WRITE_DELAY=0";
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("sa");
        long steps = LargeCase.fill(dataSource, "C-1", MOVES, EVIDENCE);
        String[] database = {"--url", url, "--user", "sa"};
        Path bundle = folder.resolve("C-1.json");

        assertThat(run(database, "export", "C-1", "--output", bundle.toString()))
                .isEmpty();
        assertThat(Files.size(bundle)).isGreaterThan(MOVES * 2_000L);
        String intact = "intact, " + MOVES / 8 + " erased: 1 cases, " + steps + " entries";
        assertThat(run(new String[0], "verify", bundle.toString())).containsExactly(intact);
        assertThat(run(database, "verify", "--case", "C-1")).containsExactly(intact);
        assertThat(run(database, "verify")).containsExactly(intact);
        assertThat(run(database, "show", "C-1"))
                .last()
                .asString()
                .startsWith("now in UNDER_REVIEW at step " + steps + " since ");
        Path log = folder.resolve("C-1.xes");
        assertThat(run(database, "export", "C-1", "--xes", "--with", "evidence", "--output", log.toString()))
                .isEmpty();
        assertThat(Files.size(log)).isGreaterThan(MOVES * 1_000L);
        Path all = folder.resolve("all.xes");
        assertThat(run(database, "export", "--xes", "--all", "--with", "evidence", "--output", all.toString()))
                .isEmpty();
        assertThat(Files.mismatch(log, all)).isEqualTo(-1);
        System.out.printf(
                "LargeCaseIT: %s steps, a bundle of %s MB, each command in 24 MB%n",
                steps, Files.size(bundle) / 1_000_000);
    }

    private static List<String> run(String[] database, String... command) throws Exception {
        Console answer = IN_LITTLE_MEMORY.on(database, command);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().toList();
    }
}
