package org.workflowengine.diagram;

import java.util.Objects;
import java.util.function.Function;

/** The formats in which a {@link Diagram} can be written. */
public enum DiagramFormat {
    /** A picture, laid out and ready to be shown, for light and dark. See {@link Diagram#svg()}. */
    SVG("svg", Diagram::svg),
    /** Text that code hosts and wikis draw. See {@link Diagram#mermaid()}. */
    MERMAID("mmd", Diagram::mermaid),
    /** Text that Graphviz draws. See {@link Diagram#dot()}. */
    DOT("dot", Diagram::dot),
    /** Text that PlantUML draws. See {@link Diagram#plantUml()}. */
    PLANTUML("puml", Diagram::plantUml),
    /** A picture of characters, for terminals. See {@link Diagram#text()}. */
    TEXT("txt", Diagram::text);

    private final String extension;
    private final Function<Diagram, String> writer;

    DiagramFormat(String extension, Function<Diagram, String> writer) {
        this.extension = extension;
        this.writer = writer;
    }

    /**
     * How names of files in this format end.
     *
     * @return for example {@code svg}, without a dot
     */
    public String extension() {
        return extension;
    }

    /**
     * Writes a diagram in this format.
     *
     * @param diagram the diagram
     * @return its text, which ends with a line feed
     */
    public String write(Diagram diagram) {
        return writer.apply(Objects.requireNonNull(diagram, "diagram"));
    }
}
