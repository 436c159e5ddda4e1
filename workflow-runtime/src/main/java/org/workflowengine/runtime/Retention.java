package org.workflowengine.runtime;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.audit.Verifier;
import org.workflowengine.runtime.internal.bundle.BundleWriter;
import org.workflowengine.runtime.internal.engine.AuditEntries;
import org.workflowengine.runtime.internal.engine.InputChecks;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.persistence.Snapshot;
import org.workflowengine.runtime.internal.text.Texts;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.InstalledState;
import org.workflowengine.runtime.query.Reading;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.KeptCase;
import org.workflowengine.runtime.retention.PurgeSummary;
import org.workflowengine.runtime.retention.RetentionRule;
import org.workflowengine.runtime.retention.Tombstone;
import org.workflowengine.runtime.spi.CallersTransaction;

/**
 * Deletes cases that are finished and have been kept for long enough, each as a whole, and leaves a tombstone of each: sealed, chained with
 * the others, with the digest of the case's bundle, by whom, why and under which rule. Nothing else ever deletes anything: the triggers let
 * a row go only where a tombstone names the present head of its case. The id of a purged case is never used again.
 *
 * <p>It needs a login with the role {@code workflow_purge}. It works in transactions of its own, never in a caller's: some cases in each,
 * so a purge that was cut off is simply run again. Several purges at once take turns.
 *
 * <p>Before a case is purged its history is read and checked, except for its seals, and its bundle is given to an archive. A case whose history
 * is not sound is kept: it is evidence. Thread-safe.
 */
public final class Retention {
    private static final int ATTEMPTS = 10;

    private final Database database;
    private final Store store;
    private final Reading reading;
    private final AuditEntries entries;
    private final Installation installation;

    Retention(Database database, AuditEntries entries, Installation installation) {
        this.database = database;
        this.store = database.store(CallersTransaction.NONE);
        this.reading = new Reading(store);
        this.entries = entries;
        this.installation = installation;
    }

    /**
     * A dry run: counts the cases that a rule applies to, and reads no history. Nothing is changed.
     *
     * @param rule the rule
     * @return what {@link #purge} would do if every history is sound and nothing moves; only {@code HELD} is counted of what is kept
     * @throws UnchangedException if the database cannot be read
     */
    public PurgeSummary preview(RetentionRule rule) {
        Run run = new Run(Objects.requireNonNull(rule, "rule"), kept -> {});
        run.over(heads -> {
            Set<String> held = held(heads);
            for (CaseHead head : heads) {
                if (held.contains(head.caseId())) {
                    run.keep(head, KeptCase.Cause.HELD);
                } else {
                    run.purged(List.of(head));
                }
            }
        });
        return run.summary();
    }

    /**
     * Purges all cases that a rule applies to.
     *
     * @param rule the rule
     * @param decision who orders it and why: actor, principal and reason stay in each tombstone, so put nothing in it that should be erased
     * @param archive is given the bundle of each case before the case is purged
     * @return what was done
     * @throws RefusedException if the retention class, the actor, the principal or the reason cannot be recorded; nothing was purged
     * @throws IOException if a bundle cannot be archived; what was purged before stays purged, nothing else was
     * @throws IntegrityException if the stored definitions are not sound: verify; nothing was purged
     * @throws UnchangedException if the database fails; what was purged before stays purged, run it again
     * @throws OutcomeUnknownException if a commit was sent and its answer lost; run it again
     */
    public PurgeSummary purge(RetentionRule rule, Decision decision, BundleArchive archive) throws IOException {
        return purge(rule, decision, archive, kept -> {});
    }

    /**
     * Purges all cases that a rule applies to.
     *
     * @param rule as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @param decision as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @param archive as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @param kept is told of every case that the rule applies to and that is kept
     * @return what was done
     * @throws RefusedException as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @throws IOException as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @throws IntegrityException as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @throws UnchangedException as {@link #purge(RetentionRule, Decision, BundleArchive)}
     * @throws OutcomeUnknownException as {@link #purge(RetentionRule, Decision, BundleArchive)}
     */
    public PurgeSummary purge(RetentionRule rule, Decision decision, BundleArchive archive, Consumer<KeptCase> kept)
            throws IOException {
        Objects.requireNonNull(archive, "archive");
        Run run = new Run(Objects.requireNonNull(rule, "rule"), Objects.requireNonNull(kept, "kept"));
        InputChecks.purge(rule.retentionClass(), Objects.requireNonNull(decision, "decision"))
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
        try {
            run.over(heads -> purge(run, heads, decision, archive));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return run.summary();
    }

    /**
     * The tombstone of a case.
     *
     * @param caseId the id that the case had
     * @return the tombstone, or empty if no case of that id was purged
     * @throws RefusedException if there can be no such id
     * @throws UnchangedException if the database cannot be read
     */
    public Optional<Tombstone> tombstone(String caseId) {
        InputChecks.caseId(Objects.requireNonNull(caseId, "caseId")).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        try (Store.Unit unit = store.begin()) {
            return unit.tombstone(caseId).map(Tombstone::new);
        }
    }

    private Set<String> held(List<CaseHead> heads) {
        try (Store.Unit unit = store.begin()) {
            return unit.held(heads.stream().map(CaseHead::caseId).toList());
        }
    }

    private void purge(Run run, List<CaseHead> heads, Decision decision, BundleArchive archive) {
        Map<CaseHead, Digest> bundles = archived(run, heads, archive);
        if (bundles.isEmpty()) {
            return;
        }
        if (write(bundles, run.rule.retentionClass(), decision)) {
            run.purged(List.copyOf(bundles.keySet()));
            return;
        }
        // One of them has moved, or is held now. Alone, each shows whether it is the one.
        bundles.forEach((head, bundle) -> {
            if (write(Map.of(head, bundle), run.rule.retentionClass(), decision)) {
                run.purged(List.of(head));
            } else {
                run.keep(head, held(List.of(head)).isEmpty() ? KeptCase.Cause.MOVED : KeptCase.Cause.HELD);
            }
        });
    }

    /** The digest of the bundle of each case that can be purged, by case. */
    private Map<CaseHead, Digest> archived(Run run, List<CaseHead> heads, BundleArchive archive) {
        Set<String> held = held(heads);
        Map<CaseHead, Digest> bundles = new LinkedHashMap<>();
        try (Snapshot snapshot = database.snapshot()) {
            Verifier verifier = new Verifier(Seals.none(), Set.of(), finding -> {});
            verifier.expect(database.schemaVersion());
            snapshot.definitions(verifier);
            if (verifier.verdict().faults() > 0) {
                throw new IntegrityException(
                        "", "the stored definitions are not sound: verify; no case is purged before that");
            }
            Snapshot.Definitions definitions = snapshot.definitions();
            for (CaseHead head : heads) {
                if (held.contains(head.caseId())) {
                    run.keep(head, KeptCase.Cause.HELD);
                } else if (!isStill(snapshot, head)) {
                    run.keep(head, KeptCase.Cause.MOVED);
                } else if (!isSound(snapshot, verifier, head)) {
                    run.keep(head, KeptCase.Cause.BROKEN);
                } else {
                    bundles.put(head, archived(snapshot, definitions, head, archive));
                }
            }
            archive.makeDurable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundles;
    }

    private static boolean isStill(Snapshot snapshot, CaseHead head) {
        return snapshot.isAt(head.caseId(), head.seq(), head.digest());
    }

    private static boolean isSound(Snapshot snapshot, Verifier verifier, CaseHead head) {
        long before = verifier.verdict().faults();
        snapshot.entries(verifier, head.caseId());
        return verifier.verdict().faults() == before;
    }

    private Digest archived(Snapshot snapshot, Snapshot.Definitions definitions, CaseHead head, BundleArchive archive)
            throws IOException {
        AtomicReference<@Nullable Digest> written = new AtomicReference<>();
        archive.store(head, DigestChain.ofCase(installation, head.caseId()), out -> {
            MessageDigest sha256 = sha256();
            Writer bundle = new OutputStreamWriter(new DigestOutputStream(out, sha256), StandardCharsets.US_ASCII);
            BundleWriter.write(
                    rows -> {
                        definitions.give(rows);
                        snapshot.entries(rows, head.caseId());
                    },
                    head.caseId(),
                    bundle);
            written.set(Digest.of(sha256.digest()));
        });
        Digest digest = written.get();
        if (digest == null) {
            throw new IOException("the archive has not written the bundle of " + Texts.quoted(head.caseId())
                    + "; nothing of this chunk was purged");
        }
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** False if one of the cases cannot be purged. A purge that was quicker with its tombstone is waited for and then followed. */
    private boolean write(Map<CaseHead, Digest> bundles, String retentionClass, Decision decision) {
        Optional<Store.Newest> before = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            Optional<Store.Newest> newest;
            try (Store.Unit unit = store.begin()) {
                newest = unit.lockTombstones();
                if (unit.purge(chained(newest, bundles, retentionClass, decision))) {
                    return true;
                }
            }
            try (Store.Unit unit = store.begin()) {
                before = unit.lockTombstones();
            }
            if (before.equals(newest)) {
                return false;
            }
            if (attempt == ATTEMPTS) {
                throw UnchangedException.otherPurges();
            }
        }
    }

    private Map<String, StoredTombstone> chained(
            Optional<Store.Newest> newest, Map<CaseHead, Digest> bundles, String retentionClass, Decision decision) {
        Map<String, StoredTombstone> tombstones = new LinkedHashMap<>();
        Optional<Store.Newest> last = newest;
        for (Map.Entry<CaseHead, Digest> each : bundles.entrySet()) {
            StoredTombstone next = entries.tombstone(last, each.getKey(), each.getValue(), retentionClass, decision);
            tombstones.put(each.getKey().caseId(), next);
            last = Optional.of(new Store.Newest(next.seq(), next.digest()));
        }
        return tombstones;
    }

    /** One run over the cases that a rule applies to. */
    private final class Run {
        private final RetentionRule rule;
        private final Consumer<KeptCase> listener;
        private final Map<KeptCase.Cause, Long> kept = new EnumMap<>(KeptCase.Cause.class);
        private long cases;
        private long steps;

        Run(RetentionRule rule, Consumer<KeptCase> listener) {
            this.rule = rule;
            this.listener = listener;
        }

        void purged(List<CaseHead> heads) {
            cases += heads.size();
            steps += heads.stream().mapToLong(CaseHead::seq).sum();
        }

        void keep(CaseHead head, KeptCase.Cause cause) {
            kept.merge(cause, 1L, Long::sum);
            listener.accept(new KeptCase(head, cause));
        }

        PurgeSummary summary() {
            return new PurgeSummary(cases, steps, kept);
        }

        /** State by state, the cases that have been there for the longest time first. */
        void over(Consumer<List<CaseHead>> chunk) {
            List<InstalledDefinition> installed = reading.definitions();
            demandEffect(installed);
            for (InstalledDefinition definition : installed) {
                if (isOf(definition)) {
                    for (InstalledState state : definition.states()) {
                        Instant before = before(state);
                        if (before != null) {
                            over(definition, state, before, chunk);
                        }
                    }
                }
            }
        }

        private boolean isOf(InstalledDefinition definition) {
            return rule.workflow().isEmpty() || rule.workflow().get().equals(definition.workflow());
        }

        /** A rule that can apply to no case is a mistake. */
        private void demandEffect(List<InstalledDefinition> installed) {
            if (rule.endedBefore().isEmpty() && rule.restingBefore().isEmpty()) {
                throw new RefusedException(
                        new InvalidInput("rule", "no time", "a time before which cases have ended, or rest"));
            }
            if (installed.stream().noneMatch(this::isOf)) {
                throw new RefusedException(new InvalidInput(
                        "workflow",
                        Texts.quoted(rule.workflow().orElse("")),
                        "one of "
                                + installed.stream()
                                        .map(InstalledDefinition::workflow)
                                        .distinct()
                                        .toList()));
            }
        }

        private @Nullable Instant before(InstalledState state) {
            if (state.isTerminal()) {
                return rule.endedBefore().orElse(null);
            }
            return state.isResting() ? rule.restingBefore().orElse(null) : null;
        }

        private void over(
                InstalledDefinition definition, InstalledState state, Instant before, Consumer<List<CaseHead>> chunk) {
            CaseHead last = null;
            while (cases < rule.most()) {
                int limit = (int) Math.min(rule.chunk(), rule.most() - cases);
                List<CaseHead> heads;
                try (Store.Unit unit = store.begin()) {
                    heads = unit.heads(definition.workflow(), definition.version(), state.id(), before, last, limit);
                }
                if (heads.isEmpty()) {
                    return;
                }
                chunk.accept(heads);
                last = heads.get(heads.size() - 1);
            }
        }
    }
}
