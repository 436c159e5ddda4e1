package org.workflowengine.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine;

/** Reads the arguments of a command as the command line does, or runs it. */
public final class CommandArguments {
    private CommandArguments() {}

    /**
     * What the command line has against some arguments.
     *
     * @param arguments as on a command line, behind the name of the jar
     * @return why they are wrong; empty if they are a command
     */
    public static Optional<String> complaint(String... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        try {
            WorkflowCli.commandLine(new Screen(nowhere, nowhere, false)).parseArgs(arguments);
            return Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Runs a command that must succeed.
     *
     * @param arguments as on a command line, behind the name of the jar
     * @return what it prints
     */
    public static String output(String... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = WorkflowCli.run(new Screen(new PrintWriter(printed), new PrintWriter(errors), false), arguments);
        if (code != WorkflowCli.DONE) {
            throw new AssertionError("exit code " + code + ": " + errors);
        }
        return printed.toString();
    }
}
