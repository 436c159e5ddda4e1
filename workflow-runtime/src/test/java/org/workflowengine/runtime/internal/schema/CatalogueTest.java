package org.workflowengine.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** The catalogue in the jar is what each database tells of freshly made tables; {@code -Dgolden.update=true} writes it anew. */
class CatalogueTest {
    private static final Pattern MADE = Pattern.compile(
            "CREATE (?:OR REPLACE )?(?:SQL SECURITY DEFINER )?(TABLE|FUNCTION|VIEW) (?:IF NOT EXISTS )?(\\w+)");

    @ParameterizedTest
    @EnumSource
    void whatIsInTheJarIsWhatTheScriptsMake(Dialect dialect) throws SQLException, IOException {
        try (TestDatabase database = fresh(dialect);
                Connection connection = database.dataSource().getConnection()) {
            String script = SchemaScripts.valueOf(dialect.name()).schema();
            database.script(script);
            Set<String> made = new TreeSet<>();
            for (Matcher matcher = MADE.matcher(script); matcher.find(); ) {
                made.add((matcher.group(1).equals("FUNCTION") ? "function " : "") + matcher.group(2));
            }
            SchemaName schema = SchemaName.of(dialect, connection);
            String found =
                    SchemaRules.of(dialect).catalogue(connection, schema, made).text();
            if (dialect == Dialect.POSTGRESQL) {
                found = found.replaceAll("\\b" + schema.name() + "\\b", "<schema>");
            }
            if (Boolean.getBoolean("golden.update")) {
                Path folder = Path.of("src/main/resources/org/workflowengine/runtime/schema", dialect.id());
                Files.writeString(folder.resolve("catalogue.txt"), found);
            } else {
                assertThat(found)
                        .as("run again with -Dgolden.update=true and read the diff")
                        .isEqualTo(Script.of(dialect, "catalogue.txt").sql());
                assertThat(Catalogue.expected(Script.of(dialect, Catalogue.FILE))
                                .text())
                        .isEqualTo(found);
            }
        }
    }

    private static TestDatabase fresh(Dialect dialect) {
        Supplier<TestDatabase> database = switch (dialect) {
            case H2 -> TestDatabase::inMemory;
            case POSTGRESQL -> TestDatabase::postgres;
            case MARIADB -> TestDatabase::mariaDb;
        };
        return database.get();
    }

    @Test
    void commentsAndLineBreaksMeanNothing() {
        assertThat(SchemaObject.normal("BEGIN\n    -- it's why\n  RAISE 'a  b';   -- and\n\n--\nEND\n", false))
                .isEqualTo("BEGIN RAISE 'a  b'; END");
        assertThat(SchemaObject.normal("CHECK (\"SEQ\" = 'A''B')", true)).isEqualTo("check (\"seq\" = 'A''B')");
    }

    /** Each of these does something else than {@code RAISE 'it stays'}, and would pass for it if comments were cut out by lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAISE 'it\n-- '; RETURN NEW; RAISE '\n stays'",
                "RAISE 'it \n--\nstays'",
                "/*\n-- */ RETURN NEW; /*\n*/ RAISE 'it stays'",
                "RAISE 'it stays'--1",
                "RAISE 'it \\'\n-- ' stays'",
                "RAISE \"it\n-- \" stays'",
                "RAISE $$it\n-- $$ || 'it stays'",
                "RAISE 'it  stays'",
                "RAISE 'It stays'",
            })
    void aDefinitionThatOnlyPretendsToBeAComment(String definition) {
        for (boolean foldCase : List.of(true, false)) {
            assertThat(SchemaObject.normal(definition, foldCase))
                    .isNotEqualTo(SchemaObject.normal("RAISE 'it stays'", foldCase));
        }
    }
}
