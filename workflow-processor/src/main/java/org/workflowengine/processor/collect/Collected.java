package org.workflowengine.processor.collect;

import java.util.List;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * One definition as far as it could be read.
 *
 * @param model what it says
 * @param problems what is wrong with its shape
 */
public record Collected(WorkflowModel model, List<Problem> problems) {

    public Collected {
        problems = List.copyOf(problems);
    }
}
