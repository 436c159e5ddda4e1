/** The language: what a developer writes to define a workflow. */
module org.workflowengine.annotations {
    exports org.workflowengine.annotations;
}
