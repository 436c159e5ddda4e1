package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Digest;

/**
 * Verifies what is stored, row by row. Its memory grows neither with the number of cases nor with the size of one. Whatever a row holds,
 * the result is a finding and never an exception. Not thread-safe.
 *
 * <p>Without {@link #definitionsEnd} nothing is required of {@code workflow_state} and {@code workflow_transition}: the bundle of a case
 * has only the graphs, and what is legal is always read from them.
 */
public final class Verifier implements StoredRows {
    private static final String INSTALLATION = "workflow_installation";

    private final Seals keys;
    private final Set<Digest> trusted;
    private final SealCheck seals;
    private final Findings findings;
    private final DefinitionCheck definitions;
    private final CanonicalForm form = new CanonicalForm();
    private @Nullable Installation installation;
    private byte @Nullable [] origin;
    private @Nullable Installation demanded;
    private boolean installationMissed;
    private @Nullable CaseCheck current;
    private final Departed departed = new Departed();
    private @Nullable TombstoneCheck tombstones;
    private @Nullable Row<CaseColumn> head;
    private Tally total = Tally.NONE;
    private Tally beforeCase = Tally.NONE;
    private final CheckpointCheck.Fingerprints fingerprints = new CheckpointCheck.Fingerprints();
    private @Nullable CheckpointProof proof;
    private CheckpointCheck.@Nullable Scope scope;
    private @Nullable CheckpointCheck checkpoint;
    private long schemaVersion;
    private long oldestVersion = 1;
    private long newestVersion = Installation.SCHEMA_VERSION;
    private final Function<Row<AuditColumn>, Listed> listing;
    private final @Nullable List<UnfinishedLine> noted;
    private final CaseRowDigest digests = new CaseRowDigest();
    private boolean skips;
    private long notLookedAt;
    private @Nullable Instant began;
    private @Nullable Instant fullRun;
    private @Nullable Checkpoint written;

    /** Gives what is stored. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Gives the verifier all rows.
         *
         * @throws IOException if they cannot be read
         */
        void give() throws IOException;
    }

    /**
     * A verifier of one database, or of a part of one.
     *
     * @param seals the keys that are known
     * @param trusted the fingerprints of the definitions that are accepted; empty for all that are whole
     * @param listener is given every finding
     */
    public Verifier(Seals seals, Set<Digest> trusted, Consumer<Finding> listener) {
        this.keys = seals;
        this.seals = new SealCheck(seals, form);
        this.findings = new Findings(listener);
        this.definitions = new DefinitionCheck(trusted, findings);
        this.trusted = trusted;
        this.listing = this::listed;
        this.noted = null;
    }

    private Verifier(
            Verifier whole,
            Function<Row<AuditColumn>, Listed> listing,
            List<UnfinishedLine> noted,
            Consumer<Finding> listener) {
        this.keys = whole.keys;
        this.trusted = whole.trusted;
        this.seals = new SealCheck(keys, form);
        this.findings = new Findings(listener);
        this.definitions = whole.definitions;
        this.listing = listing;
        this.noted = noted;
        this.installation = whole.installation;
        this.origin = whole.origin;
        if (installation != null) {
            seals.of(installation);
        }
    }

    /**
     * A verifier of some cases, to which the installation and the definitions are known: they were given to this one.
     *
     * @param listed what is listed of the case of an entry
     * @param verified is given each case that was verified
     */
    Verifier part(
            Function<Row<AuditColumn>, Listed> listed, List<UnfinishedLine> verified, Consumer<Finding> listener) {
        return new Verifier(this, listed, verified, listener);
    }

    Findings findings() {
        return findings;
    }

    /**
     * The run looks at everything.
     *
     * @param began when it began
     */
    public void lookAtAll(Instant began) {
        this.began = began;
        skips = false;
        fullRun = began;
    }

    /**
     * The run does not look at cases that are where a believed checkpoint lists them. If it is not believed, the run looks at all.
     *
     * @param began when it began
     */
    public void lookAtMoved(Instant began) {
        lookAtAll(began);
        if (proof != null) {
            skips = true;
            fullRun = proof.verified();
        }
    }

    /** Whether cases that have not moved are not looked at. */
    boolean skips() {
        return skips;
    }

    /** What is compared with; null if no checkpoint is given that is believed. */
    @Nullable
    CheckpointProof proof() {
        return proof;
    }

    /** The definitions that were given, as a checkpoint lists them. */
    Set<String> definitions() {
        return fingerprints.lines();
    }

    @Nullable
    Installation installation() {
        return installation;
    }

    Seals keys() {
        return keys;
    }

    /** Everything on which it depends whether something is a finding. */
    List<String> demands() {
        List<String> all = new ArrayList<>();
        all.add("demanded " + demanded + " skips " + skips + " unsealed " + keys.isFormerUnsealed());
        keys.current().forEach(key -> all.add("current " + KeyRing.name(key)));
        keys.former().forEach(key -> all.add("former " + KeyRing.name(key)));
        trusted.stream().map(Digest::hex).sorted().forEach(each -> all.add("trusted " + each));
        if (proof != null) {
            proof.roots().forEach(root -> all.add("root " + root.hex()));
        }
        return all;
    }

    /** Reads what checkpoints list of one kind of cases, beside them; null if there is nothing to compare with. */
    @Nullable
    CheckpointCheck comparison(Predicate<String> ids) throws IOException {
        return proof != null && isOfThis(proof)
                ? new CheckpointCheck(
                        new CheckpointMerge(proof, findings),
                        new CheckpointCheck.Scope(ids, true),
                        fingerprints,
                        findings,
                        this::departed)
                : null;
    }

    /** A run that was cut off goes on. */
    void goesOnFrom(Instant begun) {
        if (!skips) {
            fullRun = begun;
        }
    }

    /** Some cases were verified, and others need not be looked at. */
    void add(Tally verified, long entriesOfOthers) {
        total = total.plus(verified);
        notLookedAt += entriesOfOthers;
    }

    long notLookedAt() {
        return notLookedAt;
    }

    /**
     * When the last full run began that a checkpoint of this run rests on.
     *
     * @return the time; null if none is recorded
     */
    public @Nullable Instant fullRun() {
        return fullRun;
    }

    /**
     * A checkpoint was written.
     *
     * @param checkpoint what was written
     */
    public void written(Checkpoint checkpoint) {
        written = checkpoint;
    }

    /**
     * Demands that what is verified comes from a certain installation.
     *
     * @param expected the installation
     */
    public void demand(Installation expected) {
        demanded = expected;
    }

    /**
     * Expects rows of one version of the schema. Without this call, all versions up to that of this runtime are accepted: what is
     * recorded has the same form in all of them.
     *
     * @param schemaVersion the version
     */
    public void expect(int schemaVersion) {
        oldestVersion = schemaVersion;
        newestVersion = schemaVersion;
    }

    /** Expects the definitions alone, as a bundle has them, without the rows of what they permit. */
    public void expectGraphsAlone() {
        definitions.expectGraphsAlone();
    }

    @Override
    public void installation(Row<InstallationColumn> row) {
        for (InstallationColumn column : InstallationColumn.values()) {
            String fault = row.fault(column);
            if (fault != null) {
                table(INSTALLATION, "a value in " + column.column(), fault);
                return;
            }
        }
        byte[] id = row.bytes(InstallationColumn.INSTALLATION);
        if (installation != null) {
            table(INSTALLATION, "one installation", "another row");
        } else if (id.length != Installation.BYTES) {
            table(INSTALLATION, "an id of " + Installation.BYTES + " bytes", id.length + " bytes");
        } else {
            check(Installation.of(id), row);
        }
    }

    private void check(Installation found, Row<InstallationColumn> row) {
        installation = found;
        schemaVersion = row.number(InstallationColumn.SCHEMA_VERSION);
        definitions.knowHolds(schemaVersion >= LegalRows.HOLDS_SINCE);
        seals.of(found);
        byte[] expected = DigestChain.origin(found).bytes();
        origin = expected;
        if (!row.holds(InstallationColumn.ORIGIN_DIGEST, expected)) {
            table(
                    INSTALLATION,
                    "origin_digest " + Row.shown(expected, Column.Kind.BINARY) + ", which follows from its id",
                    Row.shown(row.get(InstallationColumn.ORIGIN_DIGEST), Column.Kind.BINARY));
        }
        if (schemaVersion < oldestVersion || schemaVersion > newestVersion) {
            String known = oldestVersion == newestVersion ? "" : oldestVersion + " to ";
            table(
                    INSTALLATION,
                    "schema_version " + known + newestVersion + ", which this verification knows",
                    String.valueOf(schemaVersion));
        }
        if (demanded != null && !demanded.equals(found)) {
            table(INSTALLATION, "the installation " + demanded, found.toString());
        }
    }

    /**
     * Reads the files of a checkpoint and checks them: what is verified within {@link #compare} is then compared with them. If something
     * is wrong with the files, that is a finding, and nothing is compared.
     *
     * @param files a checkpoint, or a series
     * @throws IOException if a file cannot be read
     */
    public void against(CheckpointFiles files) throws IOException {
        proof = CheckpointProof.of(files, keys, false, findings);
    }

    /**
     * Verifies the cases that happen to be given, as from a bundle, and that all that the checkpoint lists of them is there.
     *
     * @param rows is called once, and gives this verifier all rows
     * @throws IOException if the rows or the checkpoint cannot be read
     */
    public void compare(Rows rows) throws IOException {
        compare(new CheckpointCheck.Scope(id -> true, false), rows);
    }

    /**
     * Verifies all cases of some kind, and that all that the checkpoint lists of such cases is there. Called once for each kind. The
     * installation and all definitions are given before the first of them.
     *
     * @param ids the kind: which cases are given
     * @param rows is called once, and gives this verifier their rows, in the order of the bytes of the ids' UTF-8
     * @throws IOException if the rows or the checkpoint cannot be read
     */
    public void compareAll(Predicate<String> ids, Rows rows) throws IOException {
        compare(new CheckpointCheck.Scope(ids, true), rows);
    }

    private void compare(CheckpointCheck.Scope given, Rows rows) throws IOException {
        scope = given;
        try {
            rows.give();
            endCase();
            CheckpointCheck check = checkpoint();
            if (check != null) {
                check.end();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            scope = null;
            if (checkpoint != null) {
                CheckpointCheck check = checkpoint;
                checkpoint = null;
                check.close();
            }
        }
    }

    /** Not before the first entry: by then, the installation and the definitions were given. Null when nothing is compared. */
    private @Nullable CheckpointCheck checkpoint() throws IOException {
        if (checkpoint == null && proof != null && scope != null && isOfThis(proof)) {
            checkpoint = new CheckpointCheck(
                    new CheckpointMerge(proof, findings), scope, fingerprints, findings, this::departed);
        }
        return checkpoint;
    }

    private boolean isOfThis(CheckpointProof proven) {
        if (installation == null || !installation.equals(proven.installation())) {
            findings.report(
                    Subject.CHECKPOINT,
                    proven.files().name(0),
                    0,
                    "a checkpoint of installation " + (installation == null ? "that is here" : installation),
                    "one of " + proven.installation());
            proof = null;
            if (skips && began != null) {
                lookAtAll(began);
            }
            return false;
        }
        if (proven.schemaVersion() > schemaVersion) {
            table(
                    INSTALLATION,
                    "schema_version " + proven.schemaVersion() + " or later, which the checkpoint has",
                    String.valueOf(schemaVersion));
            schemaVersion = proven.schemaVersion();
        }
        return true;
    }

    private Listed listed(Row<AuditColumn> entry) {
        try {
            CheckpointCheck check = checkpoint();
            return check == null ? Listed.unknown() : check.of(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void definition(Row<DefinitionColumn> row) {
        fingerprints.add(row);
        definitions.definition(row);
    }

    @Override
    public void state(Row<StateColumn> row) {
        definitions.state(row);
    }

    @Override
    public void transition(Row<TransitionColumn> row) {
        definitions.transition(row);
    }

    @Override
    public void obligation(Row<ObligationColumn> row) {
        definitions.obligation(row);
    }

    @Override
    public void definitionsEnd() {
        definitions.end();
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        CaseCheck check = current;
        if (check == null || !check.isOf(entry)) {
            endCase();
            check = new CaseCheck(definitions, seals, form, findings, origin, listing.apply(entry), entry);
            current = check;
        }
        check.step(entry);
        head = standing;
    }

    @Override
    public void strayCase(Row<CaseColumn> row) {
        Object id = row.get(CaseColumn.CASE_ID);
        findings.report(
                Subject.CASE,
                id instanceof String text ? text : "",
                row.get(CaseColumn.SEQ) instanceof Long seq ? seq : 0,
                "the step at which the case stands",
                "none");
    }

    @Override
    public void table(String table, String expected, String found) {
        findings.report(Subject.TABLE, table, 0, expected, found);
    }

    /**
     * What a tombstone keeps of the id of a case.
     *
     * @param caseId the case, any text
     * @return the hash; empty if the installation is not known, or no case can have that id
     */
    public Optional<Digest> caseHash(String caseId) {
        return installation == null || !StandardCharsets.UTF_8.newEncoder().canEncode(caseId)
                ? Optional.empty()
                : Optional.of(DigestChain.ofCase(installation, caseId));
    }

    /** Nothing is stored of a case that is listed: the tombstones, which come last, tell whether it was purged. */
    void departed(List<CheckpointLine> lines) {
        if (installation == null) {
            gone(lines.get(0).text(), lines);
        } else {
            departed.add(installation, lines);
        }
    }

    private void gone(String caseId, List<CheckpointLine> lines) {
        Listed.of(lines).end((seq, expected, found) -> findings.report(Subject.CASE, caseId, seq, expected, found));
    }

    @Override
    public void tombstone(Row<TombstoneColumn> row) {
        tombstones().chained(row);
    }

    /**
     * Is given the tombstone of the one case that is verified.
     *
     * @param row the row
     */
    public void tombstoneAlone(Row<TombstoneColumn> row) {
        tombstones().alone(row);
    }

    private TombstoneCheck tombstones() {
        endCase();
        if (tombstones == null) {
            SealCheck own = new SealCheck(keys, form);
            if (installation != null) {
                own.of(installation);
            }
            tombstones = new TombstoneCheck(findings, own, form, departed, proof, origin);
        }
        return tombstones;
    }

    /**
     * Is told what the installation says of the tombstones, after all of them.
     *
     * @param number the number of the newest; anything else is a finding
     */
    public void newestTombstone(String number) {
        tombstones().newest(number);
    }

    /** All tombstones were given, and before them all cases. */
    public void tombstonesEnd() {
        tombstones().end();
        departedEnd();
    }

    /** The tombstones that can explain what is missing were given. */
    public void departedEnd() {
        endCase();
        departed.forEachLeft(this::gone);
    }

    /**
     * Reports a case of an id that a tombstone says is never used again.
     *
     * @param caseId the case
     */
    public void reused(String caseId) {
        findings.report(Subject.CASE, caseId, 0, "no case of that id: one was purged", "a case");
    }

    /**
     * Reports a case that was to be verified and is not there.
     *
     * @param caseId the case
     */
    public void missing(String caseId) {
        boolean purged = tombstones != null && tombstones.count() > 0;
        findings.report(
                Subject.NO_CASE,
                caseId,
                0,
                "a case",
                purged ? "its tombstone: it was purged" : "neither a case nor a step");
    }

    private void endCase() {
        if (current != null) {
            current.end(head);
            total = total.plus(new Tally(
                    1,
                    current.entries(),
                    current.erasures(),
                    current.isImported() ? 1 : 0,
                    seals.notChecked() - beforeCase.sealsNotChecked(),
                    seals.onFormerKeys() - beforeCase.onFormerKeys()));
            CheckpointLine verified = noted == null || head == null ? null : CheckpointLine.ofCase(head, digests);
            if (noted != null && verified != null && verified.row() != null) {
                noted.add(new UnfinishedLine(verified, total.minus(beforeCase)));
            }
            beforeCase = total;
        }
        current = null;
    }

    /** What was counted so far. */
    Tally tally() {
        endCase();
        return total;
    }

    /**
     * All audit entries were given.
     *
     * @return the verdict so far
     */
    public Verdict verdict() {
        endCase();
        if (installation == null && !installationMissed) {
            installationMissed = true;
            table(INSTALLATION, "the row that says which installation this is", "none that can be read");
        }
        TombstoneCheck stones = tombstones;
        return new Verdict(
                total.cases(),
                total.entries(),
                total.erased(),
                total.imported(),
                total.sealsNotChecked() + (stones == null ? 0 : stones.sealsNotChecked()),
                total.onFormerKeys() + (stones == null ? 0 : stones.onFormerKeys()),
                findings.count(),
                findings.ofCheckpoints(),
                findings.first(),
                notLookedAt,
                Optional.ofNullable(fullRun),
                Optional.ofNullable(written),
                stones == null ? 0 : stones.count());
    }
}
