package org.workflowengine.runtime.internal.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;

/**
 * A line of a checkpoint that lists something: a definition with its version and fingerprint, or a case with its newest step, that step's
 * digest and, if it was verified, a digest of the rest of its row. Its arrays are never changed.
 */
final class CheckpointLine {
    /** Definitions come first; each kind is in the order of the bytes of the ids' UTF-8; versions are ids of their own, steps are not. */
    static final Comparator<CheckpointLine> ORDER = CheckpointLine::order;

    private static final boolean[] UNRESERVED = unreserved();
    private static final String HEX = "0123456789ABCDEF";

    private final boolean isCase;
    private final byte[] id;
    private final long number;
    private final byte[] digest;
    private final byte @Nullable [] row;

    CheckpointLine(boolean isCase, byte[] id, long number, byte[] digest, byte @Nullable [] row) {
        this.isCase = isCase;
        this.id = id;
        this.number = number;
        this.digest = digest;
        this.row = row;
    }

    /** A case of which no more is known. */
    static CheckpointLine ofCase(String caseId, long seq, byte[] digest) {
        return new CheckpointLine(true, caseId.getBytes(StandardCharsets.UTF_8), seq, digest, null);
    }

    /**
     * Where a case stands.
     *
     * @param row its row, whatever it holds
     * @return null if its id, step or digest cannot be read
     */
    static @Nullable CheckpointLine ofCase(Row<CaseColumn> row, CaseRowDigest digests) {
        return row.get(CaseColumn.CASE_ID) instanceof String caseId
                        && row.fault(CaseColumn.CASE_ID) == null
                        && row.get(CaseColumn.SEQ) instanceof Long seq
                        && row.get(CaseColumn.DIGEST) instanceof byte[] digest
                        && digest.length == Digest.BYTES
                ? new CheckpointLine(true, caseId.getBytes(StandardCharsets.UTF_8), seq, digest, digests.of(row))
                : null;
    }

    static CheckpointLine ofDefinition(String workflow, long version, byte[] fingerprint) {
        return new CheckpointLine(false, workflow.getBytes(StandardCharsets.UTF_8), version, fingerprint, null);
    }

    /** Tombstones have no id, and are not among what is listed in order. */
    static CheckpointLine ofTombstone(long seq, byte[] digest) {
        return new CheckpointLine(false, new byte[0], seq, digest, null);
    }

    /** By hand: with a million cases the comparators that could be put together take a tenth of the time. */
    private static int order(CheckpointLine one, CheckpointLine other) {
        if (one.isCase != other.isCase) {
            return one.isCase ? 1 : -1;
        }
        int ids = Arrays.compareUnsigned(one.id, other.id);
        return ids != 0 || one.isCase ? ids : Long.compare(one.number, other.number);
    }

    boolean isCase() {
        return isCase;
    }

    /** In UTF-8. */
    byte[] id() {
        return id;
    }

    /** The step, or the version. */
    long number() {
        return number;
    }

    byte[] digest() {
        return digest;
    }

    /** Over workflow, version, state, times and holds of the case's row; null if it was not verified, or could not be read. */
    byte @Nullable [] row() {
        return row;
    }

    /** Whether both name the same step with the same digest. */
    boolean isSameStep(CheckpointLine other) {
        return number == other.number && Arrays.equals(digest, other.digest);
    }

    /** Whether nothing of the case's row differs, which is only known of rows that were verified. */
    boolean isSameRow(CheckpointLine other) {
        return isSameStep(other) && row != null && Arrays.equals(row, other.row);
    }

    String text() {
        return new String(id, StandardCharsets.UTF_8);
    }

    /** The id, or the workflow and the version. */
    String name() {
        return isCase ? text() : text() + " version " + number;
    }

    /** As a checkpoint lists it. */
    String written() {
        return (isCase ? "case " : "definition ") + escaped(id) + " " + number + " "
                + HexFormat.of().formatHex(digest)
                + (row == null ? "" : " " + HexFormat.of().formatHex(row));
    }

    /** Percent-encoding (RFC 3986) of everything but the unreserved characters. */
    static String escaped(byte[] text) {
        StringBuilder escaped = new StringBuilder(text.length);
        for (byte b : text) {
            if (isUnreserved((char) (b & 0xFF))) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return escaped.toString();
    }

    /** The bytes of well-formed UTF-8, if they are escaped in the one permitted way; otherwise null. */
    static byte @Nullable [] unescaped(String escaped) {
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (isUnreserved(c)) {
                bytes[length++] = (byte) c;
                continue;
            }
            int high = c == '%' && i + 2 < escaped.length() ? HEX.indexOf(escaped.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : HEX.indexOf(escaped.charAt(i + 2));
            if (low < 0 || isUnreserved((char) (high * 16 + low))) {
                return null;
            }
            bytes[length++] = (byte) (high * 16 + low);
            i += 2;
        }
        byte[] text = Arrays.copyOf(bytes, length);
        return length == escaped.length() || isUtf8(text) ? text : null;
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isUnreserved(char c) {
        return c < UNRESERVED.length && UNRESERVED[c];
    }

    private static boolean[] unreserved() {
        boolean[] unreserved = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                .chars()
                .forEach(c -> unreserved[c] = true);
        return unreserved;
    }
}
