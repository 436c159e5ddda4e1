package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import org.junit.jupiter.api.Test;
import org.workflowengine.processor.extension.Extensions;
import org.workflowengine.processor.layer.Deadlines;
import org.workflowengine.processor.spi.Answer;
import org.workflowengine.processor.spi.DefinitionView;
import org.workflowengine.processor.spi.Problem;
import org.workflowengine.processor.spi.ProblemKind;
import org.workflowengine.processor.spi.ProcessorExtension;

/** A layer's annotations are checked with the definition, under the layer's own codes and by the same rules as ours. */
class ExtensionsTest {

    private static final String SOUND = """
            @Fact(message = "all documents are there") @interface Complete { boolean value() default true; }
            enum Size { SMALL, LARGE }
            @Fact(id = "SIZE_OF_CLAIM") @interface Sized { Size[] value(); }
            interface Open { @Urgent @Transition(id = "DROP") Closed cancel(); }
            @Due(hours = 48) @State(initial = true) interface Created extends Open {
                @Transition @Complete @Sized(Size.SMALL) UnderReview startReview();
                @Transition @Sized(Size.LARGE) Closed pass();
            }
            @Due(hours = 8, always = false) @State(id = "REVIEW", resting = true) interface UnderReview extends Open {
                @Urgent @Transition @Complete Closed approve();
            }
            @State(terminal = true) interface Closed {}
            """;

    private static final String NO_TIME = """
            @State(initial = true)
            @Due(hours = 0)
            interface Created { @Transition Closed close(); }
            @State(terminal = true) interface Closed {}
            """;

    private static final String NEVER_LATE = """
            @State(initial = true) interface Created { @Transition Closed close(); }
            %s
            @State(terminal = true)
            @Due(hours = 4)
            interface Closed {}
            """;

    @Test
    void seeTheWholeDefinitionAndGenerateFromIt() {
        var compiled = compile(SOUND, new Deadlines());
        assertThat(compiled.diagnostics()).isEmpty();
        var fingerprint = text(compiled, "META-INF/workflow/claim.v3.json").split("\"fingerprint\": \"")[1];
        assertThat(text(compiled, "META-INF/sla/claim.v3.txt")).isEqualTo("""
                workflow claim version 3, app.Claim, erasable true
                %s
                state Created CREATED app.Claim.Created initial true terminal false due 48 true
                state Closed CLOSED app.Claim.Closed initial false terminal true due never
                state UnderReview REVIEW app.Claim.UnderReview initial false terminal false resting due 8 false
                transition cancel DROP CREATED_CANCEL from CREATED to CLOSED in app.Claim.Open inherited true urgent true guard\s
                transition pass PASS CREATED_PASS from CREATED to CLOSED in app.Claim.Created inherited false urgent false guard \
                SIZE_OF_CLAIM[LARGE]
                transition startReview START_REVIEW CREATED_START_REVIEW from CREATED to REVIEW in app.Claim.Created \
                inherited false urgent false guard COMPLETE[true]SIZE_OF_CLAIM[SMALL]
                transition approve APPROVE UNDER_REVIEW_APPROVE from REVIEW to CLOSED in app.Claim.UnderReview inherited false \
                urgent true guard COMPLETE[true]
                transition cancel DROP UNDER_REVIEW_CANCEL from REVIEW to CLOSED in app.Claim.Open inherited true urgent true guard\s
                fact @Complete COMPLETE complete app.Claim.Complete boolean true values [true, false] shared false message all \
                documents are there
                fact @Sized SIZE_OF_CLAIM sized app.Claim.Sized boolean false values [SMALL, LARGE] shared false message\s
                """.formatted(fingerprint.substring(0, 64)));
        assertThat(text(compiled, "app/ClaimDeadlines.java")).isEqualTo("""
                package app;

                /** Deadlines. */
                interface ClaimDeadlines {
                    /** Cases leave CREATED in time: \\u201c48 h\\u201d. */
                    int CREATED = 48;
                    /** Cases leave UNDER_REVIEW in time: \\u201c8 h\\u201d. */
                    int UNDER_REVIEW = 8;
                    app.ClaimState FIRST = app.ClaimState.CREATED;
                }
                """);
    }

    @Test
    void changeNothingThatIsOurs() {
        var without = compile(SOUND);
        var with = compile(SOUND, new Deadlines());
        assertThat(without.diagnostics()).isEmpty();
        var ours = texts(with);
        assertThat(ours.keySet().removeIf(name -> name.contains("Deadlines") || name.contains("sla")))
                .isTrue();
        assertThat(ours).isEqualTo(texts(without)).hasSize(9);
    }

    @Test
    void reportInTheFormOfOurMessages() {
        var error = compile(NO_TIME, new Deadlines()).errors();
        assertThat(error).hasSize(1);
        assertThat(error.get(0).getMessage(null)).isEqualTo("""
                [SLA101 no-time] Created leaves no time
                      found:       hours = 0
                      expected:    at least 1 hour
                      fix:         @Due(hours = 1)""");
        assertThat(error.get(0).getLineNumber()).isEqualTo(7);
        assertThat(error.get(0).getColumnNumber()).isEqualTo("@Due(hours = ".length() + 1);
    }

    @Test
    void warningsCanBeToleratedOrRaised() {
        assertThat(problems(compile(NEVER_LATE.formatted(""), new Deadlines()))).containsExactly("""
                WARNING 9 [SLA201 never-late] nobody waits for a case in Closed
                      found:       cases end there
                      fix:         remove @Due
                      or:          say why it does not matter   @Tolerate(code = "SLA201", because = "…")""");
        var tolerated = NEVER_LATE.formatted("@Tolerate(code = \"SLA201\", because = \"the archive wants it\")");
        assertThat(problems(compile(tolerated, new Deadlines()))).isEmpty();
        assertThat(problems(compile(tolerated, List.of("-Aworkflow.werror"), new Deadlines())))
                .isEmpty();
        for (String option : List.of("-Aworkflow.werror", "-Aworkflow.werror=WF304,SLA201")) {
            assertThat(problems(compile(NEVER_LATE.formatted(""), List.of(option), new Deadlines())))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("ERROR 9 [SLA201 never-late]")
                    .endsWith("error by:    -Aworkflow.werror; by itself it is a warning");
        }
        assertThat(problems(compile(NEVER_LATE.formatted(""), List.of("-Aworkflow.werror=SLA210"), new Deadlines())))
                .first()
                .asString()
                .contains("there is no such code (did you mean SLA201?)", "WF606, WF607 and 1 more");
    }

    @Test
    void tolerationThatNothingNeedsIsTold() {
        var needless = SOUND.replace(
                "@State(terminal = true)",
                "@Tolerate(code = \"SLA201\", because = \"the archive wants it\") @State(terminal = true)");
        assertThat(problems(compile(needless, new Deadlines())))
                .hasSize(1)
                .first()
                .asString()
                .contains("[WF113 tolerates-nothing]", "here no SLA201 never-late is reported");
    }

    /** Below Java 17 no layer is asked, and so nobody knows whether the toleration of its warning is needed. */
    @Test
    void aTolerationIsNotJudgedWhereNobodyWasAsked() {
        var needless = SOUND.replace(
                "@State(terminal = true)",
                "@Tolerate(code = \"SLA201\", because = \"the archive wants it\") @State(terminal = true)");
        // A JDK may say of its own that the level is old.
        assertThat(problems(compile(needless, List.of("--release", "16"), new Deadlines())))
                .anySatisfy(problem -> assertThat(problem).contains("[WF002 source-level]"))
                .noneSatisfy(problem -> assertThat(problem).contains("[WF113 tolerates-nothing]"));
        var ours = needless.replace("SLA201", "WF304");
        assertThat(problems(compile(ours, List.of("--release", "16"), new Deadlines())))
                .anySatisfy(problem -> assertThat(problem).contains("[WF113 tolerates-nothing]"));
    }

    @Test
    void theirCodesAreUnknownWithoutThem() {
        var tolerated = NEVER_LATE.formatted("@Tolerate(code = \"SLA201\", because = \"the archive wants it\")");
        assertThat(problems(compile(tolerated)))
                .hasSize(1)
                .first()
                .asString()
                .contains(
                        "[WF112 toleration-shape] \"SLA201\" is not a warning that can be tolerated",
                        "there is no such code; the codes of a layer are known when its extension is on the processor path");
        assertThat(problems(compile(tolerated.replace("SLA201", "SLA101"), new Deadlines())))
                .first()
                .asString()
                .contains("SLA101 no-time is an error, and only warnings can be tolerated");
    }

    @Test
    void areInTheSarifReport() {
        var compiled = compile(NEVER_LATE.formatted(""), List.of("-Aworkflow.sarif"), new Deadlines());
        var report = text(compiled, "app.Claim.sarif");
        long last = report.lines().filter(line -> line.contains("{\"id\": ")).count() - 1;
        assertThat(report)
                .contains(
                        "{\"id\": \"SLA101\", \"name\": \"no-time\", \"defaultConfiguration\": {\"level\": \"error\"}}",
                        "{\"id\": \"SLA201\", \"name\": \"never-late\", \"defaultConfiguration\": {\"level\": \"warning\"}}",
                        "{\"ruleId\": \"SLA201\", \"ruleIndex\": " + last + ", \"level\": \"warning\"",
                        "\"startLine\": 9, \"startColumn\": 1}");
    }

    @Test
    void areNotAskedAboutADefinitionWithErrors() {
        var deadEnd = NO_TIME.replace("@Transition Closed close();", "");
        assertThat(codes(compile(deadEnd, new Deadlines()))).containsExactly("WF203", "WF205");
        var unknown = NO_TIME.replace("Closed close();", "Closed close(); @Transition Unknown leave();");
        assertThat(compile(unknown, new Deadlines()).errors())
                .extracting(error -> error.getMessage(null))
                .noneMatch(message -> message.contains("SLA"));
    }

    @Test
    void areAskedWhereOnlyWarningsHaveBecomeErrors() {
        var warned = NO_TIME.replace("interface Created {", "interface Created { @Transition Created remind();");
        assertThat(codes(compile(warned, List.of("-Aworkflow.werror"), new Deadlines())))
                .containsExactlyInAnyOrder("WF210", "SLA101");
    }

    @Test
    void answerInTheOrderOfTheirNames() {
        var first = new First();
        var second = new Second();
        assertThat(codes(compile(NO_TIME, first, second, new Deadlines())))
                .containsExactly("ZZ101", "AA101", "SLA101")
                .isEqualTo(codes(compile(NO_TIME, new Deadlines(), second, first)));
    }

    @Test
    void failureOfOneIsItsOwn() {
        var failing = extension(List.of(), (definition, answer) -> {
            answer.source("app.Lost", "package app; class Lost {}");
            throw new IllegalStateException("no calendar", new IOException("calendar.txt"));
        });
        var writing = new Zealous("app.Lost");
        var compiled = compile(NO_TIME, failing, writing, new Deadlines());
        assertThat(codes(compiled)).containsExactly("WF004", "SLA101");
        assertThat(compiled.errors().get(0).getMessage(null))
                .startsWith(
                        "[WF004 extension-fault] extension org.workflowengine.processor.ExtensionsTest$Scripted failed on Claim; the"
                                + " definition is not to blame\n      found:       java.lang.IllegalStateException: no calendar\n"
                                + "                   at ")
                .endsWith(
                        "\n                   caused by java.io.IOException: calendar.txt\n      fix:         report it to the authors of"
                                + " org.workflowengine.processor.ExtensionsTest$Scripted, or take it off the processor path");
        assertThat(compiled.errors().get(0).getLineNumber()).isEqualTo(5);
    }

    @Test
    void failuresOfEveryKindAreCaught() {
        for (Throwable failure : List.of(
                new NullPointerException(),
                new StackOverflowError(),
                new NoClassDefFoundError("com/acme/Calendar"),
                new AssertionError("impossible"))) {
            BiConsumer<DefinitionView, Answer> failing = (definition, answer) -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            };
            assertThat(problems(compile(SOUND, extension(List.of(), failing))))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("[WF004 extension-fault]", failure.getClass().getName());
        }
    }

    @Test
    void mustKeepToTheirOwnCodes() {
        assertFault(
                "java.lang.IllegalArgumentException: a problem kind has the id \"WF204\", but WF belongs to the language; use letters"
                        + " of the layer's own, for example SLA101",
                new ProcessorExtension() {
                    @Override
                    public List<ProblemKind> problemKinds() {
                        return List.of(ProblemKind.error("WF204", "no-path-to-terminal"));
                    }

                    @Override
                    public void examine(DefinitionView definition, Answer answer) {
                        throw new AssertionError("must not be asked");
                    }
                });
        assertFault(
                "problemKinds() has an id twice, expected each once: [XX101, XX101]",
                extension(List.of(ProblemKind.error("XX101", "a"), ProblemKind.warning("XX101", "b")), (d, a) -> {}));
        assertFault(
                "problemKinds() has ids with different letters, expected the same for all: [XX101, YY101]",
                extension(List.of(ProblemKind.error("XX101", "a"), ProblemKind.warning("YY101", "b")), (d, a) -> {}));
        var undeclared = ProblemKind.error("XX102", "other");
        assertFault(
                "it reports a problem of the kind XX102 other, which its problemKinds() does not declare; declared are [XX101 a]",
                extension(
                        List.of(ProblemKind.error("XX101", "a")),
                        (definition, answer) ->
                                answer.problem(Problem.of(undeclared, definition.element(), "what", "fix"))));
        assertThat(problems(compile(
                        NO_TIME, extension(List.of(ProblemKind.error("SLA102", "a")), (d, a) -> {}), new Deadlines())))
                .anySatisfy(problem -> assertThat(problem).endsWith("""
                         declares problems that begin with SLA
                              found:       SLA belongs to org.workflowengine.processor.ExtensionsTest$Scripted, which is asked first
                              expected:    the ids of each extension begin with letters of its own, the same for all of them
                              fix:         report it to the authors of org.workflowengine.processor.layer.Deadlines, or take it off \
                        the processor path"""));
    }

    @Test
    void cannotWriteOurFilesNorEachOthers() {
        assertFault(
                "a source is called \"app.ClaimEngine\", which the workflow-processor generates; give it another name",
                writing(answer -> answer.source("app.ClaimEngine", "package app; class ClaimEngine {}")));
        assertFault(
                "a source is called \"app/Claim\", expected the qualified name of a type, for example app.ClaimDeadlines",
                writing(answer -> answer.source("app/Claim", "")));
        assertFault(
                "a resource is called \"META-INF/workflow/claim.v3.json\", but META-INF/workflow/ belongs to the workflow-processor; use a"
                        + " folder of the layer's own",
                writing(answer -> answer.resource("META-INF/workflow/claim.v3.json", "{}")));
        for (String path : List.of("../claim", "/claim", "META-INF/../claim", "a//b", "a\\b", "C:/claim", "")) {
            assertFault(
                    "a resource is called \"" + path
                            + "\", expected a path below the output folder, for example META-INF/sla/claim.v1.json",
                    writing(answer -> answer.resource(path, "")));
        }
        assertFault("the source app.Twice is written twice", writing(answer -> {
            answer.source("app.Twice", "package app; class Twice {}");
            answer.source("app.Twice", "package app; class Twice {}");
        }));
        assertFault(
                "the source app.ClaimDeadlines is written twice, before by org.workflowengine.processor.ExtensionsTest$Zealous",
                new Deadlines(),
                new Zealous("app.ClaimDeadlines"));
    }

    @Test
    void ourFilesComeFirstWhateverTheOrderOfDefinitions() {
        var taking = writing(answer -> answer.source("app.OtherState", "package app; class OtherState {}"));
        var compiled = compiler(List.of(), taking).compile(claim(SOUND), other());
        assertThat(problems(compiled)).hasSize(2).allMatch(problem -> problem.contains("[WF004 extension-fault]"));
    }

    @Test
    void sourcesOfAnotherProcessorAreNotOverwritten() {
        var compiled = compile(SOUND, writing(answer -> answer.source("app.Claim", "package app; class Claim {}")));
        assertThat(codes(compiled)).containsExactly("WF003");
    }

    @Test
    void problemInAClassFileIsShownAtTheDefinition() {
        var kind = ProblemKind.error("XX101", "elsewhere");
        var elsewhere = extension(
                List.of(kind),
                (definition, answer) -> answer.problem(Problem.of(
                        kind,
                        definition.elements().getTypeElement("java.lang.String"),
                        "String is final",
                        "use another type")));
        assertThat(problems(compile(SOUND, elsewhere))).containsExactly("""
                ERROR 5 [XX101 elsewhere] String is final
                      fix:         use another type""");
    }

    @Test
    void everyFileHasItsDefinitionAsItsOnlyOrigin() {
        var recording = new Recording(new Deadlines());
        Compilation compiled = Compiler.javac().withProcessors(recording).compile(claim(SOUND), other());
        assertThat(compiled.diagnostics()).isEmpty();
        assertThat(recording.origins)
                .hasSize(20)
                .containsEntry("app.ClaimDeadlines", "[app.Claim]")
                .containsEntry("META-INF/sla/claim.v3.txt", "[app.Claim]");
    }

    @Test
    void theirMessagesHaveAllParts() {
        var kind = ProblemKind.error("XX101", "a");
        assertFault("the part \"fix\" of a problem XX101 a is blank", reporting(kind, "what", " "));
        assertFault("the part \"what\" of a problem XX101 a is blank", reporting(kind, "", "fix"));
        assertFault("what XX101 a says is wrong has several lines, expected one", reporting(kind, "one\ntwo", "fix"));
    }

    private static void assertFault(String found, ProcessorExtension... extensions) {
        assertThat(problems(compile(SOUND, extensions)))
                .hasSize(1)
                .first()
                .asString()
                .contains("[WF004 extension-fault]", found);
    }

    private static ProcessorExtension reporting(ProblemKind kind, String what, String fix) {
        return extension(
                List.of(kind),
                (definition, answer) -> answer.problem(Problem.of(kind, definition.element(), what, fix)));
    }

    private static ProcessorExtension writing(Consumer<Answer> writer) {
        return extension(List.of(), (definition, answer) -> writer.accept(answer));
    }

    private static ProcessorExtension extension(List<ProblemKind> kinds, BiConsumer<DefinitionView, Answer> examine) {
        return new Scripted(kinds, examine);
    }

    /** Does what a test says. */
    private record Scripted(List<ProblemKind> problemKinds, BiConsumer<DefinitionView, Answer> script)
            implements ProcessorExtension {
        @Override
        public void examine(DefinitionView definition, Answer answer) {
            script.accept(definition, answer);
        }
    }

    /** Comes first by its name, whatever its codes. */
    private static final class First implements ProcessorExtension {
        private static final ProblemKind KIND = ProblemKind.error("ZZ101", "first");

        @Override
        public List<ProblemKind> problemKinds() {
            return List.of(KIND);
        }

        @Override
        public void examine(DefinitionView definition, Answer answer) {
            answer.problem(Problem.of(KIND, definition.element(), "what", "fix"));
        }
    }

    /** Comes second by its name. */
    private static final class Second implements ProcessorExtension {
        private static final ProblemKind KIND = ProblemKind.error("AA101", "second");

        @Override
        public List<ProblemKind> problemKinds() {
            return List.of(KIND);
        }

        @Override
        public void examine(DefinitionView definition, Answer answer) {
            answer.problem(Problem.of(KIND, definition.element(), "what", "fix"));
        }
    }

    /** Writes a type that another extension writes; before it by its name. */
    private static final class Zealous implements ProcessorExtension {
        private final String name;

        Zealous(String name) {
            this.name = name;
        }

        @Override
        public List<ProblemKind> problemKinds() {
            return List.of();
        }

        @Override
        public void examine(DefinitionView definition, Answer answer) {
            answer.source(name, "package app; class " + name.substring(4) + " {}");
        }
    }

    private static Compilation compile(String members, ProcessorExtension... extensions) {
        return compile(members, List.of(), extensions);
    }

    private static Compilation compile(String members, List<String> options, ProcessorExtension... extensions) {
        return compiler(options, extensions).compile(claim(members));
    }

    private static Compiler compiler(List<String> options, ProcessorExtension... extensions) {
        return Compiler.javac()
                .withOptions(options)
                .withProcessors(new WorkflowProcessor(() -> Extensions.of(List.of(extensions))));
    }

    private static JavaFileObject claim(String members) {
        return JavaFileObjects.forSourceString("app.Claim", """
                package app;
                import org.workflowengine.annotations.*;
                import org.workflowengine.processor.layer.*;
                @Workflow(id = "claim", version = 3)
                interface Claim {
                %s}
                """.formatted(members));
    }

    private static JavaFileObject other() {
        return JavaFileObjects.forSourceString("app.Other", """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "other", version = 1)
                interface Other { @State(initial = true, terminal = true) interface Only {} }
                """);
    }

    private static List<String> problems(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(diagnostic ->
                        diagnostic.getKind() + " " + diagnostic.getLineNumber() + " " + diagnostic.getMessage(null))
                .toList();
    }

    private static List<String> codes(Compilation compilation) {
        return problems(compilation).stream()
                .map(problem -> problem.replaceAll("(?s).*?\\[([A-Z]+[0-9]+) .*", "$1"))
                .toList();
    }

    private static Map<String, String> texts(Compilation compilation) {
        Map<String, String> texts = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() != Kind.CLASS) {
                try {
                    var name = file.getName().replaceFirst("^/(SOURCE|CLASS)_OUTPUT/", "");
                    texts.put(name, file.getCharContent(false).toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return texts;
    }

    private static String text(Compilation compilation, String name) {
        return texts(compilation).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not among " + texts(compilation).keySet()));
    }

    /** The real processor with a filer that notes from which elements each file is said to originate. */
    @SupportedAnnotationTypes("org.workflowengine.annotations.*")
    private static final class Recording extends AbstractProcessor {
        private final Map<String, String> origins = new TreeMap<>();
        private final WorkflowProcessor real;

        Recording(ProcessorExtension extension) {
            real = new WorkflowProcessor(() -> Extensions.of(List.of(extension)));
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            var filer = (Filer) between(Filer.class, environment.getFiler());
            real.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (self, method, arguments) ->
                            method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments)));
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return real.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return real.process(annotations, round);
        }

        private Object between(Class<?> type, Object real) {
            return Proxy.newProxyInstance(
                    ExtensionsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (arguments[arguments.length - 1] instanceof Element[] elements) {
                            origins.put(
                                    arguments[arguments.length == 2 ? 0 : 2].toString(),
                                    new ArrayList<>(List.of(elements)).toString());
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
