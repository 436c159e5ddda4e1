package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;

/** Prints the class of fact sets. */
final class FactsWriter {
    private final Sheet sheet;
    private final Source source;
    private final String self;
    private final String fact;
    private final String list;

    private FactsWriter(Sheet sheet) {
        this.sheet = sheet;
        this.source = sheet.source(GeneratedType.FACTS, List.of());
        this.self = source.type().simple();
        this.fact = source.name(sheet.names().type(GeneratedType.FACT));
        this.list = source.name(Names.LIST);
    }

    static Source write(Sheet sheet) {
        FactsWriter writer = new FactsWriter(sheet);
        writer.write();
        return writer.source;
    }

    private void write() {
        String string = source.name(Names.STRING);
        source.javadoc("Facts of {@link " + source.name(sheet.model().definition())
                + "}, each at most once. An absent fact is unknown, which is not the same as false.");
        sheet.dress(source);
        source.open(sheet.visibility() + "final class " + self + " extends " + source.name(Names.FACTS));
        writeVocabulary();
        source.blank();
        source.method(
                "private " + self,
                List.of(source.name(Names.COLLECTION) + "<? extends " + source.name(Names.FACT_VALUE) + "> values"));
        source.line("super(values);");
        source.close();
        writeFactory(
                List.of("The given facts; none means that nothing is known.", "", "@param facts the facts"),
                "a fact is given twice",
                "of(" + fact + "<?>... facts)",
                list + ".of(facts)");
        writeFactory(
                List.of(
                        "Reads facts from a map of ids to booleans, enum constants or their names.",
                        "",
                        "@param facts the values by fact id"),
                "a name is unknown or a value has the wrong type",
                "from(" + source.name(Names.MAP) + "<" + string + ", ?> facts)",
                "read(VOCABULARY, facts)");
        writeFactory(
                List.of(
                        "Reads facts from a JSON object of ids to booleans or names of enum constants.",
                        "",
                        "@param json the object, at most 64 KiB"),
                "it is no such object, a name is unknown or a value has the wrong type",
                "fromJson(" + string + " json)",
                "readJson(VOCABULARY, json)");
        source.close();
    }

    private void writeVocabulary() {
        List<String> rows = new ArrayList<>();
        for (FactNode node : sheet.facts()) {
            rows.add(fact + "." + Names.constant(node));
        }
        source.list(
                "static final " + list + "<" + source.name(Names.FACT_ROW) + "> VOCABULARY = " + list + ".of(",
                rows,
                ");");
    }

    private void writeFactory(List<String> javadoc, String refused, String signature, String values) {
        List<String> lines = new ArrayList<>(javadoc);
        lines.add("@return the set");
        lines.add("@throws " + source.name(Names.INVALID_FACTS_EXCEPTION) + " if " + refused);
        source.blank();
        source.javadoc(lines);
        source.open("public static " + self + " " + signature);
        source.line("return new " + self + "(" + values + ");");
        source.close();
    }
}
