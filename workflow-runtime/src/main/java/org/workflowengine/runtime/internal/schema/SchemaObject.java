package org.workflowengine.runtime.internal.schema;

import java.util.Locale;

/**
 * Something that a script creates, as the catalogue of a database describes it.
 *
 * @param table the table it belongs to, or its own name if it belongs to none
 * @param name as messages name it: {@code workflow_audit}, {@code workflow_audit.source}, {@code trigger …}
 * @param definition what it is and does, in the words of the database, without comments and line breaks
 */
record SchemaObject(String table, String name, String definition) {
    private static final String PARTITION = " in partition ";
    private static final String BLANKS = " \t\n\r\f";

    /** The object of the whole table to which this object of a partition belongs. */
    SchemaObject ofWholeTable() {
        int place = name.indexOf(PARTITION);
        return place < 0 ? this : new SchemaObject(table, name.substring(0, place), definition);
    }

    /** Its name, with its table if the name does not contain it. */
    String fullName() {
        return name.startsWith(table) ? name : name + " of " + table;
    }

    /**
     * A definition without its comments and line breaks: a client may have changed both on the way. Quoted text is kept, because it can
     * look like a comment. If a backslash could end or prolong a quoted text, everything is kept.
     *
     * @param foldCase whether the database changes the case of names, so that case has no meaning outside quotes
     */
    static String normal(String definition, boolean foldCase) {
        if (definition.indexOf('\\') >= 0) {
            return definition.strip();
        }
        StringBuilder normal = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < definition.length(); i++) {
            char c = definition.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                normal.append(foldCase && quote == '"' ? lower(c) : c);
            } else if (isComment(definition, i)) {
                int end = definition.indexOf('\n', i);
                i = end < 0 ? definition.length() : end;
                blank(normal);
            } else if (BLANKS.indexOf(c) >= 0) {
                blank(normal);
            } else {
                quote = c == '\'' || c == '"' || c == '`' ? c : 0;
                normal.append(foldCase ? lower(c) : c);
            }
        }
        return normal.toString().strip();
    }

    private static String lower(char c) {
        return String.valueOf(c).toLowerCase(Locale.ROOT);
    }

    /** MariaDB takes two hyphens as a comment only before a blank. */
    private static boolean isComment(String sql, int at) {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || BLANKS.indexOf(sql.charAt(at + 2)) >= 0);
    }

    private static void blank(StringBuilder normal) {
        if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
            normal.append(' ');
        }
    }
}
