package org.workflowengine.processor.extension;

import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.ProblemCode;
import org.workflowengine.processor.spi.ProblemKind;

/**
 * The code of a kind of problem that an extension declares.
 *
 * @param name its id
 * @param shortName what is wrong in about three words
 * @param level whether it stops the build
 */
record LayerCode(String name, String shortName, Code.Level level) implements ProblemCode {

    static LayerCode of(ProblemKind kind) {
        return new LayerCode(kind.id(), kind.shortName(), kind.isError() ? Code.Level.ERROR : Code.Level.WARNING);
    }

    @Override
    public String toString() {
        return name;
    }
}
