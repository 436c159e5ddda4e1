package org.workflowengine.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Seals;
import picocli.CommandLine.Option;

/** Where the cases are. A password is never an argument, because others could see it. */
final class DatabaseOptions {
    static final String SECRET_IN_URL = "the URL contains a password or the like, which everybody on this machine can"
            + " see; use --password-env, --password-file or --password-prompt";

    @Option(names = "--url", paramLabel = "<jdbc-url>", description = "H2, PostgreSQL or MariaDB, without a password")
    private Optional<String> url = Optional.empty();

    @Option(names = "--user", paramLabel = "<name>", description = "login of the database")
    private Optional<String> user = Optional.empty();

    @Option(names = "--password-env", paramLabel = "<name>", description = "environment variable with the password")
    private Optional<String> passwordEnvironment = Optional.empty();

    @Option(names = "--password-file", paramLabel = "<file>", description = "file whose first line is the password")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--password-prompt", description = "ask for the password")
    private boolean prompt;

    boolean isGiven() {
        return url.isPresent();
    }

    /** Verifies everything as it is: the tables are not created and need not be complete. */
    Verification verification(Seals seals) throws IOException {
        return Verification.of(dataSource(), seals);
    }

    /** The same for one who only reads, for as long as they like: H2 opens a file without changing a byte of it. */
    DataSource readOnlyDataSource() throws IOException {
        DataSource source = dataSource();
        if (source instanceof JdbcDataSource h2 && isH2File(h2.getURL())) {
            h2.setURL(h2.getURL() + ";ACCESS_MODE_DATA=r");
        }
        return source;
    }

    private static boolean isH2File(String url) {
        String name = url.toLowerCase(Locale.ROOT);
        return !name.matches("jdbc:h2:(mem|tcp|ssl):.*") && !name.contains(";access_mode_data=");
    }

    /** What people call the database: the last part of its URL. */
    String name() {
        String path = url.orElse("").replaceFirst("[?;].*", "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    DataSource dataSource() throws IOException {
        String address = url.orElseThrow(() -> new UsageException("--url is missing: it says where the cases are"));
        if (Secrets.areIn(address)) {
            throw new UsageException(SECRET_IN_URL);
        }
        String scheme = address.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            // Without it, H2 creates an empty database if there is none.
            h2.setURL(scheme.contains(";ifexists=") ? address : address + ";IFEXISTS=TRUE");
            user.ifPresent(h2::setUser);
            h2.setPassword(password());
            return h2;
        }
        if (scheme.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            try {
                postgres.setUrl(address);
            } catch (IllegalArgumentException e) {
                throw new UsageException("PostgreSQL's driver does not understand the URL");
            }
            user.ifPresent(postgres::setUser);
            postgres.setPassword(password());
            return postgres;
        }
        if (scheme.startsWith("jdbc:mariadb:")) {
            try {
                MariaDbDataSource mariaDb = new MariaDbDataSource(address);
                if (user.isPresent()) {
                    mariaDb.setUser(user.get());
                }
                mariaDb.setPassword(password());
                return mariaDb;
            } catch (SQLException e) {
                throw new UsageException("MariaDB's driver does not understand the URL");
            }
        }
        throw new UsageException("the URL must begin with jdbc:h2:, jdbc:postgresql: or jdbc:mariadb:");
    }

    private String password() throws IOException {
        if ((passwordEnvironment.isPresent() ? 1 : 0) + (passwordFile.isPresent() ? 1 : 0) + (prompt ? 1 : 0) > 1) {
            throw new UsageException("--password-env, --password-file and --password-prompt exclude each other");
        }
        if (passwordEnvironment.isPresent()) {
            // The name is not shown: somebody may have given the password itself.
            return Optional.ofNullable(System.getenv(passwordEnvironment.get()))
                    .orElseThrow(
                            () -> new UsageException(
                                    "--password-env takes the name of an environment variable, and there is no variable of the given name"));
        }
        if (passwordFile.isPresent()) {
            return firstLine(passwordFile.get());
        }
        return prompt ? asked() : "";
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Objects.requireNonNullElse(lines.readLine(), "");
        } catch (CharacterCodingException e) {
            throw new NotDoneException("the file " + file + " with the password is not UTF-8");
        }
    }

    /** {@link WorkflowCli#main} has asked for the console that is absent where nobody is watching. */
    @SuppressWarnings("SystemConsoleNull")
    private static String asked() {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("Password: ");
        if (answer == null) {
            throw new UsageException("--password-prompt needs a terminal");
        }
        return new String(answer);
    }
}
