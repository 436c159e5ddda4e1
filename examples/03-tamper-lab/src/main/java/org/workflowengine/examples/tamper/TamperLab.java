package org.workflowengine.examples.tamper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workflowengine.examples.tamper.Place.Role;
import org.workflowengine.examples.tamper.Report.Line;
import org.workflowengine.examples.tamper.Report.Totals;

/**
 * The command line: attacks a database with SQL and prints which attack is refused by what, which is found by which check, and
 * why no database can refuse those.
 *
 * <p>{@code ./mvnw -q -Pexample package -pl examples/03-tamper-lab -am -Ddemo.arguments="--database postgresql"}
 */
final class TamperLab {
    private TamperLab() {}

    public static void main(String... words) {
        int code = run(System.out, System.err, words);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(PrintStream out, PrintStream err, String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.help()) {
                out.print(Arguments.USAGE);
                return 0;
            }
            try (Server server = server(arguments.product(), arguments.url())) {
                Report report = report(server);
                print(report, server.bytesPerAuditRow(), arguments.table(), out);
                Totals application = report.application();
                Totals purge = report.purge();
                return report.owner().open() + application.open() + application.warned() + purge.open() + purge.warned()
                                == 0
                        ? 0
                        : 1;
            }
        } catch (Arguments.UsageException e) {
            err.println("TamperLab: " + e.getMessage());
            err.println();
            err.print(Arguments.USAGE);
        } catch (SQLException e) {
            err.println("TamperLab: the database cannot be used: " + e.getMessage());
        } catch (IOException e) {
            err.println("TamperLab: the table cannot be written: " + e);
        }
        return 2;
    }

    static Server server(Product product, Optional<String> url) throws SQLException {
        return switch (product) {
            case H2 -> new H2Server();
            case POSTGRESQL -> url.isPresent() ? PostgresServer.at(url.get()) : PostgresServer.embedded();
            case MARIADB -> new MariaDbServer(url.orElseThrow());
        };
    }

    static Report report(Server server) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (Lab lab = new Lab(server)) {
            for (Attack attack : Attacks.on(server.product())) {
                lines.add(new Line(
                        attack,
                        lab.attempt(attack, Role.OWNER),
                        lab.attempt(attack, Role.APPLICATION),
                        attack.byPurge() ? Optional.of(lab.attempt(attack, Role.PURGE)) : Optional.empty()));
            }
        }
        return new Report(server.product(), lines);
    }

    private static void print(Report report, String bytes, Optional<Path> table, PrintStream out) throws IOException {
        out.println(report.product().title());
        out.println();
        if (table.isPresent()) {
            Files.write(table.get(), report.table());
        } else {
            report.table().forEach(out::println);
            out.println();
        }
        out.println("- " + report.owner());
        out.println("- " + report.application());
        out.println("- " + report.purge());
        out.println("- " + bytes);
        out.println();
        out.println("Detected: verification found it. Warned of: the next start did. Open: neither.");
        out.println();
        out.println("Why the rest could not be refused:");
        out.println();
        report.limits().forEach(out::println);
        table.ifPresent(file -> {
            out.println();
            out.println("Each attempt, and what refused or found it: " + file.toAbsolutePath());
        });
    }
}
