package org.workflowengine.dashboard.browser;

import static org.workflowengine.runtime.core.Decision.by;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.workflowengine.dashboard.Dashboard;
import org.workflowengine.dashboard.LastVerification;
import org.workflowengine.dashboard.RefusalCounter;
import org.workflowengine.http.Caller;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.Loan;

/** Cases in a database in memory, and a server with the pages about them. */
final class World implements AutoCloseable {
    static final Decision ALICE = by("alice").because("all documents are in");

    /** Everything speaks for an approval but the amount. */
    private static final Map<String, Boolean> APPROVAL =
            Map.of("RISK_RULES_PASSED", true, "AMOUNT_WITHIN_THRESHOLD", false);

    /** What the host knows. */
    static final FactSource KNOWN = (head, definition) -> head.workflow().equals("case-review") ? APPROVAL : Map.of();

    final RefusalCounter refusals = RefusalCounter.started();
    final WorkflowRuntime runtime = WorkflowRuntime.inMemory(
            RuntimeOptions.defaults().source("claims-1").observer(refusals));
    final Workflows workflows;
    private final List<JdkServer> servers = new ArrayList<>();

    private World(Definition... definitions) {
        workflows = Workflows.on(runtime, List.of(definitions));
    }

    static World of(Definition... definitions) {
        return new World(definitions);
    }

    /** Cases of each kind that a page shows in its own way, of three workflows. */
    static World ordinary() {
        World world = of(CaseReview.DEFINITION, Loan.FIRST, Loan.SECOND, forty());
        world.reviews();
        for (int i = 0; i < 60; i++) {
            world.workflows.open("case-review", "P-" + i, ALICE).orThrow();
        }
        world.workflows.open("loan", "L-1", ALICE).orThrow();
        Loan.Engine.of(world.runtime, Loan.FIRST).open("L-0", ALICE).orThrow();
        world.workflows.open("forty", "F-1", ALICE).orThrow();
        return world;
    }

    /** Four cases of the reference workflow: with evidence and an erased step, held and refused, closed, waiting. */
    World reviews() {
        review("C-1", "START_REVIEW");
        Decision forBob = by("alice")
                .because("Above the limit:\nthe expert decides")
                .requestId("R-1")
                .onBehalfOf("bob")
                .occurredAt(Instant.parse("2026-02-27T09:15:00Z"))
                .evidence("rules", "{\"rows\": [3, 11]}");
        workflows
                .fire("case-review", "C-1", "ESCALATE", Map.of("HIGH_AMOUNT", true), forBob)
                .orThrow();
        workflows.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        review("C-2", "START_REVIEW");
        workflows.hold("C-2", "lawsuit 7", by("lawyer").because("ordered")).orThrow();
        review("C-3", "START_REVIEW", "APPROVE", "CLOSE");
        review("C-4", "START_REVIEW", "REQUEST_INFO");
        // Refused.
        workflows.fire("case-review", "C-2", "APPROVE", APPROVAL, ALICE);
        return this;
    }

    /** Opens a case of the reference workflow, and moves it. */
    void review(String id, String... transitions) {
        workflows.open("case-review", id, ALICE).orThrow();
        for (String transition : transitions) {
            workflows.fire("case-review", id, transition, allTrue(), ALICE).orThrow();
        }
    }

    static Map<String, Boolean> allTrue() {
        Map<String, Boolean> all = new HashMap<>();
        CaseReview.VOCABULARY.forEach(fact -> all.put(fact.id(), true));
        return all;
    }

    /** Forty states, in a row with ways back. */
    static Definition forty() {
        List<String> transitions = new ArrayList<>();
        for (int i = 1; i < 40; i++) {
            transitions.add(String.format(Locale.ROOT, "STATE_%02d -GO_ON_%02d-> STATE_%02d", i, i, i + 1));
            if (i % 5 == 0) {
                transitions.add(String.format(Locale.ROOT, "STATE_%02d -BACK_%02d-> STATE_%02d", i, i, i - 3));
            }
        }
        return Graph.of("forty", 1, List.of(), transitions.toArray(String[]::new));
    }

    /** Starts a server for pages that show everything to everybody, and knows facts and a verdict. */
    String pages() throws IOException {
        return pages(dashboard -> dashboard.redaction(Redaction.SHOW_ALL), exchange -> Caller.nobody());
    }

    /** Starts a server; the address of its root, without a slash at its end. */
    String pages(UnaryOperator<Dashboard> settings, Function<HttpExchange, Caller> callers) throws IOException {
        Optional<LastVerification> last =
                Optional.of(LastVerification.of(runtime.verification().verifyAll(), Instant.now()));
        Dashboard dashboard = Dashboard.on(runtime)
                .name("claims-test")
                .facts(KNOWN)
                .refusals(refusals)
                .integrity(() -> last);
        JdkServer server = JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                callers,
                Map.of("", settings.apply(dashboard).handler()));
        servers.add(server);
        return "http://127.0.0.1:" + server.address().getPort();
    }

    @Override
    public void close() {
        servers.forEach(JdkServer::close);
        runtime.close();
    }
}
