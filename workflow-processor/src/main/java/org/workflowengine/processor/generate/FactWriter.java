package org.workflowengine.processor.generate;

import java.util.List;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;

/** Prints the class of typed fact values: one class, told apart by a type parameter, with one factory for each fact. */
final class FactWriter {
    private final Sheet sheet;
    private final Source source;
    private final String self;
    private final String row;
    private final String string;

    private FactWriter(Sheet sheet) {
        this.sheet = sheet;
        this.source = sheet.source(GeneratedType.FACT, List.of());
        this.self = source.type().simple();
        this.row = source.name(Names.FACT_ROW);
        this.string = source.name(Names.STRING);
    }

    static Source write(Sheet sheet) {
        FactWriter writer = new FactWriter(sheet);
        writer.write();
        return writer.source;
    }

    private void write() {
        String which = sheet.names().free("F");
        source.javadoc(
                "A fact of {@link " + source.name(sheet.model().definition()) + "} with the value it has.",
                "",
                "@param <" + which + "> which fact it is");
        sheet.dress(source);
        source.open(sheet.visibility() + "final class " + self + "<" + which + "> extends "
                + source.name(Names.FACT_VALUE));
        for (FactNode fact : sheet.facts()) {
            source.line("static final " + row + " " + Names.constant(fact) + " = " + row(fact) + ";");
        }
        source.blank();
        source.method("private " + self, List.of(row + " row", string + " value"));
        source.line("super(row, value);");
        source.close();
        for (FactNode fact : sheet.facts()) {
            writeFactory(fact);
        }
        source.close();
    }

    private String row(FactNode fact) {
        String texts = Literal.of(fact.id()) + ", " + Literal.of(fact.message());
        return fact.valueType() instanceof FactType.OfEnum type
                ? row + ".oneOf(" + texts + ", " + source.name(type.name()) + ".class)"
                : row + ".bool(" + texts + ")";
    }

    private void writeFactory(FactNode fact) {
        boolean isEnum = fact.valueType() instanceof FactType.OfEnum;
        String type = fact.valueType() instanceof FactType.OfEnum values ? source.name(values.name()) : "boolean";
        source.blank();
        source.javadoc(
                "{@link " + source.name(fact.type()) + "}" + Prose.meaning(fact) + ".",
                "",
                "@param value what is known",
                "@return the fact with that value");
        source.method(
                "public static " + sheet.names().value(source, fact) + " " + Sheet.usable(fact.factory()),
                List.of(type + " value"));
        source.line("return new " + self + "<>(" + Names.constant(fact) + ", "
                + (isEnum ? "value.name()" : string + ".valueOf(value)") + ");");
        source.close();
    }
}
