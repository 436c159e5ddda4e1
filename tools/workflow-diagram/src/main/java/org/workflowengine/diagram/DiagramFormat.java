package org.workflowengine.diagram;

import java.util.Objects;

/** The formats in which a {@link Diagram} can be written. */
public enum DiagramFormat {
    /** A picture, laid out and ready to be shown, for light and dark. See {@link Diagram#svg()}. */
    SVG("svg"),
    /** Text that code hosts and wikis draw. See {@link Diagram#mermaid()}. */
    MERMAID("mmd"),
    /** Text that Graphviz draws. See {@link Diagram#dot()}. */
    DOT("dot"),
    /** Text that PlantUML draws. See {@link Diagram#plantUml()}. */
    PLANTUML("puml"),
    /** A picture of characters, for terminals. See {@link Diagram#text()}. */
    TEXT("txt");

    private final String extension;

    DiagramFormat(String extension) {
        this.extension = extension;
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
        Objects.requireNonNull(diagram, "diagram");
        return switch (this) {
            case SVG -> diagram.svg();
            case MERMAID -> diagram.mermaid();
            case DOT -> diagram.dot();
            case PLANTUML -> diagram.plantUml();
            case TEXT -> diagram.text();
        };
    }
}
