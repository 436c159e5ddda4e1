package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Reads the file of one checkpoint, line by line, and checks everything that the file says about itself. Whatever the file holds, there
 * is at most one finding, and after it there are no more lines. Not thread-safe.
 */
final class CheckpointReader implements AutoCloseable {
    /** The longest line that is accepted: that of a time-stamp is the longest. */
    private static final int LONGEST = 65_536;

    private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
    private static final String ESCAPED = "([A-Za-z0-9._~%-]+)";
    private static final String DIGEST = "([0-9a-f]{64})";
    private static final Pattern TAKEN = Pattern.compile(CheckpointWriter.TAKEN + " (\\S+)");
    private static final Pattern INSTALLATION = Pattern.compile(CheckpointWriter.INSTALLATION + " ([0-9a-f]{32})");
    private static final Pattern SCHEMA = Pattern.compile(CheckpointWriter.SCHEMA + " ([1-9][0-9]{0,8})");
    private static final Pattern SINCE =
            Pattern.compile(CheckpointWriter.FULL + "|" + CheckpointWriter.SINCE + " " + DIGEST);
    private static final Pattern VERIFIED = Pattern.compile(CheckpointWriter.VERIFIED + " (\\S+)");
    private static final Pattern TOMBSTONE =
            Pattern.compile(CheckpointWriter.TOMBSTONE + " ([1-9][0-9]{0,17}) " + DIGEST);
    private static final Pattern TOTAL = Pattern.compile("total " + NUMBER + " " + NUMBER + " " + NUMBER);
    private static final Pattern ROOT = Pattern.compile("root " + DIGEST);
    private static final Pattern SEAL = Pattern.compile(CheckpointWriter.SEAL + " " + ESCAPED + " " + ESCAPED
            + " ((?:[0-9a-f]{2}){1," + Sealer.LONGEST_SEAL + "})");
    private static final Pattern TIMESTAMP = Pattern.compile("timestamp [ -~]*[!-~]");

    private static final String CASE = "case";
    private static final String DEFINITION = "definition";
    private static final int MOST_DIGITS = 19;
    private static final int DIGITS_OF_A_DIGEST = 2 * Digest.BYTES;
    private static final boolean[] DIGITS = characters("0123456789");
    /** What a lower-case hexadecimal digit counts, and -1 for every other of the first characters. */
    private static final byte[] HEXADECIMAL = hexadecimal();

    private static final boolean[] ESCAPED_CHARACTERS =
            characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%");
    private static final int BUFFER = 65_536;

    private final InputStream file;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private final String name;
    private final Findings findings;
    private final MessageDigest digest = Sha256.digest();
    private final CheckpointTotal total = new CheckpointTotal();
    private final List<Seal> seals = new ArrayList<>();
    private final Header header;
    private @Nullable String unread;
    private @Nullable CheckpointLine previous;
    private @Nullable Digest root;
    private @Nullable CheckpointLine tombstone;
    private long number;
    private boolean isDone;

    /**
     * What a file says of itself first.
     *
     * @param since the root of the one before; null in a full checkpoint
     * @param verified when the last full verification began; null if none is recorded
     */
    record Header(
            @Nullable Installation installation,
            long schemaVersion,
            @Nullable Digest since,
            @Nullable Instant verified) {}

    /** A seal over the root. */
    record Seal(String algorithm, String keyId, String hex, long line) {}

    /** Which of the first characters are among these. */
    private static boolean[] characters(String all) {
        boolean[] among = new boolean[128];
        all.chars().forEach(c -> among[c] = true);
        return among;
    }

    private static byte[] hexadecimal() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte value = 0; value < 16; value++) {
            values[Character.forDigit(value, 16)] = value;
        }
        return values;
    }

    /** A line that lists something, and where its parts begin. Taken apart by hand: a file can have millions of them. */
    private static final class Fields {
        private final String line;
        private final int id;
        private final int number;
        private final int digest;
        private final byte[] bytes;
        private final byte @Nullable [] row;

        private Fields(String line, int id, int number, int digest, byte[] bytes, byte @Nullable [] row) {
            this.line = line;
            this.id = id;
            this.number = number;
            this.digest = digest;
            this.bytes = bytes;
            this.row = row;
        }

        static @Nullable Fields of(String line) {
            int id = line.indexOf(' ') + 1;
            int number = line.indexOf(' ', id) + 1;
            int digest = line.indexOf(' ', number) + 1;
            if (id == 0 || number == 0 || digest == 0) {
                return null;
            }
            int end = digest + DIGITS_OF_A_DIGEST;
            boolean hasRow = line.length() > end;
            byte[] bytes = digest(line, digest);
            byte[] row = hasRow ? digest(line, end + 1) : null;
            if (bytes == null
                    || (hasRow && (row == null || line.charAt(end) != ' '))
                    || line.length() != (hasRow ? end + 1 + DIGITS_OF_A_DIGEST : end)) {
                return null;
            }
            Fields fields = new Fields(line, id, number, digest, bytes, row);
            return fields.areSound() ? fields : null;
        }

        private static byte @Nullable [] digest(String line, int from) {
            if (line.length() - from < DIGITS_OF_A_DIGEST) {
                return null;
            }
            byte[] bytes = new byte[Digest.BYTES];
            for (int i = 0; i < bytes.length; i++) {
                int value = hexadecimal(line.charAt(from + 2 * i)) << 4 | hexadecimal(line.charAt(from + 2 * i + 1));
                if (value < 0) {
                    return null;
                }
                bytes[i] = (byte) value;
            }
            return bytes;
        }

        private static int hexadecimal(char c) {
            return c < HEXADECIMAL.length ? HEXADECIMAL[c] : -1;
        }

        private boolean areSound() {
            int digits = digest - 1 - number;
            return (isKind(CASE) || (isKind(DEFINITION) && row == null))
                    && id < number - 1
                    && isOf(id, number - 1, ESCAPED_CHARACTERS)
                    && digits > 0
                    && digits <= MOST_DIGITS
                    && (digits == 1 || line.charAt(number) != '0')
                    && isOf(number, digest - 1, DIGITS);
        }

        private boolean isKind(String kind) {
            return id - 1 == kind.length() && line.startsWith(kind);
        }

        private boolean isOf(int from, int to, boolean[] characters) {
            for (int i = from; i < to; i++) {
                char c = line.charAt(i);
                if (c >= characters.length || !characters[c]) {
                    return false;
                }
            }
            return true;
        }

        boolean isCase() {
            return isKind(CASE);
        }

        String escapedId() {
            return line.substring(id, number - 1);
        }

        /** Throws NumberFormatException if it is too large. */
        long seq() {
            return Long.parseLong(line, number, digest - 1, 10);
        }
    }

    /** Reads the header. */
    CheckpointReader(InputStream file, String name, Findings findings) throws IOException {
        this.file = file;
        this.name = name;
        this.findings = findings;
        this.header = header();
    }

    /** Not everything is known about a damaged file. */
    Header header() throws IOException {
        String format = line();
        if (!format.equals(CheckpointWriter.FORMAT)) {
            damaged("a checkpoint, whose first line is " + Texts.quoted(CheckpointWriter.FORMAT), format);
        }
        Matcher taken = match(TAKEN, "when it was taken");
        Matcher installation = match(INSTALLATION, "the installation that it was taken from");
        Matcher schema = match(SCHEMA, "the version of the schema");
        Matcher since = match(SINCE, "whether it is full, or since which it is");
        if (isDone) {
            return new Header(null, 0, null, null);
        }
        if (time(taken.group(1)) == null) {
            damaged("when it was taken, as a time in UTC", taken.group());
        }
        Instant verified = verified();
        return new Header(
                new Installation(installation.group(1)),
                Long.parseLong(schema.group(1)),
                since.group(1) == null ? null : new Digest(since.group(1)),
                verified);
    }

    /** The line may be there or not. */
    private @Nullable Instant verified() throws IOException {
        String line = isDone ? "" : line();
        Matcher matcher = VERIFIED.matcher(line);
        if (!matcher.matches()) {
            unread = line;
            return null;
        }
        Instant verified = time(matcher.group(1));
        if (verified == null) {
            damaged("when everything was verified, as a time in UTC", line);
        }
        return verified;
    }

    private static @Nullable Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.toString().equals(text) ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    Header known() {
        return header;
    }

    /** The root that the file really has; null before its end, or if it is damaged. */
    @Nullable
    Digest root() {
        return root;
    }

    /** Reads on to the end; null if the file is damaged. */
    @Nullable
    Digest rootAtEnd() throws IOException {
        CheckpointLine line = next();
        while (line != null) {
            line = next();
        }
        return root;
    }

    /** All of them, once the end was reached. */
    List<Seal> seals() {
        return seals;
    }

    /** The next definition or case; null at the end, or if the file is damaged. */
    @Nullable
    CheckpointLine next() throws IOException {
        if (isDone) {
            return null;
        }
        String first = unread;
        unread = null;
        String line = first == null ? line() : first;
        Fields fields = isDone ? null : Fields.of(line);
        if (fields != null) {
            return listed(line, fields);
        }
        end(line);
        return null;
    }

    private @Nullable CheckpointLine listed(String line, Fields listed) {
        byte[] id = CheckpointLine.unescaped(listed.escapedId());
        long seq;
        try {
            seq = listed.seq();
        } catch (NumberFormatException e) {
            damaged("a number of at most " + Long.MAX_VALUE, line);
            return null;
        }
        if (id == null) {
            damaged("an id in UTF-8, with everything escaped that has to be and nothing else", line);
            return null;
        }
        CheckpointLine found = new CheckpointLine(listed.isCase(), id, seq, listed.bytes, listed.row);
        if (previous != null && CheckpointLine.ORDER.compare(previous, found) >= 0) {
            damaged("definitions, then cases, each in the order of the bytes of its id, and once", line);
            return null;
        }
        previous = found;
        total.add(found);
        return found;
    }

    /** The newest tombstone, once the end was reached; null if there was none. */
    @Nullable
    CheckpointLine tombstone() {
        return tombstone;
    }

    private void end(String first) throws IOException {
        String line = first;
        Matcher stone = TOMBSTONE.matcher(line);
        if (!isDone && stone.matches()) {
            tombstone = CheckpointLine.ofTombstone(
                    Long.parseLong(stone.group(1)), HexFormat.of().parseHex(stone.group(2)));
            line = line();
        }
        if (!isDone && !TOTAL.matcher(line).matches()) {
            damaged("a definition, a case, the newest tombstone or the total", line);
        } else if (!isDone && !line.equals(total.text())) {
            damaged(total.text() + ", which is what it lists", line);
        }
        if (isDone) {
            return;
        }
        Digest found = Digest.of(digest.digest());
        Matcher last = match(ROOT, "the root over all lines before it");
        if (!isDone && !last.group(1).equals(found.hex())) {
            damaged("root " + found + ", which the lines before it have", "another: the file was changed");
        }
        while (!isDone) {
            String more = lineOrEnd();
            if (more == null) {
                isDone = true;
                root = found;
            } else if (!isDone) {
                signature(more);
            }
        }
    }

    private void signature(String line) {
        Matcher seal = SEAL.matcher(line);
        if (seal.matches()) {
            byte[] algorithm = CheckpointLine.unescaped(seal.group(1));
            byte[] keyId = CheckpointLine.unescaped(seal.group(2));
            if (algorithm != null && keyId != null) {
                seals.add(new Seal(
                        new String(algorithm, StandardCharsets.UTF_8),
                        new String(keyId, StandardCharsets.UTF_8),
                        seal.group(3),
                        number));
                return;
            }
        } else if (TIMESTAMP.matcher(line).matches()) {
            return;
        }
        damaged("a seal, a time-stamp or the end", line);
    }

    private Matcher match(Pattern pattern, String expected) throws IOException {
        String line = isDone ? "" : line();
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches() && !isDone) {
            damaged(expected, line);
        }
        return matcher;
    }

    /** The next line. If there is none, or it is too long or has no end, the file is damaged. */
    private String line() throws IOException {
        String line = lineOrEnd();
        if (line == null) {
            report("another line, down to the root", "the end: the file was cut off");
            return "";
        }
        return line;
    }

    private @Nullable String lineOrEnd() throws IOException {
        number++;
        StringBuilder text = new StringBuilder();
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, file.read(buffer));
            }
            if (from == to) {
                if (text.isEmpty()) {
                    return null;
                }
                break;
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            boolean isEnd = end < to;
            int next = isEnd ? end + 1 : end;
            digest.update(buffer, from, next - from);
            // Any byte is a character: what is not ASCII is a finding.
            String part = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
            from = next;
            if (text.length() + part.length() > LONGEST) {
                break;
            }
            if (isEnd && text.isEmpty()) {
                return part;
            }
            text.append(part);
            if (isEnd) {
                return text.toString();
            }
        }
        damaged("a line of at most " + LONGEST + " characters, with an end", text.toString());
        return "";
    }

    private void damaged(String expected, String line) {
        report(expected, Texts.quoted(line));
    }

    private void report(String expected, String found) {
        if (!isDone) {
            findings.report(Subject.CHECKPOINT, name, number, expected, found);
        }
        isDone = true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
