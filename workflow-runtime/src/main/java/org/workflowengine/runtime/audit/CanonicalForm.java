package org.workflowengine.runtime.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Salt;

/**
 * The bytes that a digest covers: a tag, then every field as a four-byte big-endian length and that many bytes. A field that
 * is absent has the length {@code FFFFFFFF} and no bytes, so that it can never be taken for an empty one.
 *
 * <p>Described for other implementations in {@code docs/audit-format.md}; this class is version 1 of the form and never
 * changes.
 */
final class CanonicalForm {
    static final int FORMAT = 1;
    private static final String ENTRY_TAG = "WFE1";
    private static final String PAYLOAD_TAG = "WFP1";
    private static final byte[] ABSENT = {-1, -1, -1, -1};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private CanonicalForm(String tag) {
        bytes.writeBytes(tag.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] ofPayload(Salt salt, String actor, String reason, String facts) {
        return new CanonicalForm(PAYLOAD_TAG)
                .field(salt.bytes())
                .field(actor)
                .field(reason)
                .field(facts)
                .bytes
                .toByteArray();
    }

    static byte[] of(AuditEntry entry) {
        return new CanonicalForm(ENTRY_TAG)
                .field(entry.caseId())
                .field(entry.seq())
                .field(entry.workflow())
                .field(entry.fromVersion())
                .field(entry.version())
                .field(entry.fingerprint().bytes())
                .field(entry.transition())
                .field(entry.fromState())
                .field(entry.toState())
                .field(entry.actorKind().name())
                .field(entry.payloadDigest().bytes())
                .field(entry.requestId())
                .field(entry.source())
                .field(microseconds(entry.recordedAt()))
                .field(entry.previousDigest().bytes())
                .field(entry.format())
                .field(entry.algorithm())
                .field(entry.keyId())
                .bytes
                .toByteArray();
    }

    private static long microseconds(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private CanonicalForm field(long number) {
        return field(Long.toString(number));
    }

    private CanonicalForm field(@Nullable String text) {
        return field(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private CanonicalForm field(byte @Nullable [] content) {
        if (content == null) {
            bytes.writeBytes(ABSENT);
        } else {
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
            bytes.writeBytes(content);
        }
        return this;
    }
}
