package org.workflowengine.processor;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.workflowengine.processor.collect.Place;
import org.workflowengine.processor.generate.Output;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.JsonText;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.ProblemCode;

/**
 * Writes the problems of one definition as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and IDEs show inline.
 *
 * <p>One file for each definition, so that the processor stays isolating. Lines and columns come from javac's tree API; under
 * a compiler that has none, a result still names the declaration.
 */
final class SarifReport {
    /** {@code -Aworkflow.sarif}; it takes no value. */
    static final String OPTION = "workflow.sarif";

    private final ProcessingEnvironment environment;
    private final Optional<Trees> trees;
    private final List<ProblemCode> rules;

    private SarifReport(ProcessingEnvironment environment, Codes codes) {
        this.environment = environment;
        this.trees = trees(environment);
        this.rules = codes.all();
    }

    /** The report, when somebody has asked for it. */
    static Optional<SarifReport> from(ProcessingEnvironment environment, Codes codes) {
        return environment.getOptions().containsKey(OPTION)
                ? Optional.of(new SarifReport(environment, codes))
                : Optional.empty();
    }

    /** Other compilers than javac refuse, some by not having the class. */
    private static Optional<Trees> trees(ProcessingEnvironment environment) {
        try {
            return Optional.of(Trees.instance(environment));
        } catch (IllegalArgumentException | LinkageError e) {
            return Optional.empty();
        }
    }

    void write(TypeElement definition, List<Problem> problems) throws IOException {
        String name = environment.getElementUtils().getBinaryName(definition) + ".sarif";
        Output.resource(
                environment
                        .getFiler()
                        .createResource(StandardLocation.SOURCE_OUTPUT, "", "META-INF/workflow/" + name, definition),
                text(problems));
    }

    private String text(List<Problem> problems) {
        return """
                {
                  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                  "version": "2.1.0",
                  "runs": [{
                    "tool": {"driver": {"name": "workflow-processor", "rules": %s}},
                    "columnKind": "utf16CodeUnits",
                    "results": %s
                  }]
                }
                """.formatted(
                        lines(rules.stream().map(SarifReport::rule).toList()),
                        lines(problems.stream().map(this::result).toList()));
    }

    private static String rule(ProblemCode code) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"defaultConfiguration\": {\"level\": \"%s\"}}"
                .formatted(code, code.shortName(), level(code.level()));
    }

    private String result(Problem problem) {
        String place = problem.anchor() instanceof Place found ? ", \"locations\": [" + location(found) + "]" : "";
        return "{\"ruleId\": \"%s\", \"ruleIndex\": %s, \"level\": \"%s\", \"message\": {\"text\": %s}%s}"
                .formatted(
                        problem.code(),
                        rules.indexOf(problem.code()),
                        level(problem.level()),
                        JsonText.quote(problem.text()),
                        place);
    }

    private String location(Place place) {
        String logical =
                "\"logicalLocations\": [{\"fullyQualifiedName\": %s}]".formatted(JsonText.quote(qualifiedName(place)));
        return path(place)
                .map(path -> "{\"physicalLocation\": " + physical(path) + ", " + logical + "}")
                .orElse("{" + logical + "}");
    }

    private static String qualifiedName(Place place) {
        return place.element() instanceof TypeElement type
                ? type.getQualifiedName().toString()
                : place.element().getEnclosingElement() + "." + place.element().getSimpleName();
    }

    private Optional<TreePath> path(Place place) {
        return trees.map(tree -> tree.getPath(
                place.element(), place.annotation().orElse(null), place.value().orElse(null)));
    }

    private String physical(TreePath path) {
        var unit = path.getCompilationUnit();
        long start = trees.orElseThrow().getSourcePositions().getStartPosition(unit, path.getLeaf());
        return "{\"artifactLocation\": {\"uri\": %s}, \"region\": {\"startLine\": %s, \"startColumn\": %s}}"
                .formatted(
                        JsonText.quote(unit.getSourceFile().toUri().toString()),
                        unit.getLineMap().getLineNumber(start),
                        unit.getLineMap().getColumnNumber(start));
    }

    private static String level(Code.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "[]" : items.stream().collect(Collectors.joining(",\n      ", "[\n      ", "\n    ]"));
    }
}
