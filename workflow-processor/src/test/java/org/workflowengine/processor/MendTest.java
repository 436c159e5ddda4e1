package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody breaks the reference workflow in many ways and mends each from the message alone: the code that stands behind
 * {@code fix:} is put where the message points to, by a machine that knows nothing about workflows.
 */
class MendTest {

    private static final Path REFERENCE = Path.of("src/test/resources/golden/casereview/CaseReview.java");
    private static final Pattern FIX = Pattern.compile("(?m)^ +fix: +(.*)$");
    private static final Pattern STATE_IN_WORDS = Pattern.compile(".* in (\\w+)");

    /** Where the offered code belongs; an author sees it from its form. */
    private enum Place {
        /** Instead of what the message points to: an annotation, its value, a method. */
        INSTEAD,
        /** Instead of the annotation element whose value the message points to: {@code id = "…"}. */
        ELEMENT,
        /** Instead of the declaration that the code ends with: {@code interface Created}. */
        DECLARATION,
        /** Into the state that the message points to. */
        INTO,
        /** Into the state that the fix names: {@code e.g. in Created}. */
        INTO_NAMED,
        /** Instead of what the message points to, in a superstate that the fix names and the state extends. */
        SUPERSTATE
    }

    private enum Fault {
        BLANK_IN_ID("WF102", "\"case-review\"", "\"case review\"", Place.ELEMENT),
        FORGOTTEN_STATE("WF103", "@State interface WaitingInfo", "interface WaitingInfo", Place.DECLARATION),
        FOREIGN_TARGET("WF104", "Rejected    reject", "Runnable reject", Place.INSTEAD),
        FORGOTTEN_TRANSITION("WF105", "@Transition @ValidationFailed ", "@ValidationFailed ", Place.INSTEAD),
        PARAMETER("WF105", "UnderReview resume()", "UnderReview resume(String answer)", Place.INSTEAD),
        NUMBER_AS_FACT(
                "WF106",
                "HighAmount             { boolean value() default true; }",
                "HighAmount { int value() default 1; }",
                Place.INSTEAD),
        MISTYPED_TOLERATION(
                "WF112",
                "@State(initial = true)",
                "@org.workflowengine.annotations.Tolerate(code = \"WF2010\", because = \"x\") @State(initial = true)",
                Place.ELEMENT),
        FORGOTTEN_INITIAL("WF201", "@State(initial = true) interface", "@State interface", Place.DECLARATION),
        UNREACHABLE("WF203", "@Transition @MissingInfoDetected WaitingInfo requestInfo();", "", Place.INTO_NAMED),
        TRAP("WF204", "UnderReview resume()", "WaitingInfo resume()", Place.INTO),
        TRAP_OF_TWO(
                "WF204",
                "UnderReview resume();",
                "Resting rest(); } @State interface Resting { @Transition WaitingInfo wake();",
                Place.INTO),
        DEAD_END("WF205", "@Transition @AdditionalInfoProvided UnderReview resume();", "", Place.INTO),
        SELF_TRANSITION(
                "WF210",
                "@Transition Approved approve();",
                "@Transition Approved approve(); @Transition Escalated park();",
                Place.SUPERSTATE),
        FORGOTTEN_FACT("WF301", "@Fact @interface HighAmount", "@interface HighAmount", Place.DECLARATION),
        MISTYPED_QUORUM(
                "WF608",
                "@State interface Escalated {",
                "interface Noted { @Transition Noted note(); } @State interface Escalated extends Noted {"
                        + " @Transition @org.workflowengine.annotations.Quorum(of = \"notes\", persons = 2) Rejected drop();",
                Place.ELEMENT),
        CONTRADICTION(
                "WF302",
                "@State interface Escalated {",
                "interface Small { @Transition @HighAmount(false) Rejected drop(); }"
                        + " @State interface Escalated extends Small { @Override @Transition @HighAmount Rejected drop();",
                Place.INSTEAD);

        private final String code;
        private final String sound;
        private final String broken;
        private final Place place;

        Fault(String code, String sound, String broken, Place place) {
            this.code = code;
            this.sound = sound;
            this.broken = broken;
            this.place = place;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void mendsWhatItReports(Fault fault) throws IOException {
        var sound = Files.readString(REFERENCE);
        var broken = sound.replaceFirst(Pattern.quote(fault.sound), Matcher.quoteReplacement(fault.broken));
        var reported = compile(broken).diagnostics().stream()
                .filter(problem -> problem.getMessage(null).startsWith("[" + fault.code + " "))
                .toList();
        assertThat(reported).hasSize(1);

        var mended = mend(broken, reported.get(0), fault.place);

        var after = compile(mended);
        assertThat(after.status()).as(mended).isEqualTo(Compilation.Status.SUCCESS);
        assertThat(after.diagnostics())
                .extracting(problem -> problem.getMessage(null))
                .noneMatch(message -> message.startsWith("[" + fault.code + " "));
    }

    private static String mend(String source, Diagnostic<?> problem, Place place) {
        var fix = first(FIX, problem.getMessage(null));
        // Words and code take turns, with three blanks between them; code alone needs no words.
        var parts = Arrays.stream(fix.split(" {3}")).map(String::strip).toList();
        var code = parts.get(parts.size() > 1 ? 1 : 0);
        int start = (int) problem.getStartPosition();
        int end = (int) problem.getEndPosition();
        return switch (place) {
            case INSTEAD -> source.substring(0, start) + code + source.substring(end);
            case SUPERSTATE -> {
                var state = "@State interface " + first(Pattern.compile("which (\\w+) extends"), fix) + " ";
                var superstate = first(Pattern.compile("interface (\\w+) "), code);
                yield (source.substring(0, start) + source.substring(end))
                        .replace(state, code + " " + state + "extends " + superstate + " ");
            }
            case ELEMENT ->
                source.substring(0, source.lastIndexOf(code.split("=")[0], start)) + code + source.substring(end);
            case DECLARATION -> source.replaceFirst("(@State )?" + tail(code), Matcher.quoteReplacement(code));
            case INTO -> into(source, (int) problem.getPosition(), method(parts));
            case INTO_NAMED ->
                into(source, source.indexOf("interface " + first(STATE_IN_WORDS, parts.get(0)) + " "), method(parts));
        };
    }

    /** {@code interface Created} of {@code @State(initial = true) interface Created}. */
    private static String tail(String declaration) {
        var words = declaration.split(" ");
        return Pattern.quote(words[words.length - 2] + " " + words[words.length - 1]) + "\\b";
    }

    /** Of several offers the one that is a method. */
    private static String method(List<String> parts) {
        return parts.stream().filter(part -> part.endsWith("();")).findFirst().orElseThrow();
    }

    private static String into(String source, int from, String member) {
        int brace = source.indexOf('{', from) + 1;
        return source.substring(0, brace) + " " + member + source.substring(brace);
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    private static Compilation compile(String source) {
        return Compiler.javac()
                .withProcessors(new WorkflowProcessor())
                .compile(JavaFileObjects.forSourceString("golden.casereview.CaseReview", source));
    }
}
