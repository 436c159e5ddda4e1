package org.workflowengine.spring.boot;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.workflowengine.runtime.core.SetupException;

/** Says what keeps the engine from starting, and what to do about it in a Spring Boot application. */
final class SetupFailureAnalyzer extends AbstractFailureAnalyzer<SetupException> {
    private static final String FLYWAY =
            "add the output of `workflow-cli schema print` to the migrations of Flyway or Liquibase";

    private static final Pattern PASSWORD = Pattern.compile("(?i)([?&;]\\s*(?:\\w*password|pwd)=)[^&;\\s]*");

    /** For Spring Boot. */
    SetupFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SetupException cause) {
        return new FailureAnalysis(
                sentence("The workflow engine cannot start: " + cause.found()) + why(cause),
                action(cause),
                rootFailure);
    }

    private static String action(SetupException cause) {
        return switch (cause.kind()) {
            case SCHEMA_INCOMPLETE -> """
                    Do one of these:
                        - %s
                        - run that script as the owner of the tables
                        - set workflow.schema=create, if the application's login may create tables
                    If the engine has worked on this database before, somebody has removed what is missing: find out who, and verify all cases.""".formatted(FLYWAY);
            case DEFINITION_MISSING -> """
                    Do one of these:
                        - add the output of `workflow-cli definition print` to the migrations of Flyway or Liquibase
                        - run that script as the owner of the tables
                        - set workflow.schema=create, if the application's login may install definitions""";
            case UNREACHABLE ->
                "Check spring.datasource.url, spring.datasource.username and spring.datasource.password, and"
                        + " whether the database runs.";
            case OTHER_TRANSACTION ->
                "Let the transaction manager use the data source that the engine uses. With several of them,"
                        + " mark one data source and its transaction manager with @Primary, or make the runtime yourself: @Bean"
                        + " WorkflowRuntime workflows(…) { return SpringWorkflow.runtime(dataSource, transactionManager, options); }";
            default -> sentence(capital(cause.fix()));
        };
    }

    /** The innermost cause says it best: the driver's. */
    private static String why(SetupException failure) {
        Optional<Throwable> innermost = Optional.empty();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = Optional.of(cause);
        }
        return innermost.map(cause -> "\n\nCause: " + told(cause)).orElse("");
    }

    /** A driver's message may show the URL of the database, and that a password. */
    private static String told(Throwable cause) {
        String type = cause.getClass().getName();
        String message = cause.getMessage();
        return message == null ? type : type + ": " + PASSWORD.matcher(message).replaceAll("$1***");
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
