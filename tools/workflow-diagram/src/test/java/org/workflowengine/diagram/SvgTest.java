package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.workflowengine.diagram.SvgPicture.Area;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.fixture.CaseReview;

/** SVG: well-formed, complete, and nothing in it lies over anything else. */
class SvgTest {
    @Test
    void everyPictureIsWellFormedAndHoldsEverythingWithATitle() throws Exception {
        for (Definition definition : Samples.all().values()) {
            SvgPicture picture = new SvgPicture(Diagram.of(definition).svg());
            assertThat(picture.states)
                    .extracting(Area::name)
                    .containsExactlyInAnyOrderElementsOf(definition.states().stream()
                            .map(WorkflowState::id)
                            .map(id -> "wfd-" + id)
                            .toList());
            assertThat(picture.labels)
                    .extracting(Area::name)
                    .containsExactlyInAnyOrderElementsOf(definition.transitions().stream()
                            .map(row -> row.id())
                            .toList());
            Set<String> ids = new HashSet<>();
            for (Element group : picture.elements("g")) {
                if (!group.getAttribute("aria-hidden").equals("true")) {
                    assertThat(((Element) group.getElementsByTagName("title").item(0)).getTextContent())
                            .isNotBlank();
                }
                assertThat(group.getAttribute("id").isEmpty() || ids.add(group.getAttribute("id")))
                        .isTrue();
            }
            assertThat(picture.elements("script")).isEmpty();
        }
    }

    @Test
    void nothingLiesOverAnythingElse() throws Exception {
        List<Definition> definitions = new ArrayList<>(Samples.all().values());
        definitions.addAll(Samples.large());
        for (int seed = 0; seed < 60; seed++) {
            definitions.add(Samples.random(5 + seed % 12, 8 + seed % 30, seed));
        }
        for (Definition definition : definitions) {
            nothingLiesOverAnythingElse(new SvgPicture(Diagram.of(definition).svg()));
        }
    }

    private static void nothingLiesOverAnythingElse(SvgPicture picture) {
        List<Area> things = new ArrayList<>(picture.states);
        things.addAll(picture.labels);
        Area page = new Area("page", 0, 0, picture.width(), picture.height());
        for (int i = 0; i < things.size(); i++) {
            Area one = things.get(i);
            assertThat(one.left() >= page.left() && one.right() <= page.right() && one.bottom() <= page.bottom())
                    .as("%s is within the picture", one)
                    .isTrue();
            // Labels of loops stand below each other without a gap.
            assertThat(things.subList(i + 1, things.size()).stream()
                            .filter(other -> one.smaller(1).meets(other.smaller(1))))
                    .as("over %s", one)
                    .isEmpty();
        }
        for (List<Area> line : picture.lines) {
            for (Area part : line) {
                assertThat(picture.states.stream()
                                .filter(state -> state.smaller(1).meets(part)))
                        .as("below %s", part)
                        .isEmpty();
            }
            // Its own label stands on the line, and no other one.
            assertThat(picture.labels.stream()
                            .filter(label -> line.stream().anyMatch(label.smaller(1)::meets))
                            .count())
                    .as("labels on %s", line)
                    .isEqualTo(1);
        }
    }

    @Test
    void noTwoLinesLookLikeOne() throws Exception {
        for (Map.Entry<String, Definition> sample : Samples.all().entrySet()) {
            SvgPicture picture = new SvgPicture(Diagram.of(sample.getValue()).svg());
            for (int i = 0; i < picture.lines.size(); i++) {
                for (List<Area> other : picture.lines.subList(i + 1, picture.lines.size())) {
                    for (Area part : picture.lines.get(i)) {
                        assertThat(other.stream().filter(each -> together(part, each)))
                                .as("%s: %s", sample.getKey(), part)
                                .isEmpty();
                    }
                }
            }
        }
    }

    /** Both vertical or both horizontal, nearer than 4, along more than 8. */
    private static boolean together(Area one, Area other) {
        double wide = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
        double high = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
        return (wide > -4 && high > 8) || (high > -4 && wide > 8);
    }

    @Test
    void placesDependOnTheDefinitionAlone() throws Exception {
        Diagram plain = Diagram.of(CaseReview.DEFINITION);
        List<Area> places = new SvgPicture(plain.svg()).states;
        Diagram full = plain.withPath(Samples.path())
                .withBadges(Map.of("CREATED", "1,001+"))
                .withLinks(state -> "s/" + state.id(), row -> "t/" + row.id());
        assertThat(new SvgPicture(full.svg()).states).isEqualTo(places);
        assertThat(new SvgPicture(Diagram.of(Definition.read(CaseReview.DEFINITION.graph()))
                                .svg())
                        .states)
                .isEqualTo(places);
    }

    @Test
    void aPathIsMarkedAndSaidInWords() throws Exception {
        SvgPicture picture = new SvgPicture(
                Diagram.of(CaseReview.DEFINITION).withPath(Samples.path()).svg());
        assertThat(picture.elements("title").get(0).getTextContent())
                .isEqualTo("case-review, version 1, case C-1042 in UNDER_REVIEW");
        assertThat(picture.elements("g"))
                .filteredOn(group -> group.getAttribute("class").equals("state current"))
                .extracting(group -> group.getAttribute("id"))
                .containsExactly("wfd-UNDER_REVIEW");
        assertThat(picture.elements("g"))
                .filteredOn(group -> group.getAttribute("class").equals("state visited"))
                .extracting(group -> group.getAttribute("id"))
                .containsExactly("wfd-CREATED", "wfd-ESCALATED", "wfd-WAITING_INFO");
        assertThat(picture.elements("title"))
                .extracting(Element::getTextContent)
                .contains(
                        "UNDER_REVIEW, entered by 5 steps, the last is step 10, the current state",
                        "ESCALATE from UNDER_REVIEW to ESCALATED, requires HIGH_AMOUNT = true, made by the case: step 3",
                        "CLOSE from REJECTED to CLOSED, requires NO_PENDING_ACTIONS = true");
    }

    @Test
    void anAddressIsEscapedAndAPageTakesItsStyleFromOutside() throws Exception {
        String svg = Diagram.of(CaseReview.DEFINITION)
                .withLinks(state -> "?a=\"><script>&state=" + state.id(), row -> "")
                .svgInPage("case-1");
        SvgPicture picture = new SvgPicture(svg);
        assertThat(picture.elements("a"))
                .hasSize(7)
                .first()
                .satisfies(link -> assertThat(link.getAttribute("href")).isEqualTo("?a=\"><script>&state=CREATED"));
        assertThat(picture.elements("style")).isEmpty();
        assertThat(svg).contains("id=\"case-1-CREATED\"").doesNotContain("style=");
    }

    @Test
    void whatXmlCannotHoldIsReplacedAndWhatIsNotAsciiIsAReference() {
        assertThat(Xml.escape("a\u0000\ud800\uffff\u0085<&>\"'\n\u00d7\ud83d\ude00"))
                .isEqualTo("a&#65533;&#65533;&#65533;&#65533;&lt;&amp;&gt;&quot;&#39;&#10;&#215;&#128512;");
    }

    /** Definitions have no such ids, but a picture does not rely on it. */
    @Test
    void anIdIsEscapedWhereverItStands() throws Exception {
        String id = "\"><script>\u00fc";
        Node node = new Node(id, true, false, false, false, "", "", "", id, List.of());
        Content content = new Content(id, List.of(node), List.of(), Groups.of(List.of(node)));
        SvgPicture picture = new SvgPicture(SvgWriter.document(content, new Layouts()));
        assertThat(picture.states).extracting(Area::name).containsExactly("wfd-" + id);
    }

    @Test
    void marksAndNotesStandWhereTheyBelong() throws Exception {
        Diagram diagram = Diagram.of(CaseReview.DEFINITION)
                .withoutGuards()
                .withNotes(Map.of("CREATED", "oldest 2 d"))
                .withMarks(row -> row.from().id().equals("UNDER_REVIEW")
                        ? Optional.of(row.id().equals("APPROVE") ? TransitionMark.BLOCKED : TransitionMark.PERMITTED)
                        : Optional.empty());
        String svg = diagram.svg();
        assertThat(svg)
                .contains(">oldest 2 d</text>", "CREATED, initial state, oldest 2 d")
                .contains("<g class=\"edge blocked\"", "<g class=\"label blocked\"", "blocked now</title>");
        assertThat(svg.split("&#10005; blocked", -1)).hasSize(2);
        assertThat(svg.split("&#10003; permitted", -1)).hasSize(4);
        assertThat(new SvgPicture(svg).labels).hasSameSizeAs(CaseReview.DEFINITION.transitions());
        assertThat(diagram.svg()).isEqualTo(svg);
        assertThat(Diagram.of(CaseReview.DEFINITION).withNotes(Map.of()).svg())
                .isEqualTo(Diagram.of(CaseReview.DEFINITION).svg());
    }
}
