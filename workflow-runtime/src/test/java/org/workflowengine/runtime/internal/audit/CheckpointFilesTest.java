package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.IntegrityException;

/** What the files of checkpoints say about themselves, without any database. */
class CheckpointFilesTest {
    private static final Sealer KEY =
            Sealer.hmacSha256("2026", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final Sealer OTHER =
            Sealer.hmacSha256("2025", "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
    private static final Installation HERE = new Installation("00112233445566778899aabbccddeeff");

    @TempDir
    private Path folder;

    private int files;

    @Test
    void theFileOfAFullCheckpoint() throws IOException {
        String text = full("C-1", 3, "C/2", 1);
        assertThat(text).isEqualTo("""
                workflow-checkpoint 1
                taken 2026-03-01T12:00:00.123456Z
                installation 00112233445566778899aabbccddeeff
                schema 1
                full
                definition claim 1 0000000000000000000000000000000000000000000000000000000000000001
                case C-1 3 0000000000000000000000000000000000000000000000000000000000000003
                case C%2F2 1 0000000000000000000000000000000000000000000000000000000000000001
                total 1 2 4
                root <root>
                seal HMAC-SHA-256 2026 <seal>
                """.replace("<root>", line(text, "root "))
                .replace("<seal>", line(text, "seal HMAC-SHA-256 2026 ")));
        assertThat(line(text, "root "))
                .isEqualTo(Sha256.of(text.substring(0, text.indexOf("root ")).getBytes(StandardCharsets.US_ASCII))
                        .hex());
        assertThat(findings(text)).isEmpty();
    }

    /** One finding, about the file: nothing is said about any history. */
    @Test
    void everyChangeIsFound() throws IOException {
        everyChangeIsFound(full("C-1", 3, "C-2", 1));
        String verified = new Taking(null, HERE, Instant.parse("2026-02-01T02:00:00Z")).with("C-1", 3, "C-2", 1);
        assertThat(verified).contains("\nfull\nverified 2026-02-01T02:00:00Z\ndefinition ");
        assertThat(line(verified, "case C-1 3 ")).matches("[0-9a-f]{64} [0-9a-f]{64}");
        assertThat(findings(verified)).isEmpty();
        everyChangeIsFound(verified);
        String row = line(verified, "case C-1 3 ").substring(64);
        for (String other :
                List.of(" ", row + " ", row + row, row.substring(1), row.toUpperCase(Locale.ROOT), row + "0")) {
            String lines = verified.substring(0, verified.indexOf("root ")).replace(row, other);
            assertThat(findings(Seals.none(), sealed(lines))).as(other).hasSize(1);
        }
        String ofDefinition =
                verified.substring(0, verified.indexOf("root ")).replace("1\ncase C-1", "1" + row + "\ncase C-1");
        assertThat(findings(Seals.none(), sealed(ofDefinition))).hasSize(1);
        for (String time : List.of("yesterday", "2026-02-01", "2026-02-01T02:00:00.000Z", "")) {
            String other = verified.substring(0, verified.indexOf("root ")).replace("2026-02-01T02:00:00Z", time);
            assertThat(findings(Seals.none(), sealed(other))).as(time).hasSize(1);
        }
    }

    private void everyChangeIsFound(String good) throws IOException {
        int root = good.indexOf("root ");
        for (int i = 0; i < good.length(); i++) {
            for (char c : new char[] {(char) (good.charAt(i) ^ 1), 'é', '\n'}) {
                if (c != good.charAt(i)) {
                    damaged(good.substring(0, i) + c + good.substring(i + 1));
                }
            }
            damaged(good.substring(0, i));
        }
        for (String line : good.substring(0, root).split("(?<=\n)")) {
            damaged(good.replace(line, ""));
            damaged(good.replace(line, line + line));
        }
        damaged(good + good);
        damaged(good + "case C-9 1 " + "0".repeat(64) + "\n");
        damaged("");
        damaged("x".repeat(1_000_000));
        damaged("\n".repeat(1_000_000));
    }

    /** However the file is read, in pieces of one byte or as much as there is. */
    @Test
    void theLongestLineIsAsLongWhereverItIsSplit() throws IOException {
        String good = full("C-1", 1, "C-2", 1);
        String longest = "timestamp " + "x".repeat(65_536 - "timestamp ".length());
        for (int most : new int[] {1, 1_000, 65_535, 65_536}) {
            for (int lines = 1; lines <= 3; lines++) {
                String sound = good + (longest + "\n").repeat(lines);
                assertThat(findings(sound, most)).as("pieces of %s", most).isEmpty();
                assertThat(findings(sound + longest + "x\n", most))
                        .as("pieces of %s", most)
                        .singleElement()
                        .asString()
                        .contains(
                                "line " + (12 + lines) + ": expected a line of at most 65536 characters, with an end");
            }
        }
    }

    private static List<Finding> findings(String text, int most) throws IOException {
        List<Finding> found = new ArrayList<>();
        InputStream pieces = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                return super.read(buffer, from, Math.min(length, most));
            }
        };
        try (CheckpointReader reader = new CheckpointReader(pieces, "pieces", new Findings(found::add))) {
            assertThat(reader.rootAtEnd() == null).isEqualTo(!found.isEmpty());
        }
        return found;
    }

    /** The root may be right and the file is none that was ever taken. */
    @Test
    void everyOtherOrderIsFound() throws IOException {
        // U+FB01 comes before U+1F600 in UTF-8; in UTF-16, after it.
        String inOrder = full("C-\uFB01", 1, "C-\uD83D\uDE00", 1);
        assertThat(findings(inOrder)).isEmpty();
        String[] lines = inOrder.split("(?<=\n)");
        String swapped =
                lines[0] + lines[1] + lines[2] + lines[3] + lines[4] + lines[5] + lines[7] + lines[6] + lines[8];
        assertThat(findings(Seals.none(), sealed(swapped)))
                .singleElement()
                .asString()
                .endsWith(
                        "line 8: expected definitions, then cases, each in the order of the bytes of its id, and once,"
                                + " found \"case C-%EF%AC%81 1 0000000000000000000000000000000000000000000000000000000000000…\"");
        for (String id : List.of("%41", "C%2f", "%ff", "%C0%AF", "%ED%A0%80", "%4", "C 1", "")) {
            String other = inOrder.substring(0, inOrder.indexOf("root ")).replace("C-%EF%AC%81", id);
            assertThat(findings(Seals.none(), sealed(other))).as(id).hasSize(1);
        }
    }

    @Test
    void aSealIsDueWhereAKeyIsKnown() throws IOException {
        String sealed = full("C-1", 1, "C-2", 1);
        String unsealed = sealed.substring(0, sealed.indexOf("seal "));
        assertThat(findings(Seals.none(), sealed)).isEmpty();
        assertThat(findings(Seals.none(), unsealed)).isEmpty();
        assertThat(findings(unsealed))
                .singleElement()
                .asString()
                .endsWith("expected a seal of HMAC-SHA-256 with key 2026 over the checkpoint, found no seal");
        assertThat(findings(Seals.verifiedBy(List.of(OTHER)), sealed))
                .singleElement()
                .asString()
                .endsWith("found one of \"HMAC-SHA-256\" with key \"2026\"");
        // A former key may be in anybody's hands: what it has sealed is not believed.
        assertThat(findings(Seals.verifiedBy(List.of(OTHER)).former(List.of(KEY)), sealed))
                .hasSize(1);
        assertThat(findings(Seals.verifiedBy(List.of(OTHER)).formerUnsealed(), unsealed))
                .hasSize(1);
        String forged = unsealed + "seal HMAC-SHA-256 2026 " + "00".repeat(32) + "\n";
        assertThat(findings(forged))
                .singleElement()
                .asString()
                .endsWith(
                        "line 11: expected the seal that HMAC-SHA-256 with key 2026 makes over this checkpoint, found another");
        // There is room for others, and for time-stamps.
        assertThat(findings(sealed + "seal Ed25519 auditor 00ff\ntimestamp MIIB+/=\n"))
                .isEmpty();
        assertThat(findings(unsealed + "timestamp rfc3161 MIIB\n" + sealed.substring(sealed.indexOf("seal "))))
                .isEmpty();
        assertThat(findings(sealed + "timestamp\n")).hasSize(1);
    }

    @Test
    void aSeriesIsWholeAndInOrder() throws IOException {
        Path first = file(full("C-1", 1, "C-2", 1));
        Path second = file(since(List.of(first), "C-1", 1, "C-2", 4, "C-3", 1));
        Path third = file(since(List.of(first, second), "C-1", 2, "C-2", 4, "C-3", 1));
        assertThat(Files.readString(second))
                .contains("since " + line(Files.readString(first), "root ") + "\ncase C-2 4 ")
                .doesNotContain("definition", "case C-1");
        assertThat(Files.readString(third)).contains("case C-1 2").doesNotContain("C-2", "C-3");
        assertThat(findings(first, second, third)).isEmpty();
        assertThat(findings(first, second)).isEmpty();
        assertThat(findings(second))
                .singleElement()
                .asString()
                .contains("expected a full checkpoint, with which a series begins");
        for (List<Path> wrong : List.of(
                List.of(first, third),
                List.of(first, third, second),
                List.of(first, first),
                List.of(third, second, first),
                List.of(first, second, second))) {
            assertThat(findings(wrong.toArray(Path[]::new)))
                    .as(wrong.toString())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.subject()).isEqualTo(Subject.CHECKPOINT));
            assertThatThrownBy(() -> since(wrong, "C-1", 9)).isInstanceOf(CheckpointException.class);
        }
        // The seal of the last vouches for all: the others may be sealed with what was current then.
        Path unsealed = file(withoutSeal(Files.readString(first)));
        assertThat(findings(unsealed, second, third)).isEmpty();
        Path end = file(withoutSeal(Files.readString(third)));
        assertThat(findings(first, second, end))
                .singleElement()
                .asString()
                .contains("over the last checkpoint, found no seal");
    }

    /** What has gone or changed is not left out of a checkpoint: it is not taken. */
    @Test
    void aHistoryThatDoesNotGoOnFromTheEarlierCheckpoint() throws IOException {
        Path first = file(full("C-1", 3, "C-2", 1));
        for (Object[] cases :
                new Object[][] {{"C-2", 1}, {"C-1", 3}, {"C-1", 2, "C-2", 1}, {"C-1", 3, "C-2", 1, "C-0", 1}, {}}) {
            assertThatThrownBy(() -> since(List.of(first), cases)).isInstanceOf(IntegrityException.class);
        }
        assertThat(since(List.of(first), "C-1", 3, "C-2", 1)).contains("total 0 0 0");
        Path elsewhere = file(new Taking(null, new Installation("f".repeat(32))).with("C-1", 3));
        assertThatThrownBy(() -> since(List.of(elsewhere), "C-1", 3))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("installation ffffffffffffffffffffffffffffffff, this one is");
    }

    private static String withoutSeal(String checkpoint) {
        return checkpoint.substring(0, checkpoint.indexOf("seal "));
    }

    /** Somebody without the key writes a root of his own. */
    private static String sealed(String lines) {
        return lines + "root " + Sha256.of(lines.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
    }

    private void damaged(String text) throws IOException {
        List<Finding> findings = findings(text);
        assertThat(findings)
                .as(text.substring(0, Math.min(text.length(), 2_000)))
                .hasSize(1);
        assertThat(findings.get(0).subject()).isEqualTo(Subject.CHECKPOINT);
        assertThat(findings.get(0).toString()).hasSizeLessThan(500);
    }

    private List<Finding> findings(String text) throws IOException {
        return findings(Seals.verifiedBy(List.of(KEY)), text);
    }

    private List<Finding> findings(Seals seals, String text) throws IOException {
        return findings(
                seals, new Path[] {Files.writeString(folder.resolve("one"), text, StandardCharsets.ISO_8859_1)});
    }

    private static List<Finding> findings(Path... files) throws IOException {
        return findings(Seals.verifiedBy(List.of(KEY)), files);
    }

    private static List<Finding> findings(Seals seals, Path[] files) throws IOException {
        List<Finding> found = new ArrayList<>();
        CheckpointProof proof =
                CheckpointProof.of(CheckpointFiles.of(List.of(files)), seals, false, new Findings(found::add));
        assertThat(proof == null).isEqualTo(!found.isEmpty());
        return found;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("checkpoint-" + ++files), text, StandardCharsets.US_ASCII);
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    private static String full(Object... cases) throws IOException {
        return new Taking(null, HERE).with(cases);
    }

    private static String since(List<Path> earlier, Object... cases) throws IOException {
        return new Taking(CheckpointFiles.of(earlier), HERE).with(cases);
    }

    /** Takes a checkpoint of cases that stand at some step. */
    private record Taking(CheckpointFiles earlier, Installation installation, Instant verified) {
        Taking(CheckpointFiles earlier, Installation installation) {
            this(earlier, installation, null);
        }

        String with(Object... cases) throws IOException {
            StringBuilder out = new StringBuilder();
            try (CheckpointWriter writer = new CheckpointWriter(
                    out,
                    Instant.parse("2026-03-01T12:00:00.123456Z"),
                    verified,
                    Seals.none().sealedBy(KEY),
                    earlier)) {
                writer.installation(row(
                        InstallationColumn.class,
                        InstallationColumn.INSTALLATION,
                        installation.bytes(),
                        InstallationColumn.ORIGIN_DIGEST,
                        new byte[32],
                        InstallationColumn.SCHEMA_VERSION,
                        1L));
                writer.definition(row(
                        DefinitionColumn.class,
                        DefinitionColumn.WORKFLOW,
                        "claim",
                        DefinitionColumn.VERSION,
                        1L,
                        DefinitionColumn.FINGERPRINT,
                        digest(1)));
                for (int i = 0; i < cases.length; i += 2) {
                    int seq = (Integer) cases[i + 1];
                    Row<CaseColumn> row = row(
                            CaseColumn.class,
                            CaseColumn.CASE_ID,
                            cases[i],
                            CaseColumn.SEQ,
                            (long) seq,
                            CaseColumn.DIGEST,
                            digest(seq));
                    writer.stands(verified == null ? row : whole(row));
                }
                writer.end();
            }
            return out.toString();
        }

        private static Row<CaseColumn> whole(Row<CaseColumn> row) {
            return row.with(CaseColumn.WORKFLOW, "claim")
                    .with(CaseColumn.VERSION, 1L)
                    .with(CaseColumn.STATE, "OPEN")
                    .with(CaseColumn.ENTERED_AT, 0L)
                    .with(CaseColumn.MOVED_AT, 0L)
                    .with(CaseColumn.HOLDS, 0L);
        }

        private static byte[] digest(int end) {
            byte[] digest = new byte[32];
            digest[31] = (byte) end;
            return digest;
        }

        private static <C extends Enum<C> & Column> Row<C> row(Class<C> columns, Object... values) {
            EnumMap<C, Object> row = new EnumMap<>(columns);
            for (int i = 0; i < values.length; i += 2) {
                row.put(columns.cast(values[i]), values[i + 1]);
            }
            return new Row<>(row);
        }
    }
}
