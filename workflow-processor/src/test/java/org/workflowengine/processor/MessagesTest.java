package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
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
                      fix:         let a state that is reached return Closed, or remove it""", """
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
                      fix:         let a state that is reached return Atlantis, or remove it""");
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
                      fix:         remove terminal = true, or reopen and finish""");
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
                      expected:    at least one state in which cases end
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
                      fix:         write   @Fact @interface Padi""");
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
                      fix:         pin another id:   @State(id = "…")""");
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
                      fix:         let whoever computes the fact decide, and hand in the result:   boolean value() default true;""");
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
        var errors = Compiler.javac()
                .withProcessors(new WorkflowProcessor())
                .compile(flow)
                .errors();
        assertThat(errors).extracting(error -> error.getMessage(null)).isEqualTo(List.of(messages));
    }
}
