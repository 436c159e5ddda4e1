package org.workflowengine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockPart;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** Bodies arrive as they were sent, and those that a filter or Spring MVC has read before are whole again. */
class BodiesTest {
    private final Asked asked = new Asked();

    private static MockHttpServletRequest post(String type) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/workflow/x");
        request.setContentType(type);
        return request;
    }

    @Test
    void otherBodiesAreTheBytesThatWereSent() throws Exception {
        for (String type : new String[] {"application/json", "no type", null}) {
            MockHttpServletRequest sent = post(type);
            sent.setContent("{\"ä\": 1}".getBytes(StandardCharsets.UTF_8));
            asked.by(sent);
            assertThat(asked.body()).isEqualTo("{\"ä\": 1}");
        }
    }

    /** The mock, as a server does, has them among the parameters and not in the stream. */
    @Test
    void aFormThatAFilterHasReadIsWhole() throws Exception {
        MockHttpServletRequest sent = post("application/x-www-form-urlencoded; charset=utf-8");
        sent.setQueryString("state=OPEN&token=query");
        sent.addParameter("state", "OPEN");
        sent.addParameter("token", "query", "a&b=c ä+%");
        sent.addParameter("reason", "");
        asked.by(sent);
        assertThat(asked.body()).isEqualTo("token=a%26b%3Dc%20%C3%A4%2B%25&reason=");
    }

    @Test
    void partsThatSpringHasTakenAreWhole() throws Exception {
        MockHttpServletRequest sent = post("multipart/form-data; boundary=\"a b\"");
        MockPart part = new MockPart("bundle", "C-1.json", "{}\r\n--no".getBytes(StandardCharsets.UTF_8));
        part.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        sent.addPart(part);
        sent.addPart(new MockPart("token", "t".getBytes(StandardCharsets.UTF_8)));
        Mount.at("/workflow", asked)
                .audience(Audience.EVERYBODY)
                .handler()
                .handleRequest(
                        new StandardServletMultipartResolver().resolveMultipart(sent), new MockHttpServletResponse());
        assertThat(asked.body())
                .isEqualTo("--a b\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"C-1.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n{}\r\n--no\r\n"
                        + "--a b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nt\r\n--a b--\r\n");
    }
}
