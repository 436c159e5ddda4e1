package org.workflowengine.runtime.persistence;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.SetupException;

/** The databases that are supported. */
enum Dialect {
    H2("H2"),
    POSTGRESQL("PostgreSQL"),
    MARIADB("MariaDB");

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /** The one of a product name, as its driver gives it, in any case. */
    static Dialect of(String product) {
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

    String product() {
        return product;
    }

    /** The folder of its scripts, and what MyBatis knows its statements by. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
