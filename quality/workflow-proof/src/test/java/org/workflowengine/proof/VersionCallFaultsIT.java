package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.CallFaults.Operation;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * As {@link CallFaultsIT}, for the steps that lead to another version: migrations, moves that migrate first, and imports. A case is
 * never left between two versions: that is one of the invariants.
 */
class VersionCallFaultsIT {
    private static final PolicyFacts NOTHING = facts();
    private static final PolicyFacts COVERED = facts(PolicyFacts.COVERED);
    private static final Instant LONG_AGO = Instant.parse("2019-05-04T03:02:01Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void everyFailingCall(Databases kind) throws Exception {
        try (Run run = Run.whole("call faults between versions", kind.toString());
                TestDatabase database = kind.open(folder)) {
            OnPolicies policies = new OnPolicies(run, database);
            policies.everyCall(CallFaults.SIX);
            policies.faults.pairs(policies.operations(), run.times(150));
            policies.faults.end();
        }
    }

    static void smoke(Run run, TestDatabase database) throws Exception {
        OnPolicies policies = new OnPolicies(run, database);
        policies.everyCall(CallFaults.SMOKE);
        policies.faults.end();
    }

    /** The caller, with the second version and with both. */
    private record Node(WorkflowRuntime runtime, Engine second, Engine touching, Workflows both) {
        static Node on(WorkflowRuntime runtime) {
            Engine second = Engine.of(runtime, Policy.SECOND);
            return new Node(
                    runtime,
                    second,
                    second.migratingOnTouch(),
                    Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND)).migratingOnTouch());
        }
    }

    private static Decision read(String mark) {
        return Decision.by("alice").because(mark).requestId(mark);
    }

    private static List<Function<Node, Object>> reads() {
        return List.of(
                node -> node.second().load("read"),
                node -> node.second().history("read"),
                node -> node.second().resolve("read", "2"),
                node -> node.both().fire("policy", "read", "PAY", Map.of("COVERED", true), read("2")),
                node -> node.touching().fire("read", "PAY", COVERED, read("2")),
                node -> node.touching().fire("read", "REMIND", NOTHING, read("refused")),
                node -> node.second().migrate("read", NOTHING, read("refused")),
                node -> node.second().importCase("read", State.UNDER_REVIEW, read("refused")),
                node -> node.runtime().migrations(Policy.SECOND).lines().toString());
    }

    /** Between two versions. */
    private static final class OnPolicies {
        private final CallFaults faults;
        private final Engine first;
        private final Node sound;
        private final Node failing;

        OnPolicies(Run run, TestDatabase database) {
            this.faults = new CallFaults(run, database, Policy.FIRST, Policy.SECOND);
            this.first = Engine.of(faults.sound(), Policy.FIRST);
            this.sound = Node.on(faults.sound());
            this.failing = Node.on(faults.failing());
            inReview("read");
            asked("read", "2", () -> sound.touching().fire("read", "PAY", COVERED, read("2")));
        }

        void everyCall(List<Mode> modes) throws Exception {
            faults.everyCall(operations(), modes);
            faults.everyRead(reads(), sound, failing, modes);
        }

        private interface Write {
            Outcome<?> of(String caseId, Decision decision);
        }

        /** Of a case that is in review in the first version. */
        private Operation migration(String name, Write write) {
            return new Operation(name, true, (caseId, decision) -> {
                inReview(caseId);
                faults.journal().asks(caseId, "move", new Asked(Asked.MIGRATION, Set.of()));
                return () -> write.of(caseId, decision);
            });
        }

        /** As well. */
        private Operation moveOnTouch(String name, Write write) {
            return new Operation(name, true, (caseId, decision) -> {
                inReview(caseId);
                faults.journal().asks(caseId, "move", new Asked("PAY", Set.of("COVERED")));
                return () -> write.of(caseId, decision);
            });
        }

        /** Since when it is in its state is not drawn: it cannot be in the future. */
        private Operation importing(String name, Write write) {
            return new Operation(name, true, false, (caseId, decision) -> {
                faults.journal().asks(caseId, "move", new Asked(Definition.IMPORT, Set.of()));
                return () -> write.of(caseId, decision.occurredAt(LONG_AGO));
            });
        }

        /** All with request ids, by which the invariants tell a migration from one on touch. */
        private List<Operation> operations() {
            return List.of(
                    migration("migrate", (caseId, decision) -> failing.second().migrate(caseId, NOTHING, decision)),
                    migration(
                            "migrate by name",
                            (caseId, decision) -> failing.both().migrate("policy", caseId, Map.of(), decision)),
                    migration(
                            "bulk migration", (caseId, decision) -> bulk(Request.migration(caseId, NOTHING, decision))),
                    moveOnTouch(
                            "move on touch",
                            (caseId, decision) -> failing.touching().fire(caseId, "PAY", COVERED, decision)),
                    moveOnTouch(
                            "move on touch by name",
                            (caseId, decision) ->
                                    failing.both().fire("policy", caseId, "PAY", Map.of("COVERED", true), decision)),
                    moveOnTouch(
                            "bulk move on touch",
                            (caseId, decision) -> bulk(Request.move(caseId, "PAY", COVERED, decision))),
                    moveOnTouch(
                            "on touch in the caller's transaction",
                            (caseId, decision) ->
                                    faults.inTheCallersTransaction(transaction -> Engine.of(transaction, Policy.SECOND)
                                            .migratingOnTouch()
                                            .fire(caseId, "PAY", COVERED, decision))),
                    importing(
                            "import",
                            (caseId, decision) -> failing.second().importCase(caseId, State.UNDER_REVIEW, decision)),
                    importing(
                            "import by name",
                            (caseId, decision) ->
                                    failing.both().importCase("policy", caseId, "UNDER_REVIEW", decision)),
                    importing(
                            "bulk import",
                            (caseId, decision) -> bulk(Request.importing(caseId, "UNDER_REVIEW", decision))));
        }

        private Outcome<?> bulk(Request request) {
            return failing.touching().applyAll(List.of(request)).get(0).orThrow();
        }

        private void inReview(String caseId) {
            asked(caseId, "open", () -> first.open(caseId, read("open")));
            asked(caseId, "review", () -> first.fire(caseId, "REVIEW", facts(PolicyFacts.COMPLETE), read("review")));
        }

        private void asked(String caseId, String mark, Supplier<? extends Outcome<?>> request) {
            assertThat(faults.journal().ask(caseId, mark, true, request).verdict())
                    .isEqualTo(Verdict.APPLIED);
        }
    }
}
