package org.workflowengine.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workflowengine.http.ApiFixture;
import org.workflowengine.http.HttpContract;
import org.workflowengine.http.client.api.WorkflowApi;
import org.workflowengine.http.client.model.History;
import org.workflowengine.http.client.model.MoveAPPROVE;
import org.workflowengine.http.client.model.MoveAPPROVEFacts;
import org.workflowengine.http.client.model.MoveSTARTREVIEW;
import org.workflowengine.http.client.model.MoveSTARTREVIEWFacts;
import org.workflowengine.http.client.model.Moved;
import org.workflowengine.http.client.model.Opening;
import org.workflowengine.http.client.model.Option;
import org.workflowengine.http.client.model.Options;
import org.workflowengine.http.client.model.Problem;
import org.workflowengine.http.client.model.Step;
import org.workflowengine.http.client.model.Unmet;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A client that openapi-generator makes from the document drives a case over real HTTP. */
class GeneratedClientTest {
    private static ApiFixture fixture;
    private static JdkServer server;
    private static ApiClient http;
    private static WorkflowApi api;

    @BeforeAll
    static void start() throws Exception {
        fixture = ApiFixture.on(TestDatabase.inMemory());
        server = JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> HttpContract.caller(exchange.getRequestHeaders()::getFirst),
                Map.of("/api", fixture.commanding().handler()));
        http = new ApiClient();
        http.updateBaseUri("http://localhost:" + server.address().getPort() + "/api");
        http.setRequestInterceptor(request -> request.header(HttpContract.USER, "bob"));
        api = new WorkflowApi(http);
    }

    @AfterAll
    static void stop() {
        server.close();
        fixture.close();
    }

    @Test
    void aCaseIsDriven() throws Exception {
        String id = "G/1 ü";
        Moved opened = api.openCase(id, new Opening().reason("claim received"), "key-1");
        assertThat(opened.getState()).isEqualTo("CREATED");
        assertThat(api.openCase(id, new Opening().reason("claim received"), "key-1")
                        .getReplayed())
                .isTrue();

        Options options = api.getOptions(id, null);
        assertThat(options.getOptions()).extracting(Option::getTransition).containsExactly("START_REVIEW");
        assertThat(options.getOptions().get(0).getStatus()).isEqualTo(Option.StatusEnum.UNDECIDED);

        MoveSTARTREVIEW review = new MoveSTARTREVIEW()
                .reason("complete")
                .facts(new MoveSTARTREVIEWFacts().REQUIRED_FIELDS_COMPLETE(true));
        assertThat(api.moveSTARTREVIEW(id, review, "\"1\"", "key-2").getState()).isEqualTo("UNDER_REVIEW");

        Problem refused = problem(() -> api.moveAPPROVE(id, new MoveAPPROVE().reason("fine"), null, null), 422);
        assertThat(refused.getType()).isEqualTo("urn:workflow:refusal:guard-not-satisfied");
        // The caller may see no fact, so every condition is named, and none as met or not.
        assertThat(refused.getUnmet())
                .extracting(Unmet::getFact)
                .containsExactly("RISK_RULES_PASSED", "AMOUNT_WITHIN_THRESHOLD");

        MoveAPPROVE approve = new MoveAPPROVE().reason("fine").facts(new MoveAPPROVEFacts().RISK_RULES_PASSED(true));
        Problem stale = problem(() -> api.moveAPPROVE(id, approve, "\"1\"", null), 412);
        assertThat(stale.getSeq()).isEqualTo(2);
        ApiResponse<Moved> approved = api.moveAPPROVEWithHttpInfo(id, approve, "\"2\"", null);
        assertThat(approved.getData().getState()).isEqualTo("APPROVED");
        assertThat(approved.getHeaders().get("etag")).containsExactly("\"3\"");

        History history = api.getHistory(id, null, null, null);
        assertThat(history.getSteps())
                .extracting(Step::getTransition)
                .containsExactly("(open)", "START_REVIEW", "APPROVE");
        assertThat(history.getSteps())
                .allSatisfy(step -> assertThat(step.getHidden()).contains("actor"));
        assertThat(api.verifyCase(id).getIntact()).isTrue();
        assertThat(api.getCase(id, null).getSeq()).isEqualTo(3);
    }

    private interface Asked {
        Object ask() throws ApiException;
    }

    private static Problem problem(Asked asked, int status) throws Exception {
        ApiException[] thrown = new ApiException[1];
        assertThatExceptionOfType(ApiException.class).isThrownBy(asked::ask).satisfies(e -> thrown[0] = e);
        assertThat(thrown[0].getCode()).isEqualTo(status);
        ObjectMapper mapper = http.getObjectMapper();
        return mapper.readValue(thrown[0].getResponseBody(), Problem.class);
    }
}
