package org.workflowengine.runtime.internal.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * The file in which a long verification notes what it has verified, so that it can go on after it was cut off: case by case, in blocks,
 * each with a digest over everything before it, sealed if the runtime seals. What follows the last sound block is not believed. The format
 * is described in {@code docs/reference/audit-format.md}. Not thread-safe.
 */
public final class UnfinishedRun implements AutoCloseable {
    private static final String FORMAT = "workflow-verification 1";
    private static final int LONGEST = 65_536;
    private static final int READ = 1 << 16;
    private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
    private static final String ESCAPED = "([A-Za-z0-9._~%-]+)";
    private static final Pattern BEGUN = Pattern.compile("begun (\\S+)");
    private static final Pattern CASE = Pattern.compile("case " + ESCAPED + " " + NUMBER
            + " ([0-9a-f]{64}) ([0-9a-f]{64}) " + NUMBER + " " + NUMBER + " ([01]) " + NUMBER + " " + NUMBER);

    private final Path file;
    private final FileChannel channel;
    private final Installation installation;
    private final @Nullable Sealer sealer;
    private final MessageDigest digest = Sha256.digest();
    private Instant begun;
    private long believed;
    private boolean isResumed;

    private UnfinishedRun(
            Path file, FileChannel channel, Installation installation, @Nullable Sealer sealer, Instant now) {
        this.file = file;
        this.channel = channel;
        this.installation = installation;
        this.sealer = sealer;
        this.begun = now;
    }

    /** What a run demands of what it verifies: one with other demands cannot go on where it was. */
    record Demands(Installation installation, String conditions, Set<String> definitions) {}

    /**
     * Goes on with a run, or begins one.
     *
     * @throws CheckpointException if the file is of a run with other demands or of another installation, or one that is under way
     */
    static UnfinishedRun open(Path file, Demands demands, @Nullable Sealer sealer, Instant now) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            UnfinishedRun run = new UnfinishedRun(file, channel, demands.installation(), sealer, now);
            if (!run.goesOn(demands)) {
                run.begin(demands);
            }
            return run;
        } catch (Throwable failure) {
            try {
                channel.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // The same answer as for another process.
        }
        throw new CheckpointException(
                "another verification is writing to " + file + ": wait for it, or name another file");
    }

    private void begin(Demands demands) throws IOException {
        believed = 0;
        channel.truncate(0);
        channel.position(0);
        StringBuilder header = new StringBuilder(FORMAT + "\nbegun " + begun + "\ninstallation " + installation
                + "\nconditions " + demands.conditions() + "\n");
        demands.definitions().stream()
                .sorted()
                .forEach(line -> header.append(line).append('\n'));
        append(header);
    }

    /** Whether there is something that can be believed. What cannot is removed. */
    private boolean goesOn(Demands demands) throws IOException {
        Source lines = new Source(0, channel.size());
        if (!FORMAT.equals(lines.next())) {
            if (channel.size() > 0) {
                throw new CheckpointException(file + " is not of an unfinished verification, which begins with "
                        + Texts.quoted(FORMAT) + ": move it away, or name another file");
            }
            return false;
        }
        Instant time = time(lines.next());
        String from = lines.next();
        String conditions = lines.next();
        String line = lines.next();
        boolean known = true;
        while (line != null && line.startsWith("definition ")) {
            known &= demands.definitions().contains(line);
            line = lines.next();
        }
        while (line != null) {
            lines.take(line);
            line = lines.next();
        }
        if (believed == 0 || time == null) {
            return false;
        }
        refuseOther(from, "installation " + installation, "another database");
        refuseOther(
                conditions,
                "conditions " + demands.conditions(),
                "other demands: keys, trusted definitions, installation or checkpoints");
        if (!known) {
            // What was verified by a definition that is not there any more is verified again.
            return false;
        }
        begun = time;
        channel.truncate(believed);
        try (InputStream whole = new Range(0, believed)) {
            byte[] buffer = new byte[READ];
            for (int read = whole.read(buffer); read >= 0; read = whole.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        channel.position(believed);
        isResumed = true;
        return true;
    }

    private void refuseOther(@Nullable String found, String expected, String why) {
        if (!expected.equals(found)) {
            throw new CheckpointException("found " + found + " in " + file + ", expected " + expected
                    + ": it is of an unfinished verification of " + why
                    + ". Verify as it was begun to go on, or delete the file to begin again");
        }
    }

    private static @Nullable Instant time(@Nullable String line) {
        Matcher matcher = BEGUN.matcher(line == null ? "" : line);
        try {
            return matcher.matches() ? Instant.parse(matcher.group(1)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** When the run began, in its first part. */
    Instant begun() {
        return begun;
    }

    /** What earlier parts have verified of one kind of cases; null if they have noted nothing. */
    @Nullable
    Lines lines(Predicate<String> ids) {
        return isResumed ? new Lines(ids, new Source(0, believed)) : null;
    }

    /** Notes what was verified, as a sound block. */
    void add(List<UnfinishedLine> verified) throws IOException {
        StringBuilder block = new StringBuilder();
        for (UnfinishedLine each : verified) {
            Tally tally = each.tally();
            block.append(each.line().written());
            for (long count : List.of(
                    tally.entries(), tally.erased(), tally.imported(), tally.sealsNotChecked(), tally.onFormerKeys())) {
                block.append(' ').append(count);
            }
            block.append('\n');
        }
        if (!block.isEmpty()) {
            append(block);
        }
    }

    private void append(StringBuilder block) throws IOException {
        digest.update(block.toString().getBytes(StandardCharsets.US_ASCII));
        Digest sound = Digest.of(copy(digest).digest());
        String end = "sound " + sound.hex() + "\n" + seal(sound);
        digest.update(end.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer bytes = ByteBuffer.wrap(block.append(end).toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private String seal(Digest sound) {
        return sealer == null
                ? ""
                : "seal " + HexFormat.of().formatHex(KeyRing.ofRun(sealer, installation, sound)) + "\n";
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 without a clone, which every Java runtime has had so far", e);
        }
    }

    /**
     * The run has come to its end, and nothing will go on.
     *
     * @throws IOException if the file cannot be removed
     */
    public void finish() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A stretch of the file, read beside what is written at its end. */
    private final class Range extends InputStream {
        private long at;
        private final long end;

        Range(long from, long end) {
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - at);
            int read = most == 0 ? -1 : channel.read(ByteBuffer.wrap(into, offset, most), at);
            at += Math.max(0, read);
            return read;
        }
    }

    /** Reads lines, and remembers up to where they are sound. */
    private final class Source {
        private final InputStream bytes;
        private final MessageDigest before = Sha256.digest();
        private String line = "";
        private boolean isFirst = true;
        private long at;
        private @Nullable Digest sound;
        private boolean isBroken;

        Source(long from, long end) {
            this.bytes = new BufferedInputStream(new Range(from, end), READ);
        }

        /** Null at the end, or at a line that has none or is too long. */
        @Nullable
        String next() throws IOException {
            if (!isFirst) {
                before.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            isFirst = false;
            StringBuilder text = new StringBuilder();
            int read = bytes.read();
            while (read >= 0 && read != '\n' && text.length() < LONGEST) {
                text.append((char) read);
                read = bytes.read();
            }
            if (read != '\n') {
                return null;
            }
            at += text.length() + 1;
            line = text.toString();
            return line;
        }

        /** Takes a line after the header: a case, or the end of a block. After a wrong one nothing is believed. */
        void take(String text) {
            Digest over = sound;
            sound = null;
            if (isBroken) {
                return;
            }
            if (text.startsWith("sound ")) {
                Digest found = Digest.of(copy(before).digest());
                isBroken = !text.equals("sound " + found.hex());
                sound = found;
                if (!isBroken && sealer == null) {
                    believed = at;
                }
            } else if (text.startsWith("seal ") && over != null && sealer != null) {
                isBroken = !isSealed(text, over);
                if (!isBroken) {
                    believed = at;
                }
            } else {
                isBroken = parsed(text) == null;
            }
        }

        private boolean isSealed(String text, Digest over) {
            try {
                return sealer != null
                        && sealer.verifies(
                                new CanonicalForm().ofSealedRun(installation, over),
                                HexFormat.of().parseHex(text.substring("seal ".length())));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private static @Nullable UnfinishedLine parsed(String text) {
        Matcher matcher = CASE.matcher(text);
        byte[] id = matcher.matches() ? CheckpointLine.unescaped(matcher.group(1)) : null;
        if (id == null) {
            return null;
        }
        try {
            return new UnfinishedLine(
                    new CheckpointLine(
                            true,
                            id,
                            Long.parseLong(matcher.group(2)),
                            HexFormat.of().parseHex(matcher.group(3)),
                            HexFormat.of().parseHex(matcher.group(4))),
                    new Tally(
                            1,
                            Long.parseLong(matcher.group(5)),
                            Long.parseLong(matcher.group(6)),
                            Long.parseLong(matcher.group(7)),
                            Long.parseLong(matcher.group(8)),
                            Long.parseLong(matcher.group(9))));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The cases of one kind, in the order in which they were verified, which is that of the bytes of their ids. */
    static final class Lines {
        private final Predicate<String> ids;
        private final Source source;
        private @Nullable UnfinishedLine next;
        private boolean isRead;

        Lines(Predicate<String> ids, Source source) {
            this.ids = ids;
            this.source = source;
        }

        /** The next case, if its id is not beyond the given one; null otherwise. */
        @Nullable
        UnfinishedLine upTo(@Nullable String id) throws IOException {
            read();
            UnfinishedLine found = next;
            if (found == null
                    || (id != null
                            && CheckpointLine.ORDER.compare(found.line(), CheckpointLine.ofCase(id, 0, new byte[0]))
                                    > 0)) {
                return null;
            }
            isRead = false;
            return found;
        }

        /** Whether another case follows. */
        boolean isMore() {
            return isRead ? next != null : !isAtEnd();
        }

        private boolean isAtEnd() {
            try {
                read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return next == null;
        }

        private void read() throws IOException {
            while (!isRead) {
                String text = source.next();
                UnfinishedLine found = text == null ? null : parsed(text);
                isRead = text == null || (found != null && ids.test(found.line().text()));
                next = found;
            }
        }
    }
}
