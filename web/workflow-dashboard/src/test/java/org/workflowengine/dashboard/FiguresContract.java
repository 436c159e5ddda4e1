package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * What a page costs: statements and bytes on the wire, on a database that merges the lists of several states in one statement. H2 does not, and
 * is asked state by state.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FiguresContract {
    private static final int MOST_STATEMENTS = 6;
    private static final int MOST_BYTES = 50 * 1024;
    static final List<String> READABLE = Pages.READABLE;
    static final List<String> OF_THE_LONG_CASE = List.of(
            "/cases/L-LONG",
            "/cases/L-LONG?before=500",
            "/cases/L-LONG?view=table&before=1200",
            "/cases/L-LONG?step=700");
    private final List<String> statements = new ArrayList<>();

    private TestDatabase database;
    private HttpHandler site;

    abstract TestDatabase database();

    @BeforeAll
    void fill() {
        database = database();
        SampleCases cases = new SampleCases(database).fill();
        Workflows loans = Workflows.on(cases.runtime(), List.of(SampleDefinitions.LOAN));
        Decision decision = Decision.by("clerk").because("again");
        assertThat(loans.open("loan-application", "L-LONG", decision).isApplied())
                .isTrue();
        for (String move : List.of("SUBMIT", "SCORE", "REQUEST_DOCUMENTS")) {
            assertThat(loans.fire("loan-application", "L-LONG", move, Map.of("SCORE_KNOWN", true), decision)
                            .isApplied())
                    .isTrue();
        }
        for (int i = 0; i < 1_500; i++) {
            assertThat(loans.fire("loan-application", "L-LONG", "REMIND", Map.of(), decision)
                            .isApplied())
                    .isTrue();
        }
        DataSource counted = Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            // What begins and ends a transaction, on MariaDB by statements too, is not prepared and reads no rows.
            if (call.startsWith("PreparedStatement.execute")) {
                statements.add(String.valueOf(argument));
            }
            return effect.make();
        });
        WorkflowRuntime runtime = WorkflowRuntime.on(
                counted, RuntimeOptions.defaults().clock(cases.clock()).schemaMode(SchemaMode.VALIDATE));
        site = Dashboard.on(runtime)
                .clock(cases.clock())
                .facts(SampleCases.FACTS)
                .redaction(Redaction.SHOW_ALL)
                .handler();
        // A definition that has not been seen yet is read once.
        Pages.get(site, "/definitions");
        Pages.get(site, "/cases/P-88");
    }

    @AfterAll
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @FieldSource("READABLE")
    void everyPageIsSmallAndAsksLittle(String path) throws Exception {
        small(path);
    }

    @ParameterizedTest
    @FieldSource("OF_THE_LONG_CASE")
    void aLongCaseIsNoExpensiveOne(String path) throws Exception {
        small(path);
    }

    private void small(String path) throws Exception {
        statements.clear();
        String page = Pages.text(site, path);
        System.out.printf("%-90s %d statements, %.1f KB%n", path, statements.size(), Pages.zipped(page) / 1024.0);
        assertThat(statements).as(path).hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
        assertThat(Pages.zipped(page)).isLessThan(MOST_BYTES);
    }

    @Test
    void aLongCaseSaysFromWhichStepOnThePathIsDrawn() throws Exception {
        assertThat(Pages.text(site, "/cases/L-LONG"))
                .contains("its steps from 506 on", "1,504 to 1,455 of 1,504", "&#215;999");
        assertThat(Pages.text(site, "/cases/L-LONG?before=30")).contains("29 to 1 of 1,504");
    }
}
