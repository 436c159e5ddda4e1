package org.workflowengine.examples.tamper;

import java.util.ArrayList;
import java.util.List;

/** A database that the engine runs on. */
enum Product {
    H2("H2"),
    POSTGRESQL("PostgreSQL"),
    MARIADB("MariaDB");

    private final String title;

    Product(String title) {
        this.title = title;
    }

    /** Its name, as the engine's scripts are asked for. */
    String title() {
        return title;
    }

    /** Bytes as they are written in SQL. */
    String binary(String hex) {
        return this == POSTGRESQL ? "'\\x" + hex + "'" : "X'" + hex + "'";
    }

    /** The statements of one of the engine's scripts. Only MariaDB's driver takes no more than one at a time. */
    List<String> statements(String script) {
        if (this != MARIADB) {
            return List.of(script);
        }
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        String delimiter = ";";
        for (String line : script.lines().toList()) {
            if (line.startsWith("DELIMITER ")) {
                delimiter = line.substring("DELIMITER ".length());
            } else if (line.endsWith(delimiter)) {
                statements.add(statement + line.substring(0, line.length() - delimiter.length()));
                statement.setLength(0);
            } else {
                statement.append(line).append('\n');
            }
        }
        return statements;
    }
}
