package org.workflowengine.runtime.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.InputChecks;
import org.workflowengine.runtime.internal.engine.Times;
import org.workflowengine.runtime.internal.text.Micros;

/**
 * A place in a list as a text: base64url, without padding, of a check of eight bytes, the format, the time in microseconds and the case id.
 * The check covers what was searched for and the rest: a text that was damaged, or is of another list, is told.
 */
final class Cursor {
    private static final byte FORMAT = 1;
    private static final int CHECK = 8;
    private static final int LEAST = CHECK + 1 + Long.BYTES + 1;

    /** More than any cursor has: a case id has at most 64 characters of at most three bytes each. */
    private static final int LONGEST = 400;

    private Cursor() {}

    /** The place as a text. */
    static String of(String searched, Position place) {
        byte[] id = place.caseId().getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(1 + Long.BYTES + id.length)
                .put(FORMAT)
                .putLong(Micros.of(place.time()))
                .put(id)
                .array();
        byte[] bytes = Arrays.copyOf(check(searched, payload), CHECK + payload.length);
        System.arraycopy(payload, 0, bytes, CHECK, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The place that a text names. */
    static Position read(String searched, String cursor) {
        return parsed(searched, cursor)
                .orElseThrow(() -> new RefusedException(new InvalidInput(
                        "cursor",
                        "a text of " + cursor.length() + " characters that no page of this search has given",
                        "what next() of the page before gave, with everything but the limit as it was; or none, to begin"
                                + " anew")));
    }

    private static Optional<Position> parsed(String searched, String cursor) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            // Not base64url at all.
            return Optional.empty();
        }
        if (bytes.length < LEAST) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(bytes, CHECK, bytes.length);
        if (!Arrays.equals(check(searched, payload), Arrays.copyOf(bytes, CHECK)) || payload[0] != FORMAT) {
            return Optional.empty();
        }
        ByteBuffer rest = ByteBuffer.wrap(payload, 1, payload.length - 1);
        Instant time = Instant.EPOCH.plus(rest.getLong(), ChronoUnit.MICROS);
        Position place = new Position(time, StandardCharsets.UTF_8.decode(rest).toString());
        // The check is no secret: somebody may have made a text that passes it. One spelling for each place, and only
        // places there can be.
        return time.equals(Times.within(time))
                        && InputChecks.caseId(place.caseId()).isEmpty()
                        && of(searched, place).equals(cursor)
                ? Optional.of(place)
                : Optional.empty();
    }

    private static byte[] check(String searched, byte[] payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(searched.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(payload), CHECK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
