package org.workflowengine.runtime.internal.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what the tables do: every {@link SchemaObject} with its definition as the database reports it.
 *
 * <p>What a database reports for newly created tables is in the jar, one text for each database. It is compared word for word. After a
 * change of a script, make it anew: run the test {@code CatalogueTest} with {@code -Dgolden.update=true}.
 */
final class Catalogue {
    static final String FILE = "catalogue.txt";
    /** The placeholder for the name of the schema in the text of the jar: users choose that name. */
    private static final String SCHEMA = "<schema>";

    private static final String INDEX = "index ";
    private static final String CONSTRAINT = "constraint ";
    private static final String SEPARATOR = ": ";

    /** By table and name: constraints of two tables may have the same name. */
    private final Map<String, SchemaObject> parts;

    /** The tables that the login can only see to exist. */
    private final Set<String> untold;

    /** As it is named in definitions. */
    private String schema = SCHEMA;

    Catalogue(Set<String> untold) {
        this.parts = new TreeMap<>();
        this.untold = untold;
    }

    /** What newly created tables are. */
    static Catalogue expected(Script kept) {
        Catalogue catalogue = new Catalogue(Set.of());
        String table = "";
        for (String line : kept.sql().lines().toList()) {
            if (line.startsWith("[")) {
                table = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty()) {
                int end = line.indexOf(SEPARATOR);
                catalogue.add(
                        new SchemaObject(table, line.substring(0, end), line.substring(end + SEPARATOR.length())));
            }
        }
        return catalogue;
    }

    /** Writes what was found in the form of the text in the jar. */
    String text() {
        StringBuilder text = new StringBuilder();
        String table = "";
        for (SchemaObject part : parts.values()) {
            if (!part.table().equals(table)) {
                table = part.table();
                text.append(text.isEmpty() ? "[" : "\n[").append(table).append("]\n");
            }
            text.append(part.name()).append(SEPARATOR).append(part.definition()).append('\n');
        }
        return text.toString();
    }

    static Map<String, String> identity(Collection<String> names) {
        Map<String, String> identity = new TreeMap<>();
        names.forEach(name -> identity.put(name, name));
        return identity;
    }

    static Catalogue read(ResultSet rows, boolean foldCase, Map<String, String> wanted) throws SQLException {
        Map<String, List<Piece>> pieces = new TreeMap<>();
        while (rows.next()) {
            String name = rows.getString(2);
            pieces.computeIfAbsent(foldCase ? name.toLowerCase(Locale.ROOT) : name, key -> new ArrayList<>())
                    .add(new Piece(
                            rows.getString(1),
                            SchemaObject.normal(Objects.requireNonNullElse(rows.getString(4), ""), foldCase)));
        }
        Catalogue catalogue = new Catalogue(Set.of());
        pieces.forEach((name, of) -> {
            Map<String, StringBuilder> definitions = new TreeMap<>();
            for (Piece piece : of) {
                if (piece.table != null && wanted.containsKey(piece.table)) {
                    definitions.putIfAbsent(wanted.get(piece.table), new StringBuilder());
                }
            }
            for (Piece piece : of) {
                definitions.forEach((table, definition) -> {
                    if (piece.table == null || table.equals(wanted.get(piece.table))) {
                        definition.append(definition.isEmpty() ? "" : " ").append(piece.text);
                    }
                });
            }
            definitions.forEach((table, definition) -> catalogue.add(
                    new SchemaObject(table, name, definition.toString().strip())));
        });
        // MariaDB creates an index for a foreign key, and drops it again when another index serves.
        catalogue
                .parts
                .values()
                .removeIf(part -> part.name().startsWith(INDEX)
                        && catalogue.parts.containsKey(
                                key(part.table(), CONSTRAINT + part.name().substring(INDEX.length()))));
        return catalogue;
    }

    /** Null is for an unknown table: then the name belongs to one object only. */
    private record Piece(@Nullable String table, String text) {}

    Catalogue inSchema(String name) {
        schema = name;
        return this;
    }

    /** The same with the name of the schema in its place. */
    Catalogue of(Catalogue found) {
        Catalogue named = new Catalogue(Set.of());
        parts.values()
                .forEach(part -> named.add(new SchemaObject(
                        part.table(), part.name(), part.definition().replace(SCHEMA, found.schema))));
        return named;
    }

    void add(SchemaObject part) {
        parts.put(key(part.table(), part.name()), part);
    }

    private static String key(String table, String name) {
        return table + "\n" + name;
    }

    Collection<SchemaObject> parts() {
        return parts.values();
    }

    Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        parts.values().forEach(part -> tables.add(part.table()));
        return tables;
    }

    boolean contains(String table) {
        return parts.containsKey(key(table, table));
    }

    /** The part of the same name, if there is one. */
    Optional<SchemaObject> like(SchemaObject part) {
        return Optional.ofNullable(parts.get(key(part.table(), part.name())));
    }

    /** Whether the catalogue query would list this object if it existed. */
    boolean tells(SchemaObject part) {
        return !part.name().contains(" ") || !untold.contains(part.table());
    }
}
