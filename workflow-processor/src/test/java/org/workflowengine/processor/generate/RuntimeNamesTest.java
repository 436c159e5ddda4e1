package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.palantir.javapoet.ClassName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processor prints names of a runtime that it does not depend on; here they are looked up in the real one. */
class RuntimeNamesTest {
    static List<ClassName> names() {
        return Names.runtime();
    }

    @ParameterizedTest
    @MethodSource("names")
    void exists(ClassName name) {
        assertThatCode(() -> Class.forName(name.reflectionName())).doesNotThrowAnyException();
    }
}
