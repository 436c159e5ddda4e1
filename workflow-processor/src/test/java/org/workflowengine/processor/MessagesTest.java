package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** The diagnostics are the product's face: the important ones, word for word as the compiler shows them. */
class MessagesTest {

    @Test
    void aLoopWithoutAWayOut() {
        assertMessage("""
                @State(initial = true) interface Created {
                    @Transition UnderReview startReview();
                }
                @State interface UnderReview {
                    @Transition Closed close();
                    @Transition OnHold hold();
                }
                @State interface OnHold {
                    @Transition Escalated escalate();
                }
                @State interface Escalated {
                    @Transition OnHold park();
                }
                @State(terminal = true) interface Closed {}
                """, """
                [WF204 no-path-to-terminal] OnHold can be entered but never finished
                      entered by:  Created -startReview-> UnderReview -hold-> OnHold
                      found:       OnHold -escalate-> Escalated -park-> OnHold is a closed loop
                      expected:    from every state some path reaches a terminal state (Closed)
                      fix:         give OnHold or Escalated a transition out, e.g.   @Transition Closed finish();""");
    }

    @Test
    void aKnotWithoutAWayOut() {
        assertMessage("""
                @State(initial = true) interface A {
                    @Transition B b();
                    @Transition C c();
                }
                @State interface B {
                    @Transition A a();
                }
                @State interface C {
                    @Transition A a();
                }
                @State(terminal = true) interface Closed {}
                """, """
                [WF203 unreachable-state] Closed can never be entered
                      found:       no transition enters it
                      expected:    every state is reached from the initial state (A)
                      fix:         let a state that is reached lead to it, e.g. in A   @Transition Closed enterClosed();   or remove Closed""", """
                [WF204 no-path-to-terminal] A can be entered but never finished
                      found:       A, B and C lead only to each other, e.g. A -b-> B -a-> A
                      expected:    from every state some path reaches a terminal state (Closed)
                      fix:         give A, B or C a transition out, e.g.   @Transition Closed finish();""");
    }

    @Test
    void anIsland() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Transition Done finish();
                }
                @State interface Atlantis {
                    @Transition Avalon sail();
                }
                @State interface Avalon {
                    @Transition Atlantis sail();
                    @Transition Harbour land();
                }
                @State interface Harbour {
                    @Transition Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF203 unreachable-state] Atlantis and Avalon can never be entered
                      found:       nothing but themselves enters them: Atlantis -sail-> Avalon -sail-> Atlantis
                                   cut off with it: Harbour
                      expected:    every state is reached from the initial state (Open)
                      fix:         let a state that is reached lead to it, e.g. in Open   @Transition Atlantis enterAtlantis();   or remove Atlantis and Avalon""");
    }

    @Test
    void aDeadEnd() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Transition Done finish();
                    @Transition Parked park();
                }
                @State interface Parked {}
                @State(terminal = true) interface Done {}
                """, """
                [WF205 dead-end] Parked cannot be left and is not terminal
                      entered by:  Open -park-> Parked
                      found:       no transition, neither its own nor an inherited one
                      expected:    a state has a transition out or ends the case
                      fix:         write   @State(terminal = true)   or give it a transition out, e.g.   @Transition Done finish();""");
    }

    @Test
    void aTerminalStateThatGoesOn() {
        assertMessage("""
                interface Active {
                    @Transition Done finish();
                }
                @State(initial = true) interface Open extends Active {}
                @State(terminal = true) interface Done extends Active {
                    @Transition Open reopen();
                }
                """, """
                [WF206 terminal-with-transition] terminal state Done has a transition out
                      found:       Done -reopen-> Open
                                   Done -finish-> Done, inherited from Active
                      expected:    a case that has reached a terminal state stays there
                      fix:         remove terminal = true, or remove reopen and do not inherit from Active""");
    }

    @Test
    void noInitialState() {
        assertMessage("""
                @State interface Paid {
                    @Transition Done finish();
                }
                @State interface Open {
                    @Transition Paid pay();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF201 initial-state] Flow has no initial state
                      found:       none of its 3 states is marked with initial = true
                      expected:    exactly one state in which cases are opened
                      fix:         for example   @State(initial = true) interface Open""");
    }

    @Test
    void noTerminalState() {
        assertMessage("""
                @State(initial = true) interface On {
                    @Transition Off toggle();
                }
                @State interface Off {
                    @Transition On toggle();
                }
                """, """
                [WF202 no-terminal-state] Flow has no terminal state
                      found:       each of its 2 states leads on to another, and no case is ever finished
                      expected:    at least one state in which cases end, or may rest
                      fix:         for example   @State(terminal = true) interface Closed {}   and a transition that returns it""");
    }

    @Test
    void aTargetThatIsNoState() {
        assertMessage("""
                interface Closing {}
                @State(initial = true) interface Open {
                    @Transition Closing finish();
                }
                @State(terminal = true) interface Done extends Closing {}
                """, """
                [WF104 target-not-a-state] Open.finish does not enter a state of Flow
                      found:       it returns Closing, a superstate, in which no case can rest
                      expected:    one of Open and Done
                      fix:         for example   @Transition Done finish();""");
    }

    @Test
    void aFactWithoutItsMark() {
        assertMessage("""
                @interface Padi {
                    boolean value() default true;
                }
                @Fact @interface Paid {
                    boolean value() default true;
                }
                @State(initial = true) interface Open {
                    @Transition @Padi Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF301 not-a-fact] @Padi on Open.finish guards nothing: it is not a fact
                      found:       it is declared in Flow without @Fact (did you mean @Paid?)
                      expected:    guards are annotation types that are marked with @Fact
                      fix:         use   @Paid   or write   @Fact @interface Padi""");
    }

    @Test
    void oneNameInheritedWithTwoMeanings() {
        assertMessage("""
                @Fact @interface Asked {
                    boolean value() default true;
                }
                interface Cancellable {
                    @Transition Cancelled cancel();
                }
                interface Revocable {
                    @Transition @Asked(false) Cancelled cancel();
                }
                @State(initial = true) interface Open extends Cancellable, Revocable {}
                @State(terminal = true) interface Cancelled {}
                """, """
                [WF209 inherited-differently] Open inherits cancel with different meanings
                      found:       Cancellable.cancel enters Cancelled, no guard
                                   Revocable.cancel enters Cancelled, @Asked(false)
                      expected:    in one state one name has one target, one guard and one id
                      fix:         declare cancel in Open (its guard is then the sum of all), or rename it in Cancellable or Revocable""");
    }

    @Test
    void oneIdForTwoStates() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Transition Done finish();
                    @Transition Closed close();
                }
                @State(terminal = true) interface Done {}
                @State(terminal = true, id = "done") interface Closed {}
                """, """
                [WF107 stored-id] state Done has the same stored id as Closed
                      found:       Done is stored as DONE
                                   Closed is stored as done
                      expected:    ids that differ in more than upper and lower case, which some databases do not tell apart
                      fix:         pin another id:   @State(id = "…")""", """
                [WF107 stored-id] state Closed has the same stored id as Done
                      found:       Closed is stored as done
                                   Done is stored as DONE
                      expected:    ids that differ in more than upper and lower case, which some databases do not tell apart
                      fix:         pin another id:   @State(id = "CLOSED")""");
    }

    @Test
    void anOpenFact() {
        assertMessage("""
                @Fact @interface Amount {
                    int value();
                }
                @State(initial = true) interface Open {
                    @Transition @Amount(3) Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF106 fact-shape] fact Amount has values that cannot be enumerated
                      found:       value() is of type int
                      expected:    boolean, an enum, or an array of an enum (= any of these)
                      fix:         compute the fact outside the definition, and pass only what it comes to:   boolean value() default true;""");
    }

    /** The sample of the design: the way out is drawn, but contradicts itself. */
    @Test
    void aWayOutThatCanNeverFire() {
        assertMessage("""
                @Fact @interface Approvable {
                    boolean value() default true;
                }
                interface Supervised {
                    @Transition @Approvable(false) Approved approve();
                }
                @State(initial = true) interface Created {
                    @Transition UnderReview startReview();
                }
                @State interface UnderReview {
                    @Transition @Approvable Approved approve();
                    @Transition OnHold hold();
                }
                @State interface OnHold {
                    @Transition Escalated escalate();
                }
                @State interface Escalated extends Supervised {
                    @Transition OnHold park();
                    @Override @Transition @Approvable Approved approve();
                }
                @State(terminal = true) interface Approved {}
                """, """
                [WF302 contradictory-guard] Escalated.approve can never fire: its guard contradicts itself
                      found:       Escalated.approve requires @Approvable
                                   Supervised.approve requires @Approvable(false)
                      expected:    a value of @Approvable that all of them accept
                      fix:         let them accept a common value, e.g.   @Approvable(false)   instead of @Approvable, or drop one of them""", """
                [WF204 no-path-to-terminal] OnHold can be entered but never finished
                      entered by:  Created -startReview-> UnderReview -hold-> OnHold
                      found:       OnHold -escalate-> Escalated -park-> OnHold is a closed loop; Escalated -approve-> Approved can never fire (see WF302)
                      expected:    from every state some path reaches a terminal state (Approved)
                      fix:         fix the guard of Escalated.approve (see WF302), or give OnHold or Escalated a transition out, e.g.   @Transition Approved finish();""");
    }

    @Test
    void aContradictionThatCutsOff() {
        assertMessage("""
                enum Size { SMALL, LARGE }
                @Fact @interface OfSize {
                    Size value();
                }
                @Fact @OfSize(Size.SMALL) @interface Routine {}
                @State(initial = true) interface Open {
                    @Transition Done finish();
                    @Transition @OfSize(Size.LARGE) @Routine Audit audit();
                }
                @State interface Audit {
                    @Transition Filed file();
                }
                @State interface Filed {
                    @Transition Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF302 contradictory-guard] Open.audit can never fire: its guard contradicts itself
                      found:       Open.audit requires @OfSize(Size.LARGE)
                                   Open.audit through @Routine requires @OfSize(Size.SMALL)
                      expected:    a value of @OfSize that all of them accept
                      fix:         let them accept a common value, e.g.   @OfSize(Size.SMALL)   instead of @OfSize(Size.LARGE), or drop one of them""", """
                [WF203 unreachable-state] Audit can never be entered
                      found:       Open -audit-> Audit can never fire (see WF302)
                                   cut off with it: Filed
                      expected:    every state is reached from the initial state (Open)
                      fix:         fix the guard of Open.audit (see WF302)""");
    }

    @Test
    void aDemandThatNothingSatisfies() {
        assertMessage("""
                enum Payer { FINANCE, BOARD }
                @Fact @interface PaidBy {
                    Payer[] value();
                }
                @State(initial = true) interface Open {
                    @Transition Done finish();
                    @Transition @PaidBy(Payer.FINANCE) Paid pay();
                    @Transition @PaidBy({}) Paid payLater();
                }
                @State interface Paid {
                    @Transition @PaidBy(Payer.BOARD) Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF302 contradictory-guard] Open.payLater can never fire: its guard contradicts itself
                      found:       Open.payLater requires @PaidBy({}), which no value satisfies
                      expected:    at least one of FINANCE and BOARD
                      fix:         name what is accepted, e.g.   @PaidBy(Payer.FINANCE)   or remove @PaidBy({})""");
    }

    @Test
    void anIslandThatWouldBeATrap() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Transition Done finish();
                }
                @State interface Atlantis {
                    @Transition Avalon sail();
                }
                @State interface Avalon {
                    @Transition Atlantis sail();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF203 unreachable-state] Atlantis and Avalon can never be entered
                      found:       nothing but themselves enters them: Atlantis -sail-> Avalon -sail-> Atlantis
                                   and no case could be finished there: Atlantis -sail-> Avalon -sail-> Atlantis has no way out
                      expected:    every state is reached from the initial state (Open)
                      fix:         let a state that is reached lead to it, e.g. in Open   @Transition Atlantis enterAtlantis();   and give Atlantis or Avalon a transition out, or remove Atlantis and Avalon""");
    }

    @Test
    void twoTransitionsThatAreOne() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Transition Done finish();
                    @Transition Done complete();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF208 same-transition-twice] Open.finish does the same as Open.complete
                      found:       both lead from Open to Done with no guard
                      expected:    in one state transitions differ in what they enter or in what they require
                      fix:         remove finish or Open.complete, or let their guards differ
                      or:          say why it does not matter   @Tolerate(code = "WF208", because = "…")""", """
                [WF208 same-transition-twice] Open.complete does the same as Open.finish
                      found:       both lead from Open to Done with no guard
                      expected:    in one state transitions differ in what they enter or in what they require
                      fix:         remove complete or Open.finish, or let their guards differ
                      or:          say why it does not matter   @Tolerate(code = "WF208", because = "…")""");
    }

    @Test
    void aTransitionThatChangesNothing() {
        assertMessage("""
                @Fact @interface Late {
                    boolean value() default true;
                }
                interface Active {
                    @Transition OnHold hold();
                }
                @State(initial = true) interface Open extends Active {
                    @Transition Open remind();
                    @Transition @Late Done finish();
                }
                @State interface OnHold extends Active {
                    @Transition Open resume();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF210 unguarded-self-transition] Open.remind changes nothing
                      found:       Open -remind-> Open with no guard: it can be repeated without end
                      expected:    a transition that enters another state, or a fact that says when it may be repeated
                      fix:         remove it, or declare in a superstate that it keeps the state   interface CanRemind { @Transition CanRemind remind(); }   which Open extends
                      or:          say why it does not matter   @Tolerate(code = "WF210", because = "…")""", """
                [WF210 unguarded-self-transition] OnHold inherits Active.hold, which changes nothing there
                      found:       OnHold -hold-> OnHold with no guard: it can be repeated without end
                      expected:    a transition that enters another state, or a fact that says when it may be repeated
                      fix:         do not let OnHold inherit it, or declare it there again with a guard
                      or:          say why it does not matter   @Tolerate(code = "WF210", because = "…")""");
    }

    @Test
    void aGuardThatExcludesNothing() {
        assertMessage("""
                enum Size { SMALL, LARGE }
                @Fact @interface AnyOf {
                    Size[] value();
                }
                @State(initial = true) interface Open {
                    @Transition @AnyOf({Size.SMALL, Size.LARGE}) Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF303 always-true] @AnyOf in Open.finish accepts every value
                      found:       SMALL and LARGE are all the values that it can have
                      expected:    a requirement that some value does not satisfy; this one only requires that the fact is known
                      fix:         remove it, or leave out what must not pass, e.g.   @AnyOf(Size.SMALL)
                      or:          say why it does not matter   @Tolerate(code = "WF303", because = "…")""");
    }

    @Test
    void aFactThatDecidesNothing() {
        assertMessage("""
                @Fact @interface Paid {
                    boolean value() default true;
                }
                @State(initial = true) interface Open {
                    @Transition Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF304 unused-fact] no guard requires @Paid
                      found:       no transition carries it, neither itself nor through a composed guard
                      expected:    each fact of a workflow decides whether some transition may happen
                      fix:         put   @Paid   on the transition that depends on it, or remove the fact
                      or:          say why it does not matter   @Tolerate(code = "WF304", because = "…")""");
    }

    @Test
    void aValueThatOpensNothing() {
        assertMessage("""
                enum Size { SMALL, MEDIUM, LARGE }
                @Fact @interface OfSize {
                    Size value();
                }
                @State(initial = true) interface Open {
                    @Transition @OfSize(Size.SMALL) Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF305 unaccepted-value] no guard accepts @OfSize with MEDIUM or LARGE
                      found:       its guards accept SMALL only
                      expected:    each value of Size opens some transition
                      fix:         put   @OfSize(Size.MEDIUM)   on a transition, or remove MEDIUM and LARGE from Size
                      or:          say why it does not matter   @Tolerate(code = "WF305", because = "…")""");
    }

    @Test
    void tolerationsThatCannotBe() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Tolerate(code = "WF2010", because = "each reminder counts")
                    @Transition Done remind();
                }
                @Tolerate(code = "WF204", because = "we like it")
                @State(terminal = true) interface Done {}
                @Tolerate(code = "WF304", because = "")
                interface Active {}
                """, """
                [WF112 toleration-shape] "WF2010" is not a warning that can be tolerated
                      found:       there is no such code (did you mean WF210 or WF208?)
                      expected:    one of WF208, WF210, WF303, WF304, WF305, WF606 and WF607
                      fix:         code = "WF210\"""", """
                [WF112 toleration-shape] "WF204" is not a warning that can be tolerated
                      found:       WF204 no-path-to-terminal is an error: the definition would not be sound
                      expected:    one of WF208, WF210, WF303, WF304, WF305, WF606 and WF607
                      fix:         fix what it reports, and remove this annotation""", """
                [WF112 toleration-shape] a toleration without a reason
                      expected:    a sentence for those who read the definition later
                      fix:         because = "…"   with the reason why the warning does not matter here""");
    }

    @Test
    void aTolerationThatNothingNeeds() {
        assertMessage("""
                @State(initial = true) interface Open {
                    @Tolerate(code = "WF210", because = "each reminder counts")
                    @Transition Done finish();
                }
                @State(terminal = true) interface Done {}
                """, """
                [WF113 tolerates-nothing] nothing needs this toleration
                      found:       here no WF210 unguarded-self-transition is reported
                      expected:    a toleration where its warning is shown, or on the workflow
                      fix:         remove it""");
    }

    @Test
    void aFactWhereItGuardsNothing() {
        assertMessage("""
                enum Size { SMALL, LARGE }
                @Fact @interface OfSize { Size[] value(); }
                @Fact @interface Paid { boolean value() default true; }
                @OfSize(Size.SMALL)
                @State(initial = true) interface Open {
                    @Transition Done finish();
                }
                @State interface Lost {
                    @Transition @Paid Done find();
                    @Transition @Paid(false) Done drop();
                }
                @Paid(false)
                @State(terminal = true) interface Done {}
                @Paid
                int LIMIT = 3;
                @Paid
                @interface Routine {}
                """, """
                [WF307 guards-nothing] @OfSize on state Open guards nothing
                      found:       Open.finish does not carry it
                      expected:    a fact on each transition that requires it, or on a composed guard there
                      fix:         put it on Open.finish   @Transition @OfSize(Size.SMALL) Done finish();""", """
                [WF307 guards-nothing] @Paid on state Done guards nothing
                      found:       Open.finish does not carry it
                      expected:    a fact on each transition that requires it, or on a composed guard there
                      fix:         put it on Open.finish   @Transition @Paid(false) Done finish();""", """
                [WF307 guards-nothing] @Paid on annotation type Routine guards nothing
                      found:       Routine is not marked with @Fact, as a composed guard is
                      fix:         write   @Fact @interface Routine   or remove it""", """
                [WF307 guards-nothing] @Paid on field Flow.LIMIT guards nothing
                      expected:    a fact on each transition that requires it, or on a composed guard there
                      fix:         remove it, or put it on the transition that it is meant for""", """
                [WF203 unreachable-state] Lost can never be entered
                      found:       no transition enters it
                      expected:    every state is reached from the initial state (Open)
                      fix:         let a state that is reached lead to it, e.g. in Open   @Transition Lost enterLost();   or remove Lost""");
    }

    private static void assertMessage(String members, String... messages) {
        JavaFileObject flow = JavaFileObjects.forSourceString("app.Flow", """
                package app;

                import org.workflowengine.annotations.*;

                @Workflow(id = "flow", version = 1)
                interface Flow {
                %s
                }
                """.formatted(members));
        var problems = Compiler.javac()
                .withProcessors(new WorkflowProcessor())
                .compile(flow)
                .diagnostics();
        assertThat(problems)
                .filteredOn(problem -> problem.getKind() != Diagnostic.Kind.NOTE)
                .extracting(problem -> problem.getMessage(null))
                .isEqualTo(List.of(messages));
    }
}
