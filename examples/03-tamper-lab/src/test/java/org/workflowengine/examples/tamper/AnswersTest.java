package org.workflowengine.examples.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.examples.tamper.Report.Totals;

/**
 * Every attack, by the owner, with the application's role and, where it may matter, with the role that purges, gets the answer that {@code src/test/resources/answers} expects of
 * that database. {@code -Danswers.update=true} writes the files anew; read the diff.
 */
class AnswersTest {

    @ParameterizedTest
    @EnumSource
    void everyAttackGetsItsAnswer(Product product) throws SQLException, IOException {
        Report report;
        try (Server server = TestServers.of(product)) {
            report = TamperLab.report(server);
        }
        System.out.println("AnswersTest: " + product.title() + "; " + report.owner() + "; " + report.application()
                + "; " + report.purge());
        Path file = Path.of("src/test/resources/answers/" + product.name().toLowerCase(Locale.ROOT) + ".md");
        if (Boolean.getBoolean("answers.update")) {
            Files.write(file, report.table());
        }
        assertThat(report.table()).containsExactlyElementsOf(Files.readAllLines(file));

        Totals owner = report.owner();
        Totals application = report.application();
        assertThat(owner.tried()).isGreaterThanOrEqualTo(45);
        assertThat(owner.open() + owner.failed()).isZero();
        assertThat(application.warned() + application.open() + application.failed())
                .isZero();
        Totals purge = report.purge();
        assertThat(purge.tried()).isGreaterThanOrEqualTo(30);
        assertThat(purge.warned() + purge.open() + purge.failed()).isZero();
        if (product != Product.MARIADB) {
            assertThat(owner.warned()).isZero();
        }
        if (product == Product.POSTGRESQL) {
            // All of it, but for whole and legal steps, which are as audited as the engine's.
            assertThat(application.refused() + application.byHand()).isEqualTo(application.tried());
            assertThat(purge.refused() + purge.byHand()).isEqualTo(purge.tried());
        }
    }
}
