package org.workflowengine.runtime.audit;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Texts;

/**
 * Compares the file of a checkpoint with what is stored now: everything that it lists must still be there. Whatever the file
 * holds, the answer is findings. Not thread-safe.
 */
public final class CheckpointCheck {
    /** No line of a checkpoint is longer: 64 characters of at most nine each, and the rest. */
    private static final int LONGEST = 1024;

    private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
    private static final String ID = "((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)";
    private static final String DIGEST = "([0-9a-f]{64})";
    private static final Pattern HEADER = Pattern.compile(CheckpointWriter.HEADER + " \\S+");
    private static final Pattern ENTRY = Pattern.compile("(definition|case) " + ID + " " + NUMBER + " " + DIGEST);
    private static final Pattern TOTAL = Pattern.compile("total " + NUMBER + " " + NUMBER + " " + NUMBER);
    private static final Pattern ROOT = Pattern.compile("root " + DIGEST);
    private static final String FILE = "checkpoint";

    private final Stored stored;
    private final Findings findings;
    private final MessageDigest root = Sha256.digest();
    private long number;
    private long definitions;
    private long cases;
    private long entries;

    private record Line(String text, boolean isEnd) {}

    /** What is stored now. */
    public interface Stored {
        /**
         * The digest of a step.
         *
         * @param caseId the case, any text
         * @param seq the step
         * @return what is stored as its digest, whatever it is; empty when there is no such step
         */
        Optional<byte[]> digest(String caseId, long seq);

        /**
         * The fingerprint of a definition.
         *
         * @param workflow the workflow's id, any text
         * @param version the version
         * @return what is stored as its fingerprint, whatever it is; empty when there is no such definition
         */
        Optional<byte[]> fingerprint(String workflow, long version);
    }

    CheckpointCheck(Stored stored, Findings findings) {
        this.stored = stored;
        this.findings = findings;
    }

    /**
     * Reads the file and compares.
     *
     * @param file the file, read to its end and not closed; best buffered
     * @throws IOException if it cannot be read
     */
    public void compare(Reader file) throws IOException {
        Line line = next(file);
        demand(line, HEADER, "a checkpoint, whose first line begins with " + Texts.quoted(CheckpointWriter.HEADER));
        line = next(file);
        for (Matcher entry = ENTRY.matcher(line.text); entry.matches(); entry = ENTRY.matcher(line.text)) {
            entry(entry);
            line = next(file);
        }
        Matcher total = demand(line, TOTAL, "a definition, a case or the total");
        String counted = "total " + definitions + " " + cases + " " + entries;
        if (total.matches() && !line.text.equals(counted)) {
            report(counted, Texts.quoted(line.text));
        }
        String digest = Digest.of(root.digest()).hex();
        line = next(file);
        Matcher last = demand(line, ROOT, "the root over all lines before it");
        if (last.matches() && !last.group(1).equals(digest)) {
            report("root " + digest + ", which the lines before it have", "another: the file was changed");
        }
        if (!line.isEnd && !next(file).isEnd) {
            report("the end", "more lines");
        }
    }

    private Matcher demand(Line line, Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(line.text);
        if (!matcher.matches()) {
            report(expected, line.isEnd ? "the end" : Texts.quoted(line.text));
        }
        return matcher;
    }

    private void entry(Matcher listed) {
        boolean isCase = listed.group(1).equals("case");
        String id = unescaped(listed.group(2));
        long seq;
        try {
            seq = Long.parseLong(listed.group(3));
        } catch (NumberFormatException e) {
            report("a number of at most " + Long.MAX_VALUE, listed.group(3));
            return;
        }
        byte[] digest = new Digest(listed.group(4)).bytes();
        Optional<byte[]> found = isCase ? stored.digest(id, seq) : stored.fingerprint(id, seq);
        if (found.isEmpty() || !Arrays.equals(found.get(), digest)) {
            findings.report(
                    isCase ? Subject.CASE : Subject.DEFINITION,
                    isCase ? id : id + " version " + seq,
                    isCase ? seq : 0,
                    "what the checkpoint lists, digest " + listed.group(4),
                    found.map(bytes -> Row.shown(bytes, Column.Kind.BINARY)).orElse("nothing"));
        }
        if (isCase) {
            cases++;
            entries += seq;
        } else {
            definitions++;
        }
    }

    /** The next line, without its end; of one that is too long no more than shows it. */
    private Line next(Reader file) throws IOException {
        StringBuilder text = new StringBuilder();
        int c = file.read();
        boolean isEnd = c < 0;
        while (c >= 0 && c != '\n') {
            root.update((byte) (c < 128 ? c : '?'));
            if (text.length() < LONGEST) {
                text.append((char) c);
            }
            c = file.read();
        }
        root.update((byte) '\n');
        number++;
        return new Line(text.toString(), isEnd);
    }

    private void report(String expected, String found) {
        findings.report(Subject.CHECKPOINT, FILE, number, expected, found);
    }

    private static String unescaped(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '%';
            bytes[length++] = (byte) (escape ? Integer.parseInt(text, i + 1, i + 3, 16) : text.charAt(i));
            i += escape ? 2 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
