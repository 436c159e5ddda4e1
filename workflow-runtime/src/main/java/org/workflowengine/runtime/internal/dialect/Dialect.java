package org.workflowengine.runtime.internal.dialect;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.SetupException;

/** The databases that are supported. */
public enum Dialect {
    H2("H2"),
    POSTGRESQL("PostgreSQL"),
    MARIADB("MariaDB");

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /** The one of a product name, as its driver gives it, in any case. */
    public static Dialect of(String product) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> new SetupException(
                        "the database " + product + " is not supported",
                        "use "
                                + Arrays.stream(values()).map(Dialect::product).collect(Collectors.joining(", "))
                                + (product.equalsIgnoreCase("MySQL") ? "; for a MariaDB server, its own driver" : ""),
                        null));
    }

    public String product() {
        return product;
    }

    /**
     * What stands behind a table's name so that it is read by one of its indexes, from the first row wanted to the last. Only MariaDB has to
     * be told: it may take an index with more columns compared for equality, and pass over what lies before the first row.
     */
    public String byIndex(String index) {
        return this == MARIADB ? "FORCE INDEX (" + index + ")" : "";
    }

    /**
     * The order of an index whose first column the query compares for equality. H2 sorts unless that column is named; MariaDB sorts if a text
     * is, in a session of the same character set and another collation.
     */
    public String inOrder(String equal, String rest) {
        return this == H2 ? equal + ", " + rest : rest;
    }

    /** The folder of its scripts, and what MyBatis knows its statements by. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
