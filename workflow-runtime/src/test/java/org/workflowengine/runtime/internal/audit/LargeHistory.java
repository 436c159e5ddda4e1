package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.fixture.CaseReview;

/**
 * Many sound entries, written in bulk; and a program that verifies them, also against a checkpoint, for a process of its own:
 * {@code LargeHistory <url>}.
 * {@code LargeHistory} alone writes and verifies 200,000 entries in memory and prints how fast.
 */
final class LargeHistory {
    /** Ten steps: the opening, and the reference workflow's long way round. */
    private static final List<String[]> STEPS = List.of(
            new String[] {"(new)", "(open)", "CREATED"},
            new String[] {"CREATED", "START_REVIEW", "UNDER_REVIEW"},
            new String[] {"UNDER_REVIEW", "ESCALATE", "ESCALATED"},
            new String[] {"ESCALATED", "RETURN_TO_REVIEW", "UNDER_REVIEW"},
            new String[] {"UNDER_REVIEW", "REQUEST_INFO", "WAITING_INFO"},
            new String[] {"WAITING_INFO", "RESUME", "UNDER_REVIEW"},
            new String[] {"UNDER_REVIEW", "ESCALATE", "ESCALATED"},
            new String[] {"ESCALATED", "RETURN_TO_REVIEW", "UNDER_REVIEW"},
            new String[] {"UNDER_REVIEW", "REJECT", "REJECTED"},
            new String[] {"REJECTED", "CLOSE", "CLOSED"});

    private static final String FACTS = CaseReview.facts(
                    "REQUIRED_FIELDS_COMPLETE",
                    "HIGH_AMOUNT",
                    "SUPERVISOR_REVIEW_COMPLETE",
                    "MISSING_INFO_DETECTED",
                    "ADDITIONAL_INFO_PROVIDED",
                    "VALIDATION_FAILED",
                    "NO_PENDING_ACTIONS")
            .canonicalText();

    private LargeHistory() {}

    static WorkflowRuntime runtime(DataSource dataSource) {
        return WorkflowRuntime.on(dataSource, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
    }

    /** Writes cases of ten steps each. */
    static void fill(DataSource dataSource, int cases) throws SQLException {
        try (InBulk rows = new InBulk(dataSource)) {
            for (int i = 0; i < cases; i++) {
                AuditEntry entry = entry("C-" + i, 1, rows.origin());
                rows.entry(entry);
                for (int seq = 2; seq <= STEPS.size(); seq++) {
                    entry = entry("C-" + i, seq, entry.digest());
                    rows.entry(entry);
                }
                rows.head(entry.head(entry.recordedAt()), entry.recordedAt());
            }
        }
    }

    private static AuditEntry entry(String caseId, int seq, Digest previous) {
        String[] step = STEPS.get(seq - 1);
        Salt salt = Salt.of(Arrays.copyOf((caseId + "#" + seq).getBytes(StandardCharsets.US_ASCII), Salt.BYTES));
        String facts = seq == 1 ? "{}" : FACTS;
        AuditEntryBuilder entry = AuditEntry.of(caseId, seq)
                .workflow(CaseReview.DEFINITION.workflow())
                .fromVersion(1)
                .version(1)
                .fingerprint(CaseReview.DEFINITION.fingerprint())
                .transition(step[1])
                .fromState(step[0])
                .toState(step[2])
                .actorKind(Actor.Kind.PERSON)
                .actor("alice")
                .reason("all documents in")
                .facts(facts)
                .salt(salt)
                .payloadDigest(DigestChain.ofPayload(salt, "alice", null, "all documents in", facts, null))
                .requestId("R-" + seq)
                .source("node-1")
                .recordedAt(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(seq))
                .previousDigest(previous)
                .format(DigestChain.FORMAT);
        return entry.digest(DigestChain.of(entry)).build();
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUser("sa");
        if (arguments.length == 1) {
            dataSource.setUrl(arguments[0]);
            Verification verification = runtime(dataSource).verification();
            System.out.println(verification.verifyAll());
            Path checkpoint = Files.createTempFile("large", ".checkpoint");
            try {
                try (Writer out = Files.newBufferedWriter(checkpoint)) {
                    verification.checkpoint(out);
                }
                System.out.println(verification.against(checkpoint).verifyAll());
                Files.delete(checkpoint);
                System.out.println(verification.writing(checkpoint).verifyAll());
                System.out.println(verification.since(checkpoint).verifyAll().notLookedAt());
            } finally {
                Files.delete(checkpoint);
            }
            return;
        }
        dataSource.setUrl("jdbc:h2:mem:large;DB_CLOSE_DELAY=-1");
        fill(dataSource, 20_000);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 8; i++) {
            long start = System.nanoTime();
            long startOfWork = threads.getCurrentThreadCpuTime();
            Verdict verdict = runtime(dataSource).verification().verifyAll();
            long work = threads.getCurrentThreadCpuTime() - startOfWork;
            System.out.printf(
                    "%s: %,d entries/s, %,d for a whole core%n",
                    verdict,
                    verdict.entries() * 1_000_000_000 / (System.nanoTime() - start),
                    verdict.entries() * 1_000_000_000 / work);
        }
    }
}
