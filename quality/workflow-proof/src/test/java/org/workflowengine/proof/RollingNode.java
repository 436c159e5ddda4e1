package org.workflowengine.proof;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Policy;

/**
 * A node of a rolling deployment, in a process of its own. The old one has version 1 only; the new one has both versions, and migrates on
 * touch, by name and in a sweep. It does what it reads, and says what it was answered.
 */
final class RollingNode {
    static final String READY = "READY";
    static final String DONE = "DONE";

    /** Followed by a case at step 2: the old node pays it, the new one migrates it. */
    static final String RACE = "RACE";

    /** Followed by how many requests each client sends. */
    static final String LOAD = "LOAD";

    static final int CASES = 120;
    private static final int CLIENTS = 2;

    static final Map<String, Object> OLD_FACTS = Map.of("COMPLETE", true, "COVERED", true, "OLD_FORM", true);
    static final Map<String, Object> NEW_FACTS = Map.of("COMPLETE", true, "COVERED", true, "CONSENT", true);

    /** Reminders more often than what ends a case. */
    private static final List<String> OLD_MOVES =
            List.of("REMIND", "REMIND", "REMIND", "REMIND", "REVIEW", "REVIEW", "ESCALATE", "FREEZE", "PAY", "DENY");

    private static final List<String> NEW_MOVES =
            List.of("REMIND", "REMIND", "REMIND", "REMIND", "REVIEW", "REVIEW", "CHECK", "PAY", "DENY");

    private static final String MIGRATE = "(migrate)";
    private static final String ERASE = "(erase)";

    private final String name;
    private final boolean isNew;
    private final Workflows workflows;
    private final Workflows touching;
    private final Journal journal = new Journal();
    private final long seed;

    private RollingNode(WorkflowRuntime runtime, boolean isNew, long seed) {
        this.name = isNew ? "new" : "old";
        this.isNew = isNew;
        this.workflows = Workflows.on(runtime, isNew ? List.of(Policy.FIRST, Policy.SECOND) : List.of(Policy.FIRST));
        this.touching = workflows.migratingOnTouch();
        this.seed = seed;
    }

    /**
     * Does what it reads until there is no more.
     *
     * @param arguments the URL of the database; whether it is the new node; a seed
     * @throws Exception whatever goes wrong
     */
    public static void main(String[] arguments) throws Exception {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(arguments[0]);
        try (HikariDataSource database = new HikariDataSource(settings)) {
            // The first node of the new version installs it; the old one finds everything installed.
            boolean isNew = Boolean.parseBoolean(arguments[1]);
            RuntimeOptions options = SealKey.HMAC
                    .in(RuntimeOptions.defaults())
                    .schemaMode(isNew ? SchemaMode.CREATE : SchemaMode.VALIDATE);
            new RollingNode(WorkflowRuntime.on(database, options), isNew, Long.parseLong(arguments[2])).listen();
        }
    }

    private void listen() throws IOException, InterruptedException, ExecutionException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        KilledEngine.say(System.out, READY);
        String line;
        while ((line = in.readLine()) != null) {
            String[] words = line.split(" ");
            if (words[0].equals(RACE)) {
                race(words[1]);
            } else {
                load(Integer.parseInt(words[1]));
                KilledEngine.say(System.out, DONE);
            }
        }
    }

    static Decision decision(String mark) {
        return Beside.request(mark).in(Decision.by("clerk").because(mark)).requestId(mark);
    }

    private void race(String caseId) {
        String mark = name + "-race";
        Decision decision = decision(mark).expectedSeq(2);
        if (isNew) {
            ask(caseId, mark, MIGRATE, () -> workflows.migrate("policy", caseId, NEW_FACTS, decision));
        } else {
            ask(caseId, mark, "PAY", () -> workflows.fire("policy", caseId, "PAY", OLD_FACTS, decision));
        }
    }

    private void load(int requests) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            CountDownLatch half = new CountDownLatch(CLIENTS);
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                int client = number;
                all.add(threads.submit(() -> work(client, requests, half)));
            }
            if (isNew) {
                // Everything that can come comes in the middle of it: before that on touch and by name alone.
                all.add(threads.submit(() -> sweep(half)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(int client, int requests, CountDownLatch half) {
        Random random = new Random(seed + client);
        for (int i = 0; i < requests; i++) {
            if (i == requests / 2) {
                half.countDown();
            }
            String mark = name + "-" + client + "-" + i;
            String caseId = "L-" + random.nextInt(CASES);
            Decision decision = decision(mark);
            int what = random.nextInt(20);
            if (what == 0) {
                long seq = 1 + random.nextInt(3);
                ask(caseId, mark, ERASE, () -> workflows.erase(caseId, seq, decision));
            } else if (what < 4 && isNew) {
                ask(caseId, mark, MIGRATE, () -> workflows.migrate("policy", caseId, NEW_FACTS, decision));
            } else {
                List<String> moves = isNew ? NEW_MOVES : OLD_MOVES;
                String move = moves.get(random.nextInt(moves.size()));
                Workflows way = isNew && what < 16 ? touching : workflows;
                Map<String, Object> facts = isNew && way == touching ? NEW_FACTS : OLD_FACTS;
                ask(caseId, mark, move, () -> way.fire("policy", caseId, move, facts, decision));
            }
        }
    }

    private Object sweep(CountDownLatch half) throws InterruptedException {
        half.await();
        String mark = name + "-sweep";
        return workflows.migrateAll(
                "policy",
                Policy.SECOND.facts(NEW_FACTS),
                decision(mark),
                BulkOptions.defaults().chunkSize(20),
                (caseId, outcome) -> ask(caseId, mark, MIGRATE, outcome::orThrow));
    }

    private void ask(String caseId, String mark, String step, Supplier<Outcome<CaseHead>> request) {
        Answer answer = journal.ask(caseId, mark, true, request);
        if (answer.failure() != null) {
            System.err.println(name + " " + caseId + " " + mark + ": " + answer.failure());
        }
        KilledEngine.say(
                System.out,
                String.join(
                        " ",
                        answer.verdict().name(),
                        caseId,
                        mark,
                        step,
                        Long.toString(answer.seq()),
                        String.valueOf(answer.digest())));
    }
}
