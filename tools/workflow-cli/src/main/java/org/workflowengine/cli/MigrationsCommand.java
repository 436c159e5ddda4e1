package org.workflowengine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.query.MigrationLine;
import org.workflowengine.runtime.query.MigrationLine.Kind;
import org.workflowengine.runtime.query.MigrationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints which cases can be migrated to a definition, which stay, and which it strands. */
@Command(
        name = "migrations",
        mixinStandardHelpOptions = true,
        description =
                "What a definition means for all cases of its workflow: which can be migrated to it, which stay, and which"
                        + " it strands. With --definition, before it is deployed.")
final class MigrationsCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--workflow",
            paramLabel = "<id>",
            description = "the highest installed version of this workflow; without it, of every workflow")
    private Optional<String> workflow = Optional.empty();

    @Option(
            names = "--definition",
            paramLabel = "<file>",
            description = "a definition that need not be installed: META-INF/workflow/<id>.v<version>.graph.json")
    private Optional<Path> file = Optional.empty();

    MigrationsCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (workflow.isPresent() && file.isPresent()) {
            throw new UsageException("--workflow and --definition exclude each other");
        }
        WorkflowRuntime runtime = WorkflowRuntime.on(
                database.dataSource(), RuntimeOptions.defaults().schemaMode(SchemaMode.NONE));
        List<Definition> definitions =
                file.isPresent() ? List.of(Definitions.inFile(file.get())) : Definitions.newest(runtime, workflow);
        boolean fits = true;
        for (Definition definition : definitions) {
            fits &= print(screen.out(), runtime.migrations(definition));
        }
        if (!fits) {
            throw new NotDoneException("cases of another definition than the installed one would be migrated;"
                    + " take the older version from the release that is deployed");
        }
        return WorkflowCli.DONE;
    }

    /** Whether the definition migrates cases of the very definitions that are installed. */
    private static boolean print(PrintWriter out, MigrationReport report) {
        Definition definition = report.definition();
        out.println(definition.workflow() + " version " + definition.version() + ", fingerprint "
                + definition.fingerprint());
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"version", "state", "cases", "what becomes of them"});
        for (MigrationLine line : report.lines()) {
            rows.add(new String[] {
                Integer.toString(line.version()), line.state(), line.cases().toString(), fate(line)
            });
        }
        int[] widths = new int[3];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        String format = "  %-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s  %s";
        for (String[] row : rows) {
            out.println(String.format(Locale.ROOT, format, row[0], row[1], row[2], row[3]));
        }
        out.println("  " + report.cases(Kind.CAN_COME) + " can be migrated, " + report.cases(Kind.STAY) + " stay, "
                + report.cases(Kind.STRANDED) + " stranded, " + report.cases(Kind.FOLLOW) + " follow this version");
        for (int version : report.mismatched()) {
            out.println("  version " + version
                    + " is installed with another fingerprint than the one that this definition migrates cases from");
        }
        return report.mismatched().isEmpty();
    }

    private static String fate(MigrationLine line) {
        return switch (line.kind()) {
            case FOLLOW -> "follow this version";
            case CAN_COME -> "can come to " + target(line.mapping().orElseThrow());
            case ENDED -> "ended";
            case STAY -> "stay with their version, as the definition says";
            case STRANDED -> "STRANDED: no migration leads from their version";
            case LATER -> "follow a later version";
        };
    }

    private static String target(WorkflowTransition mapping) {
        String guard = mapping.guard().stream()
                .map(part -> part.fact().id() + " = " + String.join(" or ", part.accepted()))
                .collect(Collectors.joining(" and "));
        return mapping.to().id() + (guard.isEmpty() ? "" : " if " + guard);
    }
}
