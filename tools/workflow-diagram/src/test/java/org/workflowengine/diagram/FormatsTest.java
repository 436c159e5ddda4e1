package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.syntax.SyntaxChecker;
import net.sourceforge.plantuml.syntax.SyntaxResult;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Loan;

/** The texts that other programs draw are texts that they can read. */
class FormatsTest {
    private static final String STRING = "\"(?:[ -~&&[^\"\\\\]]|\\\\.)*\"";
    private static final String VALUE = "(?:[\\w.]+|" + STRING + ")";
    private static final String ATTRIBUTES = " \\[\\w+=" + VALUE + "(?:, \\w+=" + VALUE + ")*]";

    /** All that is written of the language of Graphviz. */
    private static final Pattern DOT = Pattern.compile("digraph workflow \\{|\\}|subgraph cluster_\\d+ \\{|\\w+="
            + VALUE + "|(?:graph|node|edge|initial|s\\d+)" + ATTRIBUTES + "|initial -> s0|s\\d+ -> s\\d+" + ATTRIBUTES);

    /** All that is written of Mermaid's: in a text only characters that mean nothing there, and entities. */
    private static final Pattern MERMAID = Pattern.compile(
            "stateDiagram-v2|accTitle: T+|state \"T+\" as [sg]\\d+(?: \\{)?|\\}|\\[\\*] --> s0|s\\d+ --> (?:s\\d+|\\[\\*])(?:: T+)?|classDef \\w+ [\\w:#,]+|class s\\d+(?:,s\\d+)* \\w+"
                    .replace("T", "(?:[A-Za-z0-9 _.,()=\\-'\\[\\]]|#\\d+;)"));

    private static List<Diagram> diagrams() {
        List<Diagram> diagrams = new ArrayList<>();
        Samples.all().values().forEach(definition -> {
            diagrams.add(Diagram.of(definition));
            diagrams.add(Diagram.of(definition)
                    .withBadges(Map.of(definition.initial().id(), "\"<b>]}\\\u00fc\u00d7\u0085\ud83d\ude00\ud83d"))
                    .withLinks(state -> "http://h/?a=\"]]{}\n&\u00fc=" + state.id(), row -> "#" + row.id()));
        });
        diagrams.add(Diagram.of(CaseReview.DEFINITION).withPath(Samples.path()));
        return diagrams;
    }

    /** As with the state of a terminal that knows few characters: nothing that is written gets lost. */
    @Test
    void allButTheTextAreAsciiAndLoseNothing() throws Exception {
        for (Diagram diagram : diagrams()) {
            for (DiagramFormat format : DiagramFormat.values()) {
                if (format != DiagramFormat.TEXT) {
                    assertThat(format.write(diagram)).matches("[\n -~]*");
                }
            }
        }
        Diagram diagram = Diagram.of(Loan.SECOND)
                .withBadges(Map.of(Loan.SECOND.initial().id(), "\u00fc\ud83d\ude00"))
                .withLinks(state -> "?\u00fc", row -> "?\u00fc");
        assertThat(diagram.svg()).contains(">&#252;&#128512;<", ">2 &#215; ", "href=\"?&#252;\"");
        assertThat(new SvgPicture(diagram.svg()).elements("tspan"))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.startsWith("2 \u00d7 "));
        assertThat(diagram.dot()).contains("(&#252;&#128512;)\"", "\\n2 &#215; ", "URL=\"?&#252;\"");
        assertThat(diagram.mermaid()).contains("(#252;#128512;)\"", "2 #215; ");
        assertThat(diagram.plantUml()).contains("(<U+00FC><U+1F600>)\"", "\\n2 <U+00D7> ", "[[?%C3%BC");
    }

    @Test
    void plantUmlReadsItsText() {
        for (Diagram diagram : diagrams()) {
            SyntaxResult result = SyntaxChecker.checkSyntax(diagram.plantUml());
            assertThat(result.isError())
                    .as("%s in\n%s", result.getErrors(), diagram.plantUml())
                    .isFalse();
            assertThat(result.getUmlDiagramType()).hasToString("STATE");
        }
    }

    @Test
    void everyLineForGraphvizIsAStatementOfItsLanguage() {
        for (Diagram diagram : diagrams()) {
            isOf(DOT, diagram.dot());
        }
    }

    @Test
    void everyLineForMermaidIsAStatementOfItsLanguage() {
        for (Diagram diagram : diagrams()) {
            isOf(MERMAID, diagram.mermaid());
        }
    }

    /** Each line for itself, the braces together, and each state that is named once is declared once. */
    private static void isOf(Pattern language, String text) {
        int depth = 0;
        for (String line : text.split("\n", -1)) {
            assertThat(line.isEmpty() || language.matcher(line.strip()).matches())
                    .as(line)
                    .isTrue();
            depth += line.endsWith("{") ? 1 : line.strip().equals("}") ? -1 : 0;
            assertThat(depth).isNotNegative();
        }
        assertThat(depth).isZero();
        assertThat(text).endsWith("\n");
    }

    @Test
    void superstatesAreGroupsWithinGroupsAndOneThatOverlapsIsLeftOut() {
        Diagram diagram = Diagram.of(Samples.groups());
        assertThat(names("state \"(\\w+)\" as g", diagram.mermaid())).containsExactly("Ended", "InReview", "Open");
        assertThat(names("state \"(\\w+)\" as g", diagram.plantUml())).containsExactly("Ended", "InReview", "Open");
        assertThat(names("(?s)subgraph cluster_\\d \\{\\s+label=\"(\\w+)\"", diagram.dot()))
                .containsExactly("Ended", "InReview", "Open");
        // Read from its text, it no longer knows them.
        assertThat(Diagram.of(Definition.read(Samples.groups().graph())).mermaid())
                .doesNotContain("{");
    }

    private static TreeSet<String> names(String pattern, String text) {
        TreeSet<String> names = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(names::add);
        return names;
    }

    @Test
    void oneDefinitionHasOnePictureWhereverItComesFrom() {
        // Without messages, which a stored definition does not have.
        Diagram compiled = Diagram.of(Samples.LONG);
        Diagram stored = Diagram.of(Definition.read(Samples.LONG.graph()));
        for (DiagramFormat format : DiagramFormat.values()) {
            assertThat(format.write(compiled)).isEqualTo(format.write(stored));
        }
    }

    @Test
    void badgesNameStates() {
        assertThatThrownBy(() -> Diagram.of(CaseReview.DEFINITION).withBadges(Map.of("NOWHERE", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("badges must name states of case-review version 1, found NOWHERE");
        assertThatThrownBy(() -> Diagram.of(CaseReview.DEFINITION).svgInPage("a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix must be letters, digits and hyphens");
    }
}
