package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.workflowengine.runtime.core.SetupException;

/** Makes a database compare some texts, to see whether it compares byte by byte, as case ids and request ids require. */
public final class TextComparison {
    /**
     * In the order of their bytes, no two alike: they differ in being empty, in a trailing blank, in case, width or accent, in how an
     * accent is composed, in a character that many languages ignore, or only in a four-byte character. None is above U+D7FF beside one of
     * four bytes, because H2 sorts those in the order of UTF-16.
     */
    private static final List<String> ASCENDING = List.of(
            "",
            "1",
            "12",
            "A",
            "A ",
            "B",
            "K",
            "a",
            "a ",
            "ab",
            "a\u00adb",
            "e",
            "e\u0301",
            "ss",
            "\u00b2",
            "\u00df",
            "\u00e9",
            "\u0131",
            "\u212a",
            "\ud83d\ude00",
            "\ud83d\ude01");

    private static final String ANY_CASE_ID = "SELECT 0, case_id FROM workflow_case WHERE 1 = 0";

    private TextComparison() {}

    /**
     * Refuses tables whose texts are not compared byte by byte.
     *
     * @throws SetupException with two texts that the database does not tell apart or sorts the wrong way
     */
    public static void checkColumns(Connection connection) throws SQLException {
        Optional<String> deviation = deviation(connection, ANY_CASE_ID);
        if (deviation.isPresent()) {
            throw new SetupException(
                    "workflow_case.case_id is not compared byte by byte: " + deviation.get(),
                    "create the tables with the engine's script, unchanged, in a database with the default settings",
                    null);
        }
    }

    /**
     * How the database compares two texts that are different for the engine, in words.
     *
     * @param type a query of no rows, whose second column has the type and collation to be asked about
     */
    static Optional<String> deviation(Connection connection, String type) throws SQLException {
        String samples = IntStream.range(0, ASCENDING.size())
                .mapToObj(n -> " UNION ALL SELECT " + (n + 1) + ", '" + ASCENDING.get(n) + "'")
                .collect(Collectors.joining());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("WITH sample (n, t) AS (" + type + samples + ")"
                        + " SELECT x.n, y.n, CASE WHEN x.t IS NULL THEN 1 WHEN x.t = y.t THEN 2 ELSE 3 END"
                        + " FROM sample x JOIN sample y ON x.n < y.n AND (x.t < y.t) IS NOT TRUE ORDER BY 1, 2")) {
            if (!row.next()) {
                return Optional.empty();
            }
            String first = '"' + ASCENDING.get(row.getInt(1) - 1) + '"';
            String second = '"' + ASCENDING.get(row.getInt(2) - 1) + '"';
            return Optional.of(
                    switch (row.getInt(3)) {
                        case 1 -> "it treats the empty text as NULL";
                        case 2 -> "it takes " + first + " and " + second + " for the same";
                        default -> "it sorts " + second + " before " + first;
                    });
        }
    }
}
