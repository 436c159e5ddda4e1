package org.workflowengine.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The command line in this process: what a command prints, and the code that it ends with. */
record Console(int code, String out, String err) {
    static Console run(String... arguments) {
        return run(false, arguments);
    }

    static Console run(boolean isTerminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), isTerminal);
        int code = WorkflowCli.run(screen, arguments);
        screen.out().flush();
        screen.err().flush();
        return new Console(code, out.toString(), err.toString());
    }

    /** A command on a database, as its owner. */
    static Console on(TestDatabase database, String... arguments) {
        return run(arguments(database, arguments));
    }

    static String[] arguments(TestDatabase database, String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(List.of("--url", database.url()));
        if (!database.product().equals("MariaDB")) {
            all.addAll(List.of("--user", database.product().equals("H2") ? "sa" : "postgres"));
        }
        return all.toArray(String[]::new);
    }
}
