package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.fixture.CaseReview;

/** Pictures of characters. */
class TextTest {
    @Test
    void noLineIsLongerThanATerminalIsWide() {
        List<Definition> definitions = new ArrayList<>(Samples.all().values());
        definitions.addAll(Samples.large());
        for (int seed = 0; seed < 40; seed++) {
            definitions.add(Samples.random(4 + seed % 8, 5 + seed % 15, seed));
        }
        for (Definition definition : definitions) {
            String text = Diagram.of(definition).text();
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(text).endsWith("\n");
            String unwrapped = text.replaceAll("\\s", "");
            for (WorkflowState state : definition.states()) {
                assertThat(unwrapped).contains(state.id());
            }
            definition.transitions().forEach(row -> assertThat(unwrapped).contains(row.id()));
        }
    }

    @Test
    void aPathIsDrawnWithHeavyLines() {
        String text = Diagram.of(CaseReview.DEFINITION)
                .withPath(Samples.path())
                .withoutGuards()
                .text();
        assertThat(text).startsWith("case-review, version 1, case C-1042 in UNDER_REVIEW\n\n");
        assertThat(text)
                .contains("[• CREATED ]", "[▶ UNDER_REVIEW ]", "START_REVIEW 2", "REQUEST_INFO ×3", "┃")
                .contains("[ APPROVED ]", "[[ CLOSED ]]");
    }

    @Test
    void itCanBeAscii() {
        for (Definition definition : List.of(CaseReview.DEFINITION, Samples.LOOPS, Samples.LONG, Samples.groups())) {
            Diagram diagram = Diagram.of(definition);
            assertThat(diagram.asciiText()).matches("[\n -~]*").hasSameSizeAs(diagram.text());
        }
        Diagram path = Diagram.of(CaseReview.DEFINITION).withPath(Samples.path());
        assertThat(path.asciiText()).matches("[\n -~]*").contains("[> UNDER_REVIEW ]", "START_REVIEW 2");
    }

    @Test
    void aTextFromOutsideDoesNotMoveTheCursor() {
        assertThat(TextWriter.visible("a\u001b[2J\u202e\r\nü")).isEqualTo("a\\u001b[2J\\u202e\\u000d\\u000aü");
    }
}
