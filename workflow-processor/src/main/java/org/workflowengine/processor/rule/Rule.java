package org.workflowengine.processor.rule;

import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;

/** Something that must be true of every definition. */
interface Rule {

    /** The code of every problem that it returns. */
    Code code();

    /** What is wrong, in declaration order. */
    List<Problem> check(Subject subject);
}
