package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code docs/rules.md} is compiled: a wrong one yields its code and nothing else, a right one nothing. */
class RulesPageTest {

    static List<RulesPage.Example> examples() throws IOException {
        return RulesPage.entries().stream()
                .flatMap(entry -> entry.examples().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysWhatTheCompilerSays(RulesPage.Example example) {
        assertThat(example.reported()).isEqualTo(example.wrong() ? List.of(example.code()) : List.of());
    }
}
