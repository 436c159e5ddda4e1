package org.workflowengine.runtime.internal.audit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps of one case that share a request, in memory that does not grow with the case: the first {@value #KEPT} requests are
 * remembered, and of a longer case a hash of each goes to a temporary file, which is read in several passes, each for a share of the
 * hashes. Not thread-safe.
 */
final class RequestIds {
    /** If a case has more requests, the rest goes to a file. */
    static final int KEPT = 16_384;

    private static final int HASHES_PER_PASS = 65_536;
    private static final int HASH = 2 * Long.BYTES;
    private static final int RECORD = HASH + Long.BYTES;

    private final Set<String> first = new HashSet<>();
    private @Nullable Spilled spilled;

    /**
     * Remembers a request.
     *
     * @return whether an earlier step is already known to have the same request; the rest is found and reported at the {@linkplain #end}
     */
    boolean isRepeated(String request, long seq) {
        if (spilled == null && first.size() < KEPT) {
            return !first.add(request);
        }
        try {
            if (spilled == null) {
                spilled = new Spilled();
                for (String known : first) {
                    spilled.add(known, 0);
                }
                first.clear();
            }
            spilled.add(request, seq);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    /** All steps were given. Reports those that repeat a request and were not reported before. */
    void end(LongConsumer repeated) {
        Spilled all = spilled;
        if (all == null) {
            return;
        }
        spilled = null;
        try (all.channel) {
            all.repeated(repeated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Half of SHA-256, over a text with a secret part: nobody can search for two requests with the same hash. */
    private record Hash(long high, long low) {}

    /** The hashes of all requests with the numbers of their steps, in a file that goes away with its channel. */
    private static final class Spilled {
        private final MessageDigest digest = Sha256.digest();
        private final byte[] secret = new byte[HASH];
        private final ByteBuffer buffer = ByteBuffer.allocate(1_024 * RECORD);
        private final FileChannel channel;
        private long count;

        Spilled() throws IOException {
            new SecureRandom().nextBytes(secret);
            Path file = Files.createTempFile("workflow-verification", null);
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }

        void add(String request, long seq) throws IOException {
            digest.update(secret);
            buffer.put(digest.digest(request.getBytes(StandardCharsets.UTF_8)), 0, HASH);
            buffer.putLong(seq);
            count++;
            if (!buffer.hasRemaining()) {
                write();
            }
        }

        private void write() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        void repeated(LongConsumer repeated) throws IOException {
            write();
            long passes = (count + HASHES_PER_PASS - 1) / HASHES_PER_PASS;
            for (long pass = 0; pass < passes; pass++) {
                channel.position(0);
                pass(pass, passes, repeated);
            }
        }

        private void pass(long pass, long passes, LongConsumer repeated) throws IOException {
            Set<Hash> seen = new HashSet<>();
            DataInputStream records = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
            for (long i = 0; i < count; i++) {
                Hash hash = new Hash(records.readLong(), records.readLong());
                long seq = records.readLong();
                if (Long.remainderUnsigned(hash.high, passes) == pass && !seen.add(hash)) {
                    repeated.accept(seq);
                }
            }
        }
    }
}
