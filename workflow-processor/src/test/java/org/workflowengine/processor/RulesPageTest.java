package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code docs/reference/rules.md} is compiled: a wrong one yields its code and nothing else, a right one nothing. */
class RulesPageTest {

    static List<RulesPage.Example> examples() throws IOException {
        return RulesPage.entries().stream()
                .flatMap(entry -> entry.examples().stream())
                .toList();
    }

    /** That no processor runs is javac's decision: if one day it does, these mistakes deserve messages of ours. */
    @Test
    void saysWhatJavacSaysFirst() throws IOException {
        for (RulesPage.OfJavac mistake : RulesPage.ofJavac()) {
            // On a terminal javac leaves out packages and enclosing types. Newer ones call an annotation type an
            // annotation interface.
            assertThat(mistake.example().reported())
                    .extracting(said -> said.replaceAll("\\b[a-z]+\\.([a-z]+\\.)*(Order\\.)?", "")
                            .replace("annotation interface", "annotation type"))
                    .as(mistake.message())
                    .contains(mistake.message())
                    .noneMatch(said -> said.matches("WF\\d{3}"));
        }
        assertThat(RulesPage.ofJavac()).hasSizeGreaterThan(3);
        assertThat(RulesPage.insteadOfJavac()).hasSizeGreaterThan(2);
        for (RulesPage.Example instead : RulesPage.insteadOfJavac()) {
            assertThat(instead.reported()).as(instead.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysWhatTheCompilerSays(RulesPage.Example example) {
        assertThat(example.reported()).isEqualTo(example.wrong() ? List.of(example.code()) : List.of());
    }
}
