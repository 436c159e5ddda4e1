package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

/** What a page costs: statements, on PostgreSQL, and bytes on the wire. H2 and MariaDB are asked state by state where lists are merged. */
class FiguresTest {
    private static final int MOST_STATEMENTS = 6;
    private static final int MOST_BYTES = 50 * 1024;
    private static final List<String> READABLE = Pages.READABLE;
    private static final List<String> OF_THE_LONG_CASE = List.of(
            "/cases/L-LONG",
            "/cases/L-LONG?before=500",
            "/cases/L-LONG?view=table&before=1200",
            "/cases/L-LONG?step=700");
    private static final List<String> STATEMENTS = new ArrayList<>();

    private static TestDatabase database;
    private static HttpHandler site;

    @BeforeAll
    static void fill() {
        database = TestDatabase.postgres();
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
            if (call.matches("(Prepared)?Statement\\.execute.*")) {
                STATEMENTS.add(String.valueOf(argument));
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
    static void close() {
        database.close();
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

    private static void small(String path) throws Exception {
        STATEMENTS.clear();
        String page = Pages.text(site, path);
        System.out.printf("%-90s %d statements, %.1f KB%n", path, STATEMENTS.size(), Pages.zipped(page) / 1024.0);
        assertThat(STATEMENTS).hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
        assertThat(Pages.zipped(page)).isLessThan(MOST_BYTES);
    }

    @Test
    void aLongCaseSaysFromWhichStepOnThePathIsDrawn() throws Exception {
        assertThat(Pages.text(site, "/cases/L-LONG"))
                .contains("its steps from 506 on", "1,504 to 1,455 of 1,504", "&#215;999");
        assertThat(Pages.text(site, "/cases/L-LONG?before=30")).contains("29 to 1 of 1,504");
    }

    @Test
    void theJarIsSmallAndHasNoCompilerOfTemplates() throws Exception {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar);
                Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(file.toString()));
                Files.copy(file, zip);
            }
        }
        System.out.printf("jar %d KB%n", jar.size() / 1024);
        assertThat(jar.size()).isLessThanOrEqualTo(300 * 1024);
        assertThatThrownBy(() -> Class.forName("gg.jte.compiler.TemplateCompiler"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void theStyleSheetAndTheScriptAreSmall() throws Exception {
        assertThat(Assets.CSS.bytes()).isLessThanOrEqualTo(12 * 1024);
        assertThat(Assets.SCRIPT.bytes()).isLessThanOrEqualTo(3 * 1024);
        assertThat(Pages.zipped(Assets.CSS.text()) + Pages.zipped(Assets.SCRIPT.text()))
                .isLessThan(8 * 1024);
    }
}
