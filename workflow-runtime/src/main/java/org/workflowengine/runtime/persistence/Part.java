package org.workflowengine.runtime.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a script creates and that must be in the database.
 *
 * @param table the table it belongs to, or its own name where it belongs to none
 * @param name as messages name it: {@code workflow_audit}, {@code workflow_audit.source}, {@code trigger …}
 * @param definition for what the database can tell word for word, how it was defined; else empty
 */
record Part(String table, String name, String definition) {
    private static final Pattern TABLE = Pattern.compile("^CREATE TABLE IF NOT EXISTS (\\w+)");
    private static final Pattern COLUMN = Pattern.compile("(?m)^    ([a-z_]+) +[A-Z]");
    private static final Pattern CONSTRAINT = Pattern.compile("(?m)^    CONSTRAINT (\\w+)");
    private static final Pattern INDEX = Pattern.compile("^CREATE (UNIQUE )?INDEX IF NOT EXISTS (\\w+) ON (\\w+)");
    private static final Pattern VIEW = Pattern.compile("^CREATE OR REPLACE .*VIEW (\\w+)");
    private static final Pattern FUNCTION =
            Pattern.compile("^CREATE OR REPLACE FUNCTION (\\w+).*?\\$\\$(.*)\\$\\$", Pattern.DOTALL);
    private static final Pattern TRIGGER = Pattern.compile(
            "^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER (?:IF NOT EXISTS )?(\\w+)\\s+(\\w+ [A-Z, ]*? ON (\\w+).*)",
            Pattern.DOTALL);

    static List<Part> of(Script script) {
        List<Part> parts = new ArrayList<>();
        for (String command : script.commands()) {
            Matcher table = TABLE.matcher(command);
            if (table.find()) {
                String name = table.group(1);
                parts.add(new Part(name, name, ""));
                COLUMN.matcher(command)
                        .results()
                        .forEach(column -> parts.add(new Part(name, name + "." + column.group(1), "")));
                CONSTRAINT
                        .matcher(command)
                        .results()
                        .forEach(constraint -> parts.add(new Part(name, "constraint " + constraint.group(1), "")));
            }
            INDEX.matcher(command)
                    .results()
                    .forEach(index -> parts.add(new Part(
                            index.group(3),
                            (index.group(1) == null ? "index " : "unique index ") + index.group(2),
                            "")));
            VIEW.matcher(command).results().forEach(view -> parts.add(new Part(view.group(1), view.group(1), "")));
            FUNCTION.matcher(command)
                    .results()
                    .forEach(function -> parts.add(new Part(
                            "function " + function.group(1),
                            "function " + function.group(1),
                            oneLine(function.group(2)))));
            TRIGGER.matcher(command)
                    .results()
                    .forEach(trigger -> parts.add(
                            new Part(trigger.group(3), "trigger " + trigger.group(1), oneLine(trigger.group(2)))));
        }
        return parts;
    }

    /** A definition without regard to comments and to how its lines are broken. */
    static String oneLine(String definition) {
        return definition.replaceAll("(?m)^\\s*--.*$", "").strip().replaceAll("\\s+", " ");
    }
}
