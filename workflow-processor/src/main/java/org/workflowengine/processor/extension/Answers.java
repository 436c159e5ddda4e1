package org.workflowengine.processor.extension;

import java.util.List;
import org.workflowengine.processor.model.Problem;

/**
 * What all extensions say about one definition.
 *
 * @param problems what they report, and what is wrong with themselves
 * @param files what they generate
 */
public record Answers(List<Problem> problems, List<AnsweredFile> files) {

    /** From extensions that were not asked. */
    public static final Answers NONE = new Answers(List.of(), List.of());

    public Answers {
        problems = List.copyOf(problems);
        files = List.copyOf(files);
    }
}
