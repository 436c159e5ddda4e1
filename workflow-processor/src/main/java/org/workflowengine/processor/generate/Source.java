package org.workflowengine.processor.generate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.workflowengine.processor.model.JavaName;

/** One generated file: its lines, and the types that it imports. */
final class Source {
    private static final int WIDTH = 120;
    private static final String INDENT = "    ";

    private final JavaName type;
    /** Which type a simple name means in this file. */
    private final Map<String, JavaName> meanings = new HashMap<>();

    private final TreeSet<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();
    private int depth;

    /**
     * An empty file.
     *
     * @param type the type that it declares
     * @param nested the simple names of the types that are nested in it
     * @param neighbours the types of its own package that are mentioned
     */
    Source(JavaName type, Collection<String> nested, Collection<JavaName> neighbours) {
        this.type = type;
        for (String name : nested) {
            meanings.put(name, type.member(name));
        }
        for (JavaName neighbour : neighbours) {
            meanings.putIfAbsent(neighbour.outermost().simple(), neighbour.outermost());
        }
    }

    /** A type as this file has to write it: by its simple name, unless that means another type here. */
    String name(JavaName other) {
        JavaName outermost = other.outermost();
        if (outermost.equals(type) && !other.equals(type)) {
            return String.join(
                    ".", other.simpleNames().subList(1, other.simpleNames().size()));
        }
        JavaName meaning = meanings.putIfAbsent(outermost.simple(), outermost);
        if (meaning == null) {
            if (!List.of("java.lang", type.packageName()).contains(outermost.packageName())) {
                imports.add(outermost.canonical());
            }
            return other.nested();
        }
        return meaning.equals(outermost) ? other.nested() : other.canonical();
    }

    void line(String text) {
        body.append(INDENT.repeat(depth)).append(text).append('\n');
    }

    void blank() {
        body.append('\n');
    }

    /** A line that opens a block. */
    void open(String head) {
        line(head + " {");
        depth++;
    }

    void close() {
        close("}");
    }

    void close(String tail) {
        depth--;
        line(tail);
    }

    /** A list between head and tail: on one line where it fits, else one item on each. */
    void list(String head, List<String> items, String tail) {
        String line = head + String.join(", ", items) + tail;
        if (INDENT.length() * depth + line.length() <= WIDTH || items.isEmpty()) {
            line(line);
            return;
        }
        line(head);
        for (int i = 0; i < items.size(); i++) {
            line(INDENT + INDENT + items.get(i) + (i < items.size() - 1 ? "," : tail));
        }
    }

    /** The first lines of a method. */
    void method(String head, List<String> parameters) {
        list(head + "(", parameters, ") {");
        depth++;
    }

    void javadoc(String... lines) {
        javadoc(List.of(lines));
    }

    void javadoc(List<String> lines) {
        if (lines.size() == 1) {
            line("/** " + lines.get(0) + " */");
            return;
        }
        line("/**");
        for (String text : lines) {
            line(text.isEmpty() ? " *" : " * " + text);
        }
        line(" */");
    }

    /** The whole file. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (!type.packageName().isEmpty()) {
            text.append("package ").append(type.packageName()).append(";\n\n");
        }
        for (String imported : imports) {
            text.append("import ").append(imported).append(";\n");
        }
        return text.append(imports.isEmpty() ? "" : "\n").append(body).toString();
    }

    JavaName type() {
        return type;
    }
}
