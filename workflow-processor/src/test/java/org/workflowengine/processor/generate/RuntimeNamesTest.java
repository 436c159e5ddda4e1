package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.processor.model.JavaName;

/** The processor prints names of a runtime that it does not depend on; here they are looked up in the real one. */
class RuntimeNamesTest {
    static List<JavaName> names() {
        return Names.runtime();
    }

    @ParameterizedTest
    @MethodSource("names")
    void exists(JavaName name) {
        assertThatCode(() -> Class.forName(name.canonical())).doesNotThrowAnyException();
    }
}
