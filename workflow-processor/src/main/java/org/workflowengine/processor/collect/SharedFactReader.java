package org.workflowengine.processor.collect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import org.workflowengine.processor.model.SharedFact;

/**
 * Writes down what the facts mean that guards use from other files: these can be compiled again without the definition.
 *
 * <p>The runtime writes the same text from their class files, in its {@code SharedFacts}; a test holds the two against each other.
 */
final class SharedFactReader {

    /** A longer meaning is cut there and ends with its digest: a class file holds no text of any length. */
    private static final int LONGEST = 1000;

    private final Elements elements;
    private final TypeElement file;
    private final Map<String, TypeElement> used = new TreeMap<>();

    SharedFactReader(Elements elements, TypeElement definition) {
        this.elements = elements;
        this.file = outermost(definition);
    }

    /** Notes a fact that a guard uses. */
    void use(TypeElement fact) {
        if (!outermost(fact).equals(file)) {
            used.put(elements.getBinaryName(fact).toString(), fact);
        }
    }

    List<SharedFact> read() {
        var facts = new ArrayList<SharedFact>();
        for (var entry : used.entrySet()) {
            facts.add(new SharedFact(entry.getKey(), shortened(meaning(entry.getValue()))));
        }
        return facts;
    }

    private String meaning(TypeElement fact) {
        var parts = new ArrayList<String>();
        var id = Language.pinnedId(fact);
        if (id.isPresent()) {
            parts.add("id " + id.get());
        }
        var value = FactShape.value(fact);
        if (value.isPresent()) {
            var type = value.get().getReturnType();
            var constants = FactShape.enumOf(type);
            var name = type.getKind() == TypeKind.BOOLEAN || constants.isEmpty()
                    ? type.toString()
                    : elements.getBinaryName(constants.get()).toString();
            var preset = value.get().getDefaultValue();
            parts.add(preset == null ? name : name + " default " + values(preset));
        }
        var carried = new ArrayList<String>();
        for (AnnotationMirror mirror : fact.getAnnotationMirrors()) {
            if (Annotations.isResolved(mirror) && Language.isFact(Annotations.type(mirror))) {
                carried.add(carried(mirror));
            }
        }
        if (!carried.isEmpty()) {
            carried.sort(null);
            parts.add("carries " + String.join(" ", carried));
        }
        return String.join("; ", parts);
    }

    private String carried(AnnotationMirror mirror) {
        var name = "@" + elements.getBinaryName(Annotations.type(mirror));
        for (var entry : elements.getElementValuesWithDefaults(mirror).entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals("value")) {
                return name + values(entry.getValue());
            }
        }
        return name;
    }

    private static String values(AnnotationValue value) {
        var values = new TreeSet<String>();
        add(value, values);
        return "(" + String.join("|", values) + ")";
    }

    private static void add(AnnotationValue value, Set<String> values) {
        if (value.getValue() instanceof List<?> several) {
            for (Object one : several) {
                add((AnnotationValue) one, values);
            }
        } else if (value.getValue() instanceof VariableElement constant) {
            values.add(constant.getSimpleName().toString());
        } else {
            values.add(value.getValue().toString());
        }
    }

    private static TypeElement outermost(TypeElement type) {
        var around = Types.around(type);
        return around.get(around.size() - 1);
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.substring(0, LONGEST) + "… SHA-256 " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
