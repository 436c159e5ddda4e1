package org.workflowengine.runtime.bundle;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.Verifier;
import org.workflowengine.runtime.internal.bundle.BundleReader;
import org.workflowengine.runtime.internal.bundle.RecordedEntries;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * Verifies bundles without a database: for an auditor who was given a file. A bundle is one case with everything that proves it, as
 * {@code Verification.export} writes it. It checks everything that a verification of the database checks about the case.
 *
 * <p>A bundle cannot show by itself that it is the newest (compare it with a checkpoint, {@link #against}), that it comes from the right
 * database ({@link #demanding}), or that its definitions are the genuine ones ({@link #trusting}). Immutable, thread-safe. Bundles are read as
 * streams: memory does not grow with their size.
 */
public final class BundleVerification {
    private final Seals seals;
    private final Set<Digest> trusted;
    private final @Nullable Installation demanded;
    private final @Nullable CheckpointFiles checkpoint;

    private BundleVerification(
            Seals seals, Set<Digest> trusted, @Nullable Installation demanded, @Nullable CheckpointFiles checkpoint) {
        this.seals = seals;
        this.trusted = trusted;
        this.demanded = demanded;
        this.checkpoint = checkpoint;
    }

    /**
     * A verification with the known keys.
     *
     * @param seals the keys; {@link Seals#none} for none; seals are then counted and not checked
     * @return a verification of any bundle
     */
    public static BundleVerification of(Seals seals) {
        return new BundleVerification(Objects.requireNonNull(seals, "seals"), Set.of(), null, null);
    }

    /**
     * Also requires that a bundle comes from a certain installation: the history of another database, however sound, is then a finding.
     *
     * @param installation the installation, as the runtime on that database tells it
     * @return a new verification
     */
    public BundleVerification demanding(Installation installation) {
        return new BundleVerification(seals, trusted, Objects.requireNonNull(installation, "installation"), checkpoint);
    }

    /**
     * Also requires that every definition in a bundle is one of these.
     *
     * @param fingerprints those of all versions of all workflows that may be in it, such as {@code engine.definition().fingerprint()}; at
     *     least one
     * @return a new verification
     * @throws IllegalArgumentException if there is none
     */
    public BundleVerification trusting(Collection<Digest> fingerprints) {
        if (Objects.requireNonNull(fingerprints, "fingerprints").isEmpty()) {
            throw Arguments.wrong("fingerprints", "none", "at least one: nothing could be trusted");
        }
        return new BundleVerification(seals, Set.copyOf(fingerprints), demanded, checkpoint);
    }

    /**
     * Also requires that what a checkpoint lists for the case is in the bundle: a bundle that was made before the checkpoint is then a
     * finding. If something is wrong with the files, that is a finding of its own, and nothing is compared with them.
     *
     * @param files the file of a full checkpoint, or the files of a series that begins with a full one, in the order in which they were
     *     taken; at least one
     * @return a new verification
     * @throws IllegalArgumentException if there is none
     */
    public BundleVerification against(Path... files) {
        return new BundleVerification(
                seals, trusted, demanded, CheckpointFiles.of(List.of(Objects.requireNonNull(files, "files"))));
    }

    /**
     * Verifies a bundle in a file.
     *
     * @param file the bundle
     * @return what was found
     * @throws IOException if the file, or one of the checkpoint, cannot be read, or the temporary file for a case of very many requests cannot be
     *     written
     * @throws BundleException if the file is not a bundle, which says nothing about any history
     */
    public Verdict verify(Path file) throws IOException {
        return verify(file, finding -> {});
    }

    /**
     * Verifies a bundle in a file.
     *
     * @param file the bundle
     * @param findings is given every finding at once, however many there are
     * @return what was found
     * @throws IOException as {@link #verify(Path)}
     * @throws BundleException as {@link #verify(Path)}
     */
    public Verdict verify(Path file, Consumer<Finding> findings) throws IOException {
        Objects.requireNonNull(findings, "findings");
        try (Reader text = Files.newBufferedReader(Objects.requireNonNull(file, "file"), StandardCharsets.UTF_8)) {
            return verify(text, findings);
        }
    }

    /**
     * Verifies a bundle.
     *
     * @param bundle the text of the bundle; is read to its end, and stays open
     * @param findings is given every finding at once, however many there are
     * @return what was found
     * @throws IOException as {@link #verify(Path)}
     * @throws BundleException as {@link #verify(Path)}
     */
    public Verdict verify(Reader bundle, Consumer<Finding> findings) throws IOException {
        Objects.requireNonNull(bundle, "bundle");
        Verifier verifier = new Verifier(seals, trusted, Objects.requireNonNull(findings, "findings"));
        verifier.expectGraphsAlone();
        if (demanded != null) {
            verifier.demand(demanded);
        }
        if (checkpoint != null) {
            verifier.against(checkpoint);
        }
        verifier.compare(() -> {
            if (!BundleReader.read(bundle, verifier)) {
                verifier.missing("");
            }
        });
        return verifier.verdict();
    }

    /**
     * Reads the steps of a bundle, whether it is intact or not: verify it as well, before anything is concluded from them.
     *
     * @param bundle the text of the bundle; is read to its end, and stays open
     * @param reader is given each step, in the order of the bundle
     * @throws IOException if the text cannot be read
     * @throws BundleException if it is not a bundle, or no step can be made of a row; what was given before is then not all
     */
    public static void entries(Reader bundle, Consumer<AuditEntry> reader) throws IOException {
        BundleReader.read(
                Objects.requireNonNull(bundle, "bundle"),
                new RecordedEntries(Objects.requireNonNull(reader, "reader")));
    }
}
