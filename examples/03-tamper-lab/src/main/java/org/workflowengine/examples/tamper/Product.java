package org.workflowengine.examples.tamper;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.SchemaScripts;

/** A database that the engine runs on. */
enum Product {
    H2("H2", SchemaScripts.H2),
    POSTGRESQL("PostgreSQL", SchemaScripts.POSTGRESQL),
    MARIADB("MariaDB", SchemaScripts.MARIADB);

    private final String title;
    private final SchemaScripts scripts;

    Product(String title, SchemaScripts scripts) {
        this.title = title;
        this.scripts = scripts;
    }

    /** The engine's scripts for it. */
    SchemaScripts scripts() {
        return scripts;
    }

    /** Its name. */
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
