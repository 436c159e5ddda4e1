package org.workflowengine.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.internal.engine.InputChecks;
import org.workflowengine.runtime.internal.engine.Observers;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.spi.WorkflowObserver;

/** The options of a runtime: {@code RuntimeOptions.defaults().source("claims-1")}. Immutable; each method returns a copy. */
public final class RuntimeOptions {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final String source;
    private final @Nullable SchemaMode schemaMode;
    private final Seals seals;
    private final Duration statementTimeout;
    private final List<WorkflowObserver> observers;
    private final LongSupplier stopwatch;

    private RuntimeOptions(
            InstantSource clock,
            RandomGenerator random,
            String source,
            @Nullable SchemaMode schemaMode,
            Seals seals,
            Duration statementTimeout,
            List<WorkflowObserver> observers,
            LongSupplier stopwatch) {
        this.clock = clock;
        this.random = random;
        this.source = source;
        this.schemaMode = schemaMode;
        this.seals = seals;
        this.statementTimeout = statementTimeout;
        this.observers = List.copyOf(observers);
        this.stopwatch = stopwatch;
    }

    /**
     * The system's clock, a strong random generator, this host and process as the source, no seals, and the default schema mode for the
     * kind of database.
     *
     * @return the options
     */
    public static RuntimeOptions defaults() {
        return new RuntimeOptions(
                InstantSource.system(),
                new SecureRandom(),
                thisProcess(),
                null,
                Seals.none(),
                USUAL_TIMEOUT,
                List.of(),
                System::nanoTime);
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
        Objects.requireNonNull(clock, "clock");
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, observers, stopwatch);
    }

    /**
     * Makes the salts of the audit entries.
     *
     * @param random a thread-safe generator, cryptographically strong in anything but a test
     * @return a copy
     */
    public RuntimeOptions random(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, observers, stopwatch);
    }

    /**
     * Names the application or node, as audit entries record it.
     *
     * @param source 1 to 128 characters under the rules for ids (see {@link org.workflowengine.runtime.core.Actor})
     * @return a copy
     * @throws IllegalArgumentException if it breaks one of them
     */
    public RuntimeOptions source(String source) {
        InputChecks.source(Objects.requireNonNull(source, "source")).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal.explanation());
        });
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, observers, stopwatch);
    }

    /**
     * What the start does about the tables. Default: {@link SchemaMode#CREATE} for the embedded databases, {@link SchemaMode#VALIDATE}
     * for the application's {@link javax.sql.DataSource}.
     *
     * @param schemaMode the mode
     * @return a copy
     */
    public RuntimeOptions schemaMode(SchemaMode schemaMode) {
        Objects.requireNonNull(schemaMode, "schemaMode");
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, observers, stopwatch);
    }

    /**
     * Seals new audit entries. Default: no seals. Each entry has a digest in either case, which shows whether it was changed. A seal
     * shows that somebody with the key recorded it: see {@link Sealer}.
     *
     * @param sealer the sealer
     * @return a copy
     * @throws IllegalArgumentException if another current key has the same name
     */
    public RuntimeOptions sealer(Sealer sealer) {
        Objects.requireNonNull(sealer, "sealer");
        return new RuntimeOptions(
                clock, random, source, schemaMode, seals.sealedBy(sealer), statementTimeout, observers, stopwatch);
    }

    /**
     * Other current keys, such as the new one while it is deployed node by node. Verification accepts any mix of them and of
     * {@link #sealer}. A key that is no longer current does not belong here: give it only to the verification, together with a
     * checkpoint.
     *
     * @param others the keys; those given before are replaced
     * @return a copy
     * @throws IllegalArgumentException if two have the same name
     */
    public RuntimeOptions alsoAccepted(SealVerifier... others) {
        Objects.requireNonNull(others, "others");
        return new RuntimeOptions(
                clock, random, source, schemaMode, seals.and(List.of(others)), statementTimeout, observers, stopwatch);
    }

    /**
     * How long a statement of the engine may take, including lock waits. Default: ten seconds. A statement that takes longer is given up
     * and changes nothing; the answer is an {@link org.workflowengine.runtime.core.UnchangedException} that is transient. The limit costs
     * no round trip.
     *
     * <p>H2 bounds lock waits itself, by {@code LOCK_TIMEOUT} in its URL (two seconds in the embedded databases).
     *
     * @param statementTimeout whole seconds, from one second to an hour
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RuntimeOptions statementTimeout(Duration statementTimeout) {
        if (Objects.requireNonNull(statementTimeout, "statementTimeout").compareTo(Duration.ofSeconds(1)) < 0
                || statementTimeout.compareTo(LONGEST_TIMEOUT) > 0
                || !statementTimeout.equals(statementTimeout.truncatedTo(ChronoUnit.SECONDS))) {
            throw Arguments.wrong(
                    "statementTimeout", statementTimeout.toString(), "whole seconds, from one second to an hour");
        }
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, observers, stopwatch);
    }

    /**
     * Tells somebody of every answer: metrics, traces, hints. {@code docs/how-to/observing.md} says what is told and when.
     *
     * @param observer told besides those given before, after them; thread-safe
     * @return a copy
     */
    public RuntimeOptions observer(WorkflowObserver observer) {
        List<WorkflowObserver> more = new ArrayList<>(observers);
        more.add(Objects.requireNonNull(observer, "observer"));
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, more, stopwatch);
    }

    /**
     * Measures how long answers take, for observers and the log. Default: {@link System#nanoTime}.
     *
     * @param nanoseconds a reading in nanoseconds from any origin, never set back; thread-safe
     * @return a copy
     */
    public RuntimeOptions stopwatch(LongSupplier nanoseconds) {
        Objects.requireNonNull(nanoseconds, "nanoseconds");
        return new RuntimeOptions(clock, random, source, schemaMode, seals, statementTimeout, observers, nanoseconds);
    }

    Observers observers() {
        return new Observers(observers, stopwatch);
    }

    Duration statementTimeout() {
        return statementTimeout;
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

    Seals seals() {
        return seals;
    }

    Optional<SchemaMode> schemaMode() {
        return Optional.ofNullable(schemaMode);
    }
}
