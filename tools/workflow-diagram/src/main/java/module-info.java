/** Pictures of workflows: SVG, Mermaid, DOT, PlantUML and plain text. */
module org.workflowengine.diagram {
    requires static transitive org.jspecify;
    requires transitive org.workflowengine.runtime;

    exports org.workflowengine.diagram;
}
