package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody breaks one of two versions, and a machine puts the code that stands behind {@code fix:} where the message says. Fixes that only a
 * person can apply, such as undoing a change, are not among them.
 */
class MendVersionsTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden/claim");
    private static final Pattern FIX = Pattern.compile("(?m)^ +fix: +(?:[a-z ]+ {3})?(.*)$");
    private static final String WORKFLOW = "@Workflow\\([^)]*\\)";

    /** Where the offered code belongs. */
    private enum Where {
        /** Instead of the value that the message points to. */
        VALUE,
        /** Instead of the annotation element whose value the message points to. */
        ELEMENT,
        /** Into the migration that the message points to. */
        MIGRATION,
        /** Instead of {@code @Workflow} in the older version. */
        OLDER,
        /** Instead of {@code @Workflow} in the newer version. */
        NEWER
    }

    private enum Fault {
        MALFORMED_FINGERPRINT("WF501", "ClaimV1", "fingerprint = \"", "fingerprint = \"X", Where.ELEMENT),
        NO_FINGERPRINT("WF502", "ClaimV1", ", fingerprint = \"\\w+\"", "", Where.OLDER),
        FORGOTTEN_STATE("WF503", "Claim", ", ClaimV1.Escalated.class", "", Where.MIGRATION),
        FORGOTTEN_TO_STAY("WF503", "Claim", ", staying = ClaimV1.Frozen.class", "", Where.MIGRATION),
        STATE_OF_THE_NEWER_VERSION("WF504", "Claim", "ClaimV1.Rejected", "Rejected", Where.VALUE),
        SAME_VERSION("WF506", "Claim", "version = 2", "version = 1", Where.NEWER);

        private final String code;
        private final String file;
        private final String sound;
        private final String broken;
        private final Where where;

        Fault(String code, String file, String sound, String broken, Where where) {
            this.code = code;
            this.file = file;
            this.sound = sound;
            this.broken = broken;
            this.where = where;
        }
    }

    /** The sources of both versions. */
    private record Versions(String older, String newer) {

        static Versions sound() throws IOException {
            return new Versions(
                    Files.readString(FOLDER.resolve("ClaimV1.java")), Files.readString(FOLDER.resolve("Claim.java")));
        }

        Versions with(String file, String pattern, String text) {
            return file.equals("Claim")
                    ? new Versions(older, replaced(newer, pattern, text))
                    : new Versions(replaced(older, pattern, text), newer);
        }

        String text(String file) {
            return file.equals("Claim") ? newer : older;
        }

        Compilation compile() {
            return Compiler.javac()
                    .withProcessors(new WorkflowProcessor())
                    .compile(
                            JavaFileObjects.forSourceString("golden.claim.ClaimV1", older),
                            JavaFileObjects.forSourceString("golden.claim.Claim", newer));
        }

        private static String replaced(String source, String pattern, String text) {
            assertThat(source).containsPattern(pattern);
            return source.replaceFirst(pattern, Matcher.quoteReplacement(text));
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aMachineCanApplyTheFix(Fault fault) throws IOException {
        var broken = Versions.sound().with(fault.file, fault.sound, fault.broken);
        var errors = broken.compile().errors();
        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).startsWith("[" + fault.code + " "));

        var fixed = fixed(broken, fault, errors.get(0));

        assertThat(fixed.compile().errors())
                .as(fixed.toString())
                .extracting(error -> error.getMessage(null))
                .isEmpty();
    }

    private static Versions fixed(Versions broken, Fault fault, Diagnostic<?> error) {
        var code = first(FIX, error.getMessage(null));
        var source = broken.text(fault.file);
        int start = (int) error.getStartPosition();
        int end = (int) error.getEndPosition();
        return switch (fault.where) {
            case VALUE -> broken.with(fault.file, "(?s).*", source.substring(0, start) + code + source.substring(end));
            case ELEMENT ->
                broken.with(
                        fault.file,
                        "(?s).*",
                        source.substring(0, source.lastIndexOf(code.split("=")[0], start))
                                + code
                                + source.substring(end));
            case MIGRATION -> {
                int brace = source.indexOf('{', (int) error.getPosition()) + 1;
                yield broken.with(
                        fault.file, "(?s).*", source.substring(0, brace) + " " + code + source.substring(brace));
            }
            case OLDER -> broken.with("ClaimV1", WORKFLOW, code);
            case NEWER -> broken.with("Claim", WORKFLOW, code);
        };
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
    }
}
