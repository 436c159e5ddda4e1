package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Exit codes: 0 done, and if something was verified, intact; 1 broken history; 2 wrong usage; 3 could not be done,
 * which says nothing about any history; 4 nothing is broken, but entries rest on a former key alone; 5 nothing is broken, but a
 * checkpoint was not accepted and not compared; 6 the rules that were tried refuse a past case.
 */
@Command(
        name = "workflow-cli",
        mixinStandardHelpOptions = true,
        description = "Shows where cases stand, and proves their history.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done; what was verified is intact",
            "1:broken history",
            "2:wrong usage",
            "3:could not be done: database unreachable, file unreadable, no such case",
            "4:not proven: nothing is broken, but entries rest on a former key alone",
            "5:not proven: nothing is broken, but the checkpoint is damaged or the wrong one",
            "6:what-if --none-refused: the rules refuse a past case"
        })
public final class WorkflowCli {
    static final int DONE = 0;
    static final int BROKEN = 1;
    static final int NOT_DONE = 3;
    static final int ON_FORMER_KEYS = 4;
    static final int CHECKPOINT_NOT_ACCEPTED = 5;
    static final int RULES_REFUSE = 6;

    /** The schema of the supported databases. */
    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "The SQL that creates the schema, and its upgrade.")
    private static final class SchemaCommand {}

    /** The definitions that the compiler has written. */
    @Command(name = "definition", mixinStandardHelpOptions = true, description = "The SQL that installs a definition.")
    private static final class DefinitionCommand {}

    /** Held here because a logger that is garbage-collected forgets its level. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private static final Pattern PASSWORD = Pattern.compile("(?i)-p.*|--p(ass(word|wd|phrase)?|wd)(=.*)?");

    private WorkflowCli() {}

    /**
     * Runs one command and ends the process.
     *
     * @param arguments as {@code --help} describes them
     */
    public static void main(String[] arguments) {
        // From JDK 22 to 24 there is a console even without a terminal, unless the old one is requested.
        System.setProperty("jdk.console", "java.base");
        // PostgreSQL's driver would log a URL that it does not understand.
        DRIVER.setLevel(Level.OFF);
        Screen screen = Screen.ofThisProcess();
        int code = run(screen, arguments);
        screen.err().flush();
        System.exit(code == DONE && screen.out().checkError() ? NOT_DONE : code);
    }

    /** Runs one command. If anything goes wrong, the code never says anything about a history. */
    static int run(Screen screen, String... arguments) {
        CommandLine line = commandLine(screen);
        try {
            // Checked first, because messages show wrong arguments.
            boolean isOption = true;
            for (String argument : arguments) {
                isOption &= !argument.equals("--");
                if (argument.toLowerCase(Locale.ROOT).contains("jdbc:") && Secrets.areIn(argument)) {
                    return wrong(line, DatabaseOptions.SECRET_IN_URL);
                }
                if (isOption && PASSWORD.matcher(argument).matches()) {
                    return wrong(
                            line,
                            "a password must not be an argument, which everybody on this machine can see;"
                                    + " use --password-env, --password-file or --password-prompt");
                }
            }
            return line.execute(arguments);
        } catch (Error failure) {
            return failed(screen.err(), failure);
        }
    }

    private static int wrong(CommandLine line, String why) {
        line.getErr().println(why);
        line.getErr().println("see " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    static CommandLine commandLine(Screen screen) {
        return new CommandLine(new WorkflowCli())
                .addSubcommand(new VerifyCommand(screen))
                .addSubcommand(new ShowCommand(screen))
                .addSubcommand(new ExportCommand(screen))
                .addSubcommand(new ServeCommand(screen))
                .addSubcommand(new DiagramCommand(screen))
                .addSubcommand(new CheckpointCommand(screen))
                .addSubcommand(new MigrationsCommand(screen))
                .addSubcommand(new MigrateCommand(screen))
                .addSubcommand(new HoldCommand.Hold(screen))
                .addSubcommand(new HoldCommand.Release(screen))
                .addSubcommand(new PurgeCommand(screen))
                .addSubcommand(new WhatIfCommand(screen))
                .addSubcommand(new CommandLine(new InstallationCommand(screen))
                        .addSubcommand(new InstallationCommand.Renew(screen)))
                .addSubcommand(
                        new CommandLine(new DefinitionCommand()).addSubcommand(new DefinitionPrintCommand(screen)))
                .addSubcommand(new CommandLine(new SchemaCommand())
                        .addSubcommand(new SchemaPrintCommand(screen))
                        .addSubcommand(new SchemaUpgradeCommand(screen)))
                .setOut(screen.out())
                .setErr(screen.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, arguments) -> misused(failure))
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line));
    }

    private static int misused(ParameterException failure) {
        // What is wrong comes last, where it is seen. All options of a command would fill the screen.
        CommandLine line = failure.getCommandLine();
        if (!line.getSubcommands().isEmpty()) {
            line.usage(line.getErr());
        }
        StringWriter similar = new StringWriter();
        UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(similar, true));
        return wrong(
                line,
                Printable.of(String.valueOf(failure.getMessage()))
                        + (similar.toString().isBlank()
                                ? ""
                                : "; " + similar.toString().strip()));
    }

    private static int failed(Exception failure, CommandLine line) {
        if (failure instanceof UsageException) {
            return wrong(line, Printable.of(String.valueOf(failure.getMessage())));
        }
        return failed(line.getErr(), failure);
    }

    private static int failed(PrintWriter err, Throwable failure) {
        err.println("could not be done: " + told(failure));
        return NOT_DONE;
    }

    /** What went wrong and why, on one line. */
    static String told(Throwable failure) {
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
