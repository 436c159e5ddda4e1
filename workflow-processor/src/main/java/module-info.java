/** The annotation processor: checks a workflow's definition while it compiles and generates its type-safe API. */
@SuppressWarnings("requires-automatic")
module org.workflowengine.processor {
    requires static com.google.auto.service;
    requires static org.jspecify;
    requires com.palantir.javapoet;
    requires java.compiler;
    requires static jdk.compiler;
    requires org.workflowengine.annotations;

    provides javax.annotation.processing.Processor with
            org.workflowengine.processor.WorkflowProcessor;
}
