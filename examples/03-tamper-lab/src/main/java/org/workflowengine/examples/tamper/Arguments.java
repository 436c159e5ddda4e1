package org.workflowengine.examples.tamper;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arguments of the command line.
 *
 * @param help whether only the usage was requested
 * @param product the database
 * @param url of a server; empty for one inside this process or of its own
 * @param table the file that the table goes to; empty for standard output
 */
record Arguments(boolean help, Product product, Optional<String> url, Optional<Path> table) {
    static final String USAGE = """
            usage: TamperLab [--database h2|postgresql|mariadb] [--url <JDBC URL of an administrator>] [--table <file>]

            Tries to make the history of a few claims lie, with SQL, as the owner of the tables and with the application's role,
            and prints what refuses or detects each attempt.

              --database  h2, in memory (the default); postgresql, with a server of its own; mariadb, which needs --url
              --url       a server to do it on, such as jdbc:mariadb://127.0.0.1:3306/?user=root&password=secret
                          databases, roles and logins whose names begin with lab_ are created there, and dropped again
              --table     where the table of all attempts goes; without it, it is printed before the summary
              --help      prints this

            exit code: 0  everything was refused or detected, or, as the owner, warned of by the start
                       1  something was not
                       2  wrong usage, or the database cannot be used
            """;

    /** Thrown for arguments that cannot be understood; the message says which and what would be right. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static Arguments parse(String... words) throws UsageException {
        Product product = Product.H2;
        Optional<String> url = Optional.empty();
        Optional<Path> table = Optional.empty();
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "--help", "-h" -> {
                    return new Arguments(true, product, url, table);
                }
                case "--database" -> product = product(value(word, rest));
                case "--url" -> url = Optional.of(value(word, rest));
                case "--table" -> table = Optional.of(file(value(word, rest)));
                default -> throw new UsageException("unknown option " + word);
            }
        }
        if (product == Product.MARIADB && url.isEmpty()) {
            throw new UsageException("mariadb needs --url: the lab cannot start a MariaDB server");
        }
        if (product == Product.H2 && url.isPresent()) {
            throw new UsageException("h2 takes no --url: it runs in memory");
        }
        return new Arguments(false, product, url, table);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value after it");
        }
        return rest.next();
    }

    private static Path file(String word) throws UsageException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException("not a path: " + e.getMessage());
        }
    }

    private static Product product(String word) throws UsageException {
        return Arrays.stream(Product.values())
                .filter(product -> product.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown database " + word + "; known: h2, postgresql, mariadb"));
    }
}
