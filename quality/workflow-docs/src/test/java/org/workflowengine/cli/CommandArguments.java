package org.workflowengine.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine;

/** Reads the arguments of a command as the command line does, and runs nothing. */
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
}
