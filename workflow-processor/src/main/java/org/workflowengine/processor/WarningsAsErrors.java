package org.workflowengine.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.ProblemCode;
import org.workflowengine.processor.model.Wording;

/**
 * WF001: the option that makes warnings stop the build, all of them or those of some codes.
 *
 * @param codes what is raised
 * @param problems what is wrong with the option itself; a build that only thinks it is strict is worse than one that is not
 */
record WarningsAsErrors(Set<ProblemCode> codes, List<Problem> problems) {

    /** {@code -Aworkflow.werror} or {@code -Aworkflow.werror=WF304,WF305}. */
    static final String OPTION = "workflow.werror";

    WarningsAsErrors {
        codes = Set.copyOf(codes);
        problems = List.copyOf(problems);
    }

    static WarningsAsErrors from(Map<String, String> options, Codes known) {
        if (!options.containsKey(OPTION)) {
            return new WarningsAsErrors(Set.of(), List.of());
        }
        var codes = new LinkedHashSet<ProblemCode>();
        var problems = new ArrayList<Problem>();
        for (String name : names(options, known)) {
            var code = known.find(name);
            if (code.isEmpty()) {
                problems.add(unknown(name, known.warnings()));
            } else if (code.get().level() == Code.Level.NOTE) {
                problems.add(note(code.get(), known.warnings()));
            } else {
                codes.add(code.get());
            }
        }
        return new WarningsAsErrors(codes, problems);
    }

    /** An option without a value has none at all: {@code null}. */
    private static List<String> names(Map<String, String> options, Codes known) {
        return Optional.ofNullable(options.get(OPTION))
                .filter(value -> !value.isBlank())
                .map(value ->
                        Arrays.stream(value.split(",", -1)).map(String::strip).toList())
                .orElseGet(known::warnings);
    }

    List<Problem> applyTo(List<Problem> found) {
        if (codes.isEmpty()) {
            return List.copyOf(found);
        }
        return found.stream()
                .map(problem -> !problem.isError() && codes.contains(problem.code())
                        ? problem.raisedBy("-A" + OPTION + "; by itself it is a warning")
                        : problem)
                .toList();
    }

    private static Problem unknown(String name, List<String> warnings) {
        var near = NearNames.of(name, warnings);
        return Problem.of(Code.WF001, Anchor.none(), "-A" + OPTION + " does not know " + Wording.quote(name))
                .found("there is no such code" + Wording.didYouMean(near))
                .expected(value(warnings))
                .fix("-A" + OPTION + (near.isEmpty() ? "" : "=" + near.get(0)));
    }

    private static Problem note(ProblemCode code, List<String> warnings) {
        return Problem.of(Code.WF001, Anchor.none(), "-A" + OPTION + " cannot make " + code + " an error")
                .found(code + " " + code.shortName() + " is a note, which never stops a build")
                .expected(value(warnings))
                .fix("leave out " + code);
    }

    private static String value(List<String> warnings) {
        return "no value at all, for every warning, or codes with commas between them, of " + Wording.list(warnings);
    }
}
