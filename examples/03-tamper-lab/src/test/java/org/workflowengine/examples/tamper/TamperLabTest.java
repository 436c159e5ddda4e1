package org.workflowengine.examples.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the command line answers to what it cannot do. */
class TamperLabTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpIsNoFailure() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: TamperLab");
    }

    @Test
    void wrongUsageSaysWhatWouldBeRight() {
        assertThat(run("--database", "oracle")).isEqualTo(2);
        assertThat(run("--database", "mariadb")).isEqualTo(2);
        assertThat(run("--url", "jdbc:h2:mem:x")).isEqualTo(2);
        assertThat(run("--database")).isEqualTo(2);
        assertThat(run("attack")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "unknown database oracle; known: h2, postgresql, mariadb",
                        "mariadb needs --url",
                        "h2 takes no --url",
                        "--database needs a value after it",
                        "unknown option attack");
    }

    @Test
    void aServerThatIsNotThere() {
        assertThat(run("--database", "mariadb", "--url", "jdbc:mariadb://127.0.0.1:1/?user=root"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the database cannot be used");
    }

    private int run(String... words) {
        return TamperLab.run(new PrintStream(out), new PrintStream(err), words);
    }
}
