package org.workflowengine.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a runtime can be given: {@code RuntimeOptions.defaults().source("claims-1")}. Immutable; each method answers a copy. */
public final class RuntimeOptions {
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String source;
    private final @Nullable SchemaMode schemaMode;

    private RuntimeOptions(
            InstantSource clock, RandomGenerator random, String source, @Nullable SchemaMode schemaMode) {
        this.clock = clock;
        this.random = random;
        this.source = source;
        this.schemaMode = schemaMode;
    }

    /**
     * The system's clock, a strong random generator, this host and process as the source, and the schema mode that is usual
     * for the kind of database.
     *
     * @return the options
     */
    public static RuntimeOptions defaults() {
        return new RuntimeOptions(InstantSource.system(), new SecureRandom(), thisProcess(), null);
    }

    private static String thisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host + "/" + ProcessHandle.current().pid();
    }

    /**
     * Tells the time.
     *
     * @param clock called once for each step; the time is recorded in UTC and whole microseconds, and never used for order
     * @return a copy
     */
    public RuntimeOptions clock(InstantSource clock) {
        return new RuntimeOptions(clock, random, source, schemaMode);
    }

    /**
     * Makes the salts of the audit entries.
     *
     * @param random a thread-safe generator, cryptographically strong in anything but a test
     * @return a copy
     */
    public RuntimeOptions random(RandomGenerator random) {
        return new RuntimeOptions(clock, random, source, schemaMode);
    }

    /**
     * Names the application or node, as audit entries record it.
     *
     * @param source 1 to 128 characters, no control characters, no white space at either end
     * @return a copy
     */
    public RuntimeOptions source(String source) {
        return new RuntimeOptions(clock, random, source, schemaMode);
    }

    /**
     * What the start does about the tables. Usual are {@link SchemaMode#CREATE} for the embedded databases and
     * {@link SchemaMode#VALIDATE} for a {@link javax.sql.DataSource} of the application's.
     *
     * @param schemaMode the mode
     * @return a copy
     */
    public RuntimeOptions schemaMode(SchemaMode schemaMode) {
        return new RuntimeOptions(clock, random, source, schemaMode);
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    String source() {
        return source;
    }

    Optional<SchemaMode> schemaMode() {
        return Optional.ofNullable(schemaMode);
    }
}
