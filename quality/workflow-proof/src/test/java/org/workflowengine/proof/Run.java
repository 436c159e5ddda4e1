package org.workflowengine.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One run of one proof: its seed, how much is done, and the line it leaves behind when it is closed: printed, and when it was
 * proven, as JSON in {@code target/proof/summary.jsonl}.
 */
final class Run implements AutoCloseable {
    private static final Path SUMMARY = Path.of("target", "proof", "summary.jsonl");
    private static final String SEED = "seed";
    /** How many times the counts of a build. */
    private static final int TIMES = Integer.getInteger("proof.times", 1);

    private final String proof;
    private final String database;
    private final Scale scale;
    private final long seed;
    private final long begun = System.nanoTime();
    private final Duration cpuAtBegin = cpu();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private boolean proven;

    private Run(String proof, String database, Scale scale) {
        this.proof = proof;
        this.database = database;
        this.scale = scale;
        this.seed = Long.getLong(SEED, System.nanoTime());
        System.out.println(name() + ": -D" + SEED + "=" + seed);
    }

    /** How much of a proof is done. */
    private enum Scale {
        SMOKE,
        EVERY_BUILD,
        SOAK
    }

    /** A part of a proof that takes seconds. */
    static Run smoke(String proof, String database) {
        return new Run(proof, database, Scale.SMOKE);
    }

    /** The whole proof, as every build runs it, or with {@code -Psoak} several times as much. */
    static Run whole(String proof, String database) {
        return new Run(proof, database, TIMES > 1 ? Scale.SOAK : Scale.EVERY_BUILD);
    }

    /** How often something is done. */
    int times(int everyBuild) {
        return isWhole() ? everyBuild * TIMES : everyBuild;
    }

    /** Of how many that are alike one is done; with {@code -Psoak} each is. */
    int oneIn(int everyBuild) {
        return isWhole() ? 1 : everyBuild;
    }

    /** Whether all of what has an end is done, and not only some in each build. */
    boolean isWhole() {
        return scale == Scale.SOAK;
    }

    /** The same numbers for the same seed; another stream for each client. */
    Random random(int stream) {
        return new Random(seed + stream);
    }

    long seed() {
        return seed;
    }

    synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** At the very end: nothing of that kind was found. Only then the line goes into the summary. */
    synchronized void proven(String noneOf) {
        counts.put(noneOf, 0L);
        proven = true;
    }

    synchronized long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** What this process has used; on a busy machine that says more than the time that went by. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String name() {
        return proof + " on " + database
                + (scale == Scale.EVERY_BUILD ? "" : " (" + scale.name().toLowerCase(Locale.ROOT) + ")");
    }

    @Override
    public void close() {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Duration busy = cpu().minus(cpuAtBegin);
        System.out.printf(
                "%s: %s%s, in %.1f s (%.1f s of processor time)%n",
                name(),
                proven ? "" : "NOT PROVEN, ",
                listed(": ", "", ", "),
                took.toMillis() / 1000.0,
                busy.toMillis() / 1000.0);
        if (!proven) {
            return;
        }
        String line = "{\"proof\":\"" + proof + "\",\"database\":\"" + database + "\",\"scale\":\"" + scale
                + "\",\"seed\":" + seed + "," + listed(":", "\"", ",") + ",\"milliseconds\":" + took.toMillis()
                + ",\"processor milliseconds\":" + busy.toMillis()
                + ",\"at\":\"" + Instant.now() + "\",\"java\":\"" + Runtime.version() + "\",\"processors\":"
                + Runtime.getRuntime().availableProcessors() + "}\n";
        try {
            Files.createDirectories(SUMMARY.getParent());
            Files.writeString(SUMMARY, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized String listed(String is, String quote, String next) {
        return counts.entrySet().stream()
                .map(count -> quote + count.getKey() + quote + is + count.getValue())
                .collect(Collectors.joining(next));
    }
}
