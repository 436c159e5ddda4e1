/** The annotation processor: checks a workflow's definition while it compiles and generates its type-safe API. */
@SuppressWarnings("requires-automatic")
module org.workflowengine.processor {
    exports org.workflowengine.processor.spi;

    requires static com.google.auto.service;
    requires static org.jspecify;
    requires com.palantir.javapoet;
    requires transitive java.compiler;
    requires static jdk.compiler;
    requires org.workflowengine.annotations;

    uses org.workflowengine.processor.spi.ProcessorExtension;

    provides javax.annotation.processing.Processor with
            org.workflowengine.processor.WorkflowProcessor;
}
