package org.workflowengine.diagram;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * A picture of one workflow definition, and of what is to be shown in it. States and transitions are named by the ids under which they are
 * stored. Every format is the same for the same input, to the byte. Immutable and thread-safe; all methods but the writers return a new
 * diagram. Diagrams that are made from one another share their layouts: keep one for each definition, and make the others from it.
 *
 * <p>A definition that is read from a database or from a {@code .graph.json} file permits the same things as the compiled one, but has
 * neither the messages of its facts nor its superstates: the first are missing in the tips, the second are not drawn as groups.
 */
public final class Diagram {
    private final Definition definition;
    private final Options options;
    private final Layouts layouts;

    private Diagram(Definition definition, Options options, Layouts layouts) {
        this.definition = definition;
        this.options = options;
        this.layouts = layouts;
    }

    private Diagram with(Options other) {
        return new Diagram(definition, other, layouts);
    }

    /**
     * A picture of a definition alone, with what each transition requires.
     *
     * @param definition the definition
     * @return the diagram
     */
    public static Diagram of(Definition definition) {
        return new Diagram(Objects.requireNonNull(definition, "definition"), Options.NONE, new Layouts());
    }

    /**
     * What transitions require is not written beside them. A large definition becomes narrower. In SVG it still stands in the tip of the
     * transition.
     *
     * @return the new diagram
     */
    public Diagram withoutGuards() {
        return with(options.withoutGuards());
    }

    /**
     * The path of a case stands out: the states it has been in, the transitions it has taken with the numbers of its steps, and the state
     * it is in. A migration is not a transition and not drawn. A step that was made under another version is drawn if this definition has
     * the same transition between the same states; the title says how many are not drawn.
     *
     * @param path the path of a case of this workflow
     * @return the new diagram
     * @throws IllegalArgumentException if the case follows another workflow
     */
    public Diagram withPath(CasePath path) {
        if (!Objects.requireNonNull(path, "path").workflow().equals(definition.workflow())) {
            throw new IllegalArgumentException("path must be that of a case of workflow " + definition.workflow()
                    + ", found one of " + path.workflow());
        }
        return with(options.path(path));
    }

    /**
     * A short text stands beside the name of a state, such as the number of cases in it.
     *
     * @param badges by the id of the state; a state without one has none. For texts of up to six characters every state has room, so that it
     *     stands at the same place whatever is shown; for longer ones it becomes wider. An empty text is none
     * @return the new diagram
     * @throws IllegalArgumentException if the definition has no such state
     */
    public Diagram withBadges(Map<String, String> badges) {
        requireStates("badges", badges);
        return with(options.badges(badges));
    }

    /**
     * A short text stands below the name of a state, such as how long its oldest case has been there. It takes the place of what stands there
     * else: {@code since step 8}, or {@code may rest}.
     *
     * @param notes by the id of the state; a state without one is drawn as before. They are short: about fifteen characters always have room
     * @return the new diagram
     * @throws IllegalArgumentException if the definition has no such state
     */
    public Diagram withNotes(Map<String, String> notes) {
        requireStates("notes", notes);
        return with(options.notes(notes));
    }

    /**
     * What a case could do now stands below the names of transitions, in SVG alone: {@code ✓ permitted}, or {@code ✕ blocked} or
     * {@code ? not decided} with a dashed line.
     *
     * @param marks gives the mark of a transition, or nothing for most
     * @return the new diagram
     */
    public Diagram withMarks(Function<WorkflowTransition, Optional<TransitionMark>> marks) {
        return with(options.marks(Objects.requireNonNull(marks, "marks")));
    }

    private void requireStates(String parameter, Map<String, String> texts) {
        for (String state : Objects.requireNonNull(texts, parameter).keySet()) {
            if (definition.state(state).isEmpty()) {
                throw new IllegalArgumentException(parameter + " must name states of " + definition.workflow()
                        + " version " + definition.version() + ", found " + state);
            }
        }
    }

    /**
     * States and transitions are links, in the formats that know links: SVG, DOT and PlantUML.
     *
     * @param states gives the address for a state, or an empty text for none
     * @param transitions gives the address for a transition, or an empty text for none
     * @return the new diagram
     */
    public Diagram withLinks(Function<WorkflowState, String> states, Function<WorkflowTransition, String> transitions) {
        return with(options.links(
                Objects.requireNonNull(states, "states"), Objects.requireNonNull(transitions, "transitions")));
    }

    /**
     * A picture that needs nothing else: a well-formed XML document with its own style, light or dark as the reader's system says. Everything
     * has a {@code <title>} for screen readers. It holds no script.
     *
     * @return the document, which ends with a line feed
     */
    public String svg() {
        return SvgWriter.document(content(), layouts);
    }

    /**
     * The same picture as an element of an HTML page: without a style of its own and without a background. The page's style sheet holds
     * {@link #styleSheet()}, and may give its colours other values.
     *
     * @param prefix what each {@code id} in it begins with, so that several fit into one page: the element of a state has the id
     *     {@code <prefix>-<state>}; letters, digits and hyphens, beginning with a letter
     * @return an {@code svg} element, which ends with a line feed
     * @throws IllegalArgumentException if the prefix has another form
     */
    public String svgInPage(String prefix) {
        if (!Objects.requireNonNull(prefix, "prefix").matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new IllegalArgumentException("prefix must be letters, digits and hyphens that begin with a letter");
        }
        return SvgWriter.element(content(), layouts, prefix);
    }

    /**
     * The style of all pictures. Its rules name {@code .wfd} and what is within alone.
     *
     * @return CSS, which ends with a line feed
     */
    public static String styleSheet() {
        return Style.CSS;
    }

    /**
     * A Mermaid state diagram ({@code stateDiagram-v2}), as code hosts draw it. Superstates are composite states.
     *
     * @return its text, which ends with a line feed
     */
    public String mermaid() {
        return MermaidWriter.write(content());
    }

    /**
     * A directed graph in the language of Graphviz. Superstates are clusters.
     *
     * @return its text, which ends with a line feed
     */
    public String dot() {
        return DotWriter.write(content());
    }

    /**
     * A PlantUML state diagram. Superstates are composite states.
     *
     * @return its text, from {@code @startuml} to {@code @enduml}, which ends with a line feed
     */
    public String plantUml() {
        return PlantUmlWriter.write(content());
    }

    /**
     * A picture of characters, at most 80 columns wide: boxes and lines if they fit, else a list of the states and their transitions. The
     * path of a case is drawn with heavy lines. Below it stands what each transition requires.
     *
     * @return its lines, each ended by a line feed
     */
    public String text() {
        return TextWriter.write(content(), line -> line);
    }

    /**
     * The same picture as {@link #text()} of ASCII characters, for terminals that have no others. Walked lines are {@code =} and {@code #}.
     * What the title or a badge holds stays as it is.
     *
     * @return its lines, each ended by a line feed
     */
    public String asciiText() {
        return TextWriter.write(content(), Ascii::of);
    }

    private Content content() {
        return Content.of(definition, options);
    }
}
