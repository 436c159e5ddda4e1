package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * The command line. Exit codes: 0 done, and where something was verified, intact; 1 broken history; 2 wrong usage; 3 could not be
 * done, which says nothing about any history; 4 nothing is broken, but entries rest on a former key alone; 5 nothing is broken, but a
 * checkpoint was not accepted and not compared with.
 */
@Command(
        name = "workflow-cli",
        mixinStandardHelpOptions = true,
        description = "Proves and shows the history of cases.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done; what was verified is intact",
            "1:broken history",
            "2:wrong usage",
            "3:could not be done: database unreachable, file unreadable, no such case",
            "4:not proven: nothing is broken, but entries rest on a former key alone",
            "5:not proven: nothing is broken, but the checkpoint is damaged or not the right one"
        })
public final class WorkflowCli {
    static final int DONE = 0;
    static final int BROKEN = 1;
    static final int NOT_DONE = 3;
    static final int ON_FORMER_KEYS = 4;
    static final int CHECKPOINT_NOT_ACCEPTED = 5;

    /** The schema of the databases that are supported. */
    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "The SQL that creates the schema, and its upgrade.")
    private static final class SchemaCommand {}

    private WorkflowCli() {}

    /**
     * Runs one command and ends the process.
     *
     * @param arguments as {@code --help} describes them
     */
    @SuppressWarnings("SystemConsoleNull")
    public static void main(String[] arguments) {
        // From JDK 22 to 24 there is a console even where nobody is watching, unless the old one is asked for.
        System.setProperty("jdk.console", "java.base");
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int code = commandLine(new Screen(out, err, System.console() != null)).execute(arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static CommandLine commandLine(Screen screen) {
        return new CommandLine(new WorkflowCli())
                .addSubcommand(new VerifyCommand(screen))
                .addSubcommand(new ShowCommand(screen))
                .addSubcommand(new ExportCommand(screen))
                .addSubcommand(new CheckpointCommand(screen))
                .addSubcommand(new CommandLine(new InstallationCommand(screen))
                        .addSubcommand(new InstallationCommand.Renew(screen)))
                .addSubcommand(new CommandLine(new SchemaCommand())
                        .addSubcommand(new SchemaPrintCommand(screen))
                        .addSubcommand(new SchemaUpgradeCommand(screen)))
                .setOut(screen.out())
                .setErr(screen.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line));
    }

    private static int failed(Exception failure, CommandLine line) {
        if (failure instanceof UsageException) {
            line.getErr().println(Printable.of(String.valueOf(failure.getMessage())));
            line.usage(line.getErr());
            return ExitCode.USAGE;
        }
        line.getErr().println("could not be done: " + told(failure));
        return NOT_DONE;
    }

    /** What went wrong and why, on one line. */
    private static String told(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "; because ").append(Printable.of(oneOf(cause)));
        }
        return text.toString();
    }

    private static String oneOf(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no file " + cause.getMessage();
        }
        boolean named =
                cause instanceof NotDoneException || cause.getClass().getName().startsWith("org.workflowengine");
        String type = named ? "" : cause.getClass().getSimpleName() + ": ";
        return type
                + (cause.getMessage() == null ? cause instanceof IOException ? "I/O failed" : "" : cause.getMessage());
    }
}
