package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** H2 can be set to mean something else by the same SQL: with each setting the engine works, or refuses it with a sentence. */
class H2SettingsTest {
    private static final String WORKING = "REGULAR, LEGACY, DB2, HSQLDB, MariaDB, MySQL, PostgreSQL";

    private static TestDatabase with(String settings) {
        return TestDatabase.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=2000" + settings);
    }

    private static TestDatabase asPostgreSql() {
        return with(";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    }

    private static TestDatabase asMariaDb() {
        return with(";MODE=MariaDB");
    }

    private static void worksWith(String settings) throws SQLException {
        try (TestDatabase database = with(settings)) {
            Engine reviews = Engine.on(database.runtime());
            reviews.open("INVOICE-7A", by("alice").because("claim received").requestId("R-1"))
                    .orThrow();
            reviews.open("invoice-7a", by("alice").because("claim received")).orThrow();
            reviews.fire("invoice-7a", "START_REVIEW", ALL_TRUE, by("bob").because("all documents in"))
                    .orThrow();
            assertThat(reviews.load("INVOICE-7A").seq()).isEqualTo(1);
            WorkflowRuntime validated = WorkflowRuntime.on(database.dataSource());
            assertThat(validated.verification().verifyAll().isIntact()).isTrue();
        }
    }

    private static void refused(String settings, String message) throws SQLException {
        try (TestDatabase database = with(settings)) {
            for (SchemaMode mode : SchemaMode.values()) {
                assertThatThrownBy(() -> WorkflowRuntime.on(
                                database.dataSource(), RuntimeOptions.defaults().schemaMode(mode)))
                        .isInstanceOf(SetupException.class)
                        .hasMessage(message);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Regular", "Legacy", "DB2", "HSQLDB", "MariaDB", "MySQL", "PostgreSQL"})
    void aModeInWhichItWorks(String mode) throws SQLException {
        for (String names : new String[] {
            "",
            ";DATABASE_TO_UPPER=FALSE",
            ";DATABASE_TO_LOWER=TRUE",
            ";CASE_INSENSITIVE_IDENTIFIERS=TRUE",
            ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
            ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
        }) {
            worksWith(";MODE=" + mode + names);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";NON_KEYWORDS=VALUE,KEY,END,YEAR,USER",
                ";COLLATION=OFF",
                ";DEFAULT_NULL_ORDERING=HIGH",
                ";TRUNCATE_LARGE_LENGTH=TRUE",
                ";TIME ZONE=Asia/Tokyo",
                ";DEFAULT_TABLE_TYPE=MEMORY",
                ";IGNORE_CATALOGS=TRUE",
                ";BUILTIN_ALIAS_OVERRIDE=TRUE",
                ";MAX_LENGTH_INPLACE_LOB=10",
                ";INIT=CREATE SCHEMA IF NOT EXISTS claims\\;SET SCHEMA claims"
            })
    void aSettingWithWhichItWorks(String setting) throws SQLException {
        worksWith(setting);
    }

    /** Two absent request ids are the same to Derby and SQL Server, the empty text is NULL to Oracle, and Strict lacks LIMIT. */
    @ParameterizedTest
    @CsvSource({"Strict,STRICT", "Derby,Derby", "MSSQLServer,MSSQLServer", "Oracle,Oracle"})
    void aModeInWhichItCannotWork(String mode, String shown) throws SQLException {
        refused(
                ";MODE=" + mode,
                "this H2 database is in MODE=" + shown
                        + ", in which SQL has another meaning than the engine's;"
                        + " remove MODE from its URL, or use one of " + WORKING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                ";IGNORECASE=TRUE|takes \"A\" and \"a\" for the same|IGNORECASE=1, MODE=REGULAR",
                ";COLLATION=ENGLISH STRENGTH PRIMARY|takes \"A\" and \"A \" for the same"
                        + "|COLLATION=ENGLISH STRENGTH PRIMARY, MODE=REGULAR",
                ";COLLATION=GERMAN STRENGTH IDENTICAL|sorts \"a\" before \"A\""
                        + "|COLLATION=GERMAN STRENGTH IDENTICAL, MODE=REGULAR",
                ";COLLATION=CHARSET_CP500|sorts \"A\" before \"1\""
                        + "|COLLATION=CHARSET_CP500 STRENGTH TERTIARY, MODE=REGULAR",
                ";MODE=MySQL;IGNORECASE=TRUE|takes \"A\" and \"a\" for the same|IGNORECASE=1, MODE=MySQL"
            })
    void aComparisonThatIsNotBinary(String setting, String deviation, String settings) throws SQLException {
        refused(
                setting,
                "this H2 database does not compare texts byte by byte: it " + deviation + "; its settings are "
                        + settings + "; use a database that was created without IGNORECASE and COLLATION");
    }

    @Test
    void theOldFormOfTheCatalogueIsRefused() throws SQLException {
        refused(
                ";OLD_INFORMATION_SCHEMA=TRUE",
                "this H2 session shows its catalogue in the form of H2 1.4, which the engine does not read;"
                        + " remove OLD_INFORMATION_SCHEMA from the URL");
    }

    @Test
    void binaryColumnsOfAnotherTypeAreRefused() throws SQLException {
        refused(
                ";VARIABLE_BINARY=TRUE",
                "this H2 session changes the type of each BINARY column: its VARIABLE_BINARY is TRUE;"
                        + " remove VARIABLE_BINARY from the URL");
    }

    @Test
    void aDatabaseWithoutLiteralsIsRefused() throws SQLException {
        for (String allowed : new String[] {"NONE|0", "NUMBERS|1"}) {
            refused(
                    ";INIT=SET ALLOW_LITERALS " + allowed.split("\\|")[0],
                    "this H2 database allows no literals in SQL, and the engine's scripts and triggers have some: its"
                            + " ALLOW_LITERALS is " + allowed.split("\\|")[1] + "; SET ALLOW_LITERALS ALL");
        }
    }

    /** The setting is gone, the columns that were made under it are not. */
    @Test
    void columnsMadeUnderAnotherSettingAreRefused() throws SQLException {
        try (TestDatabase database = with("")) {
            database.sql("SET IGNORECASE TRUE");
            database.script(SchemaScripts.H2.schema());
            database.sql("SET IGNORECASE FALSE");
            for (SchemaMode mode : new SchemaMode[] {SchemaMode.VALIDATE, SchemaMode.CREATE}) {
                assertThatThrownBy(() -> WorkflowRuntime.on(
                                database.dataSource(), RuntimeOptions.defaults().schemaMode(mode)))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("case_id");
            }
        }
    }

    @Nested
    class HistoryAsPostgreSql extends HistoryContract {
        HistoryAsPostgreSql() {
            super(H2SettingsTest::asPostgreSql);
        }
    }

    @Nested
    class HardeningAsPostgreSql extends HardeningContract {
        HardeningAsPostgreSql() {
            super(H2SettingsTest::asPostgreSql);
        }
    }

    @Nested
    class RequestIdAsPostgreSql extends RequestIdContract {
        RequestIdAsPostgreSql() {
            super(H2SettingsTest::asPostgreSql);
        }
    }

    @Nested
    class WorkListAsPostgreSql extends WorkListContract {
        WorkListAsPostgreSql() {
            super(H2SettingsTest::asPostgreSql);
        }
    }

    @Nested
    class HistoryAsMariaDb extends HistoryContract {
        HistoryAsMariaDb() {
            super(H2SettingsTest::asMariaDb);
        }
    }

    @Nested
    class HardeningAsMariaDb extends HardeningContract {
        HardeningAsMariaDb() {
            super(H2SettingsTest::asMariaDb);
        }
    }

    @Nested
    class RequestIdAsMariaDb extends RequestIdContract {
        RequestIdAsMariaDb() {
            super(H2SettingsTest::asMariaDb);
        }
    }

    @Nested
    class WorkListAsMariaDb extends WorkListContract {
        WorkListAsMariaDb() {
            super(H2SettingsTest::asMariaDb);
        }
    }
}
