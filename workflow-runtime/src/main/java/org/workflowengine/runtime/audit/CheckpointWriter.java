package org.workflowengine.runtime.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;

/** Writes the file of a checkpoint: the header, all definitions, all cases, the end. Not thread-safe. */
public final class CheckpointWriter {
    static final String HEADER = "workflow-checkpoint 1";

    private final Appendable out;
    private final Instant taken;
    private final MessageDigest root = Sha256.digest();
    private long definitions;
    private long cases;
    private long entries;

    /**
     * Begins the file.
     *
     * @param out where it is written, in ASCII
     * @param taken the time
     * @throws IOException if it cannot be written
     */
    public CheckpointWriter(Appendable out, Instant taken) throws IOException {
        this.out = out;
        this.taken = taken;
        line(HEADER + " " + taken);
    }

    /**
     * Lists a definition.
     *
     * @param row the stored definition
     * @throws IOException if it cannot be written
     * @throws IntegrityException if the row holds no id, number or digest
     */
    public void definition(Row<DefinitionColumn> row) throws IOException {
        line("definition "
                + fields(
                        row.get(DefinitionColumn.WORKFLOW),
                        row.get(DefinitionColumn.VERSION),
                        row.get(DefinitionColumn.FINGERPRINT)));
        definitions++;
    }

    /**
     * Lists a case.
     *
     * @param row the stored case
     * @throws IOException if it cannot be written
     * @throws IntegrityException if the row holds no id, number or digest
     */
    public void stands(Row<CaseColumn> row) throws IOException {
        line("case " + fields(row.get(CaseColumn.CASE_ID), row.get(CaseColumn.SEQ), row.get(CaseColumn.DIGEST)));
        cases++;
        entries += row.number(CaseColumn.SEQ);
    }

    private static String fields(@Nullable Object id, @Nullable Object number, @Nullable Object digest) {
        if (id instanceof String text
                && number instanceof Long seq
                && digest instanceof byte[] bytes
                && bytes.length == Digest.BYTES) {
            return escaped(text) + " " + seq + " " + Digest.of(bytes);
        }
        throw new IntegrityException(
                id instanceof String text ? text : "",
                "it has no readable number and digest, which a checkpoint lists: verify first");
    }

    /**
     * Ends the file.
     *
     * @return what was written
     * @throws IOException if it cannot be written
     */
    public Checkpoint end() throws IOException {
        line("total " + definitions + " " + cases + " " + entries);
        Digest digest = Digest.of(root.digest());
        out.append("root ").append(digest.hex()).append('\n');
        return new Checkpoint(taken, definitions, cases, entries, digest);
    }

    private void line(String text) throws IOException {
        root.update((text + "\n").getBytes(StandardCharsets.US_ASCII));
        out.append(text).append('\n');
    }

    /** Percent-encoding (RFC 3986) of everything but the unreserved characters. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || "-._~".indexOf(b) >= 0) {
                escaped.append((char) b);
            } else {
                escaped.append(String.format("%%%02X", b));
            }
        }
        return escaped.toString();
    }
}
