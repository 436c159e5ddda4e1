package org.workflowengine.runtime.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.internal.dialect.Dialect;

/**
 * A script of the jar, for people and their tools to read and run.
 *
 * @param sql statements, each ended by a semicolon at the end of a line, with comments in lines of their own
 */
record Script(String sql) {
    private static final String FOLDER = "/org/workflowengine/runtime/schema/";
    private static final String DELIMITER = "DELIMITER ";

    static Script of(Dialect dialect, String name) {
        String resource = FOLDER + dialect.id() + "/" + name;
        try (InputStream script = Script.class.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IllegalStateException("the runtime's jar lacks " + resource);
            }
            return new Script(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands()) {
                statement.execute(command);
            }
        }
    }

    /**
     * The statements, without comments and delimiters. Text between two {@code $$} is the body of a function and is not divided. After
     * {@code DELIMITER x}, which only MariaDB's client knows, an {@code x} ends a statement.
     */
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        String delimiter = ";";
        boolean inBody = false;
        for (String line : sql.lines().toList()) {
            if (line.strip().startsWith("--") || (line.isBlank() && command.isEmpty())) {
                continue;
            }
            if (line.startsWith(DELIMITER)) {
                delimiter = line.substring(DELIMITER.length()).strip();
                continue;
            }
            inBody ^= line.split("\\$\\$", -1).length % 2 == 0;
            command.append(line).append('\n');
            if (!inBody && line.endsWith(delimiter)) {
                commands.add(command.substring(0, command.length() - 1 - delimiter.length())
                        .strip());
                command.setLength(0);
            }
        }
        if (!command.toString().isBlank()) {
            throw new IllegalStateException("a script ends within a statement: " + command);
        }
        return commands;
    }

    /** The query of a view in this script. */
    String viewed(String view) {
        for (String command : commands()) {
            int at = command.indexOf("VIEW " + view + " ");
            if (at >= 0) {
                return command.substring(command.indexOf("SELECT ", at));
            }
        }
        throw new IllegalStateException("no script makes the view " + view);
    }
}
