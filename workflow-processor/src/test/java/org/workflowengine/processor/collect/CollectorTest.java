package org.workflowengine.processor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.Test;
import org.workflowengine.annotations.Workflow;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.Requirement;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/** What is written in a definition arrives in the model. */
class CollectorTest {

    private static final String HEADER = """
            package app;

            import org.workflowengine.annotations.Fact;
            import org.workflowengine.annotations.State;
            import org.workflowengine.annotations.Transition;
            import org.workflowengine.annotations.Workflow;

            """;

    private static final String FACTS = """
            @Fact(id = "receipts", message = "every receipt is there") @interface Receipts { boolean value() default true; }
            @Fact @interface Small { Size value() default Size.S; }
            @Fact @interface Any { Size[] value(); }
            @Fact @Receipts @Any({Size.M, Size.S, Size.M}) @interface Routine { boolean value() default true; }
            @Fact @Routine @Shared(false) @interface Pure {}
            enum Size { S, M, L }
            """;

    @Test
    void names() {
        var model = read("class Outer { @Workflow(id = \"inner\", version = 3) interface Inner {} }");
        assertThat(model.definition()).isEqualTo(JavaName.of("app", "Outer", "Inner"));
        assertThat(model.prefix()).isEqualTo("Outer_Inner");
        assertThat(model.nameOf(GeneratedType.CASE).canonical()).isEqualTo("app.Outer_InnerCase");
        assertThat(model.id()).isEqualTo("inner");
        assertThat(model.version()).isEqualTo(3);
        assertThat(model.visible()).isFalse();
    }

    @Test
    void statesInCanonicalAndInDeclarationOrder() {
        var model = flow("""
                @State(terminal = true, id = "END") interface Done {}
                @State interface Middle { @Transition Done finish(); }
                @State(initial = true) interface Start { @Transition Middle go(); @Transition Done abort(); }
                """);
        assertThat(model.states()).extracting(StateNode::name).containsExactly("Start", "Done", "Middle");
        assertThat(model.statesAsDeclared()).extracting(StateNode::name).containsExactly("Done", "Middle", "Start");
        assertThat(model.states()).extracting(StateNode::id).containsExactly("START", "END", "MIDDLE");
        assertThat(model.states()).extracting(StateNode::constant).containsExactly("START", "DONE", "MIDDLE");
        assertThat(model.states()).extracting(StateNode::initial).containsExactly(true, false, false);
        assertThat(model.states()).extracting(StateNode::terminal).containsExactly(false, true, false);
        var start = model.states().get(0);
        assertThat(start.transitions()).extracting(TransitionEdge::name).containsExactly("abort", "go");
        assertThat(start.transitionsAsDeclared())
                .extracting(TransitionEdge::name)
                .containsExactly("go", "abort");
        assertThat(start.transitions()).extracting(TransitionEdge::constant).containsExactly("START_ABORT", "START_GO");
    }

    @Test
    void vocabularyIsTheOwnFactsAndTheSharedOnesInUse() {
        var model = flow(FACTS + "@State(initial = true) interface Start { @Transition @Pure Start go(); }");
        assertThat(model.facts())
                .extracting(FactNode::name)
                .containsExactly("Any", "Receipts", "Routine", "Shared", "Small");
        assertThat(model.factsAsDeclared())
                .extracting(FactNode::name)
                .containsExactly("Receipts", "Small", "Any", "Routine", "Shared");
        assertThat(model.facts()).extracting(FactNode::shared).containsExactly(false, false, false, true, false);
        var receipts = model.facts().get(1);
        assertThat(receipts.id()).isEqualTo("receipts");
        assertThat(receipts.message()).isEqualTo("every receipt is there");
        assertThat(receipts.factory()).isEqualTo("receipts");
        assertThat(receipts.type()).isEqualTo(JavaName.of("app", "Flow", "Receipts"));
        assertThat(receipts.valueType()).isEqualTo(new FactType.OfBoolean());
        assertThat(model.facts().get(0).valueType())
                .isEqualTo(new FactType.OfEnum(JavaName.of("app", "Flow", "Size"), List.of("S", "M", "L")));
    }

    @Test
    void composedGuardsAreExpandedInPlace() {
        var guard = edge("@State(initial = true) interface Start { @Transition @Small(Size.L) @Pure Start go(); }")
                .guard();
        assertThat(guard.text()).isEqualTo("@Small(L) @Routine @Receipts @Any({S, M}) @Shared(false)");
        assertThat(guard.requirements())
                .extracting(Requirement::origin)
                .containsExactly(
                        "Start.go",
                        "Start.go through @Pure",
                        "Start.go through @Pure",
                        "Start.go through @Pure",
                        "Start.go through @Pure");
    }

    @Test
    void oneFactDemandedTwiceMustSatisfyBoth() {
        var both =
                edge("@State(initial = true) interface Start { @Transition @Routine @Any({Size.S, Size.L}) Start go(); }")
                        .guard();
        assertThat(both.text()).isEqualTo("@Routine @Receipts @Any(S)");
        var never = edge("@State(initial = true) interface Start { @Transition @Receipts(false) @Routine Start go(); }")
                .guard();
        assertThat(never.conditions().get(0).accepted()).isEmpty();
    }

    @Test
    void aRedeclaredTransitionDemandsMore() {
        var edge = edge("""
                interface Root { @Transition(id = "MOVE") @Receipts @Any({Size.S, Size.M}) Start go(); }
                interface Mid extends Root {}
                @State(initial = true) interface Start extends Mid { @Transition @Small @Any({Size.M, Size.L}) Start go(); }
                """);
        assertThat(edge.guard().text()).isEqualTo("@Small(S) @Any(M) @Receipts");
        assertThat(edge.id()).isEqualTo("MOVE");
        assertThat(edge.declaredIn()).isEqualTo("Start");
        assertThat(edge.inherited()).isFalse();
    }

    @Test
    void ofADiamondTheStrongerOneIsInherited() {
        var edge = edge("""
                interface Root { @Transition @Receipts Start go(); }
                interface Left extends Root {}
                interface Right extends Root { @Transition @Small Start go(); }
                @State(initial = true) interface Start extends Left, Right {}
                """);
        assertThat(edge.guard().text()).isEqualTo("@Small(S) @Receipts");
        assertThat(edge.declaredIn()).isEqualTo("Right");
        assertThat(edge.inherited()).isTrue();
        assertThat(edge.target()).hasValue("Start");
    }

    @Test
    void aStateInheritsFromAState() {
        var model = flow("""
                @State(initial = true) interface Start { @Transition Special specialise(); }
                @State interface Special extends Start { @Transition Start back(); }
                """);
        assertThat(model.state("Special").orElseThrow().transitions())
                .extracting(TransitionEdge::text)
                .containsExactly("Special -back-> Start", "Special -specialise-> Special");
    }

    @Test
    void aTransitionToNowhereIsStillThere() {
        var model = flow("@State(initial = true) interface Start { @Transition @Small String go(); }" + FACTS);
        assertThat(model.transitions()).singleElement().satisfies(edge -> {
            assertThat(edge.target()).isEmpty();
            assertThat(edge.guard().text()).isEqualTo("@Small(S)");
        });
        assertThat(model.faulty()).isFalse();
        assertThat(flow("@State(initial = true) interface Start { @Transition Unknown go(); }")
                        .faulty())
                .isTrue();
    }

    private static TransitionEdge edge(String members) {
        return flow(FACTS + members).states().get(0).transitions().get(0);
    }

    private static WorkflowModel flow(String members) {
        return read("@Workflow(id = \"flow\", version = 1) public interface Flow {\n" + members + "}");
    }

    private static WorkflowModel read(String definition) {
        var model = new AtomicReference<WorkflowModel>();
        var compilation = Compiler.javac()
                .withOptions("-proc:only")
                .withProcessors(new Reading(model))
                .compile(
                        JavaFileObjects.forSourceString("app.Flow", HEADER + definition),
                        JavaFileObjects.forSourceString(
                                "app.Shared", HEADER + "@Fact @interface Shared { boolean value() default true; }"));
        assertThat(model.get()).as(compilation.diagnostics().toString()).isNotNull();
        return model.get();
    }

    @SupportedAnnotationTypes("*")
    private static final class Reading extends AbstractProcessor {

        private final AtomicReference<WorkflowModel> model;
        private final Sources sources = new Sources();

        Reading(AtomicReference<WorkflowModel> model) {
            this.model = model;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            sources.add(round);
            for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Workflow.class))) {
                model.set(new Collector(processingEnv.getElementUtils(), sources, Codes.own())
                        .collect(type)
                        .model());
            }
            return false;
        }
    }
}
