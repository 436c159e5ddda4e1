package org.workflowengine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.rest.Asked.answer;
import static org.workflowengine.rest.Asked.get;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.workflowengine.http.Caller;

/** Who is answered, and who a caller is. */
class AudienceTest {
    private final Asked asked = new Asked();

    private int status(Audience audience, MockHttpServletRequest request) throws Exception {
        return answer(Mount.at("/workflow", asked).audience(audience), request).getStatus();
    }

    private static MockHttpServletRequest from(Principal principal) {
        MockHttpServletRequest request = get("/workflow");
        request.setUserPrincipal(principal);
        request.addUserRole("AUDITOR");
        request.addParameter("user", "mallory");
        request.addHeader("X-User", "mallory");
        return request;
    }

    @Test
    void onlyThoseWhoAreSignedInAreAnsweredByDefault() throws Exception {
        MockHttpServletResponse refused = answer(Mount.at("/workflow", asked), get("/workflow/claim"));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString()).isEqualTo("Sign in first.\n");
        assertThat(status(Audience.SIGNED_IN, from(() -> "alice"))).isEqualTo(200);
        assertThat(status(Audience.EVERYBODY, get("/workflow"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1"})
    void namesOfThisMachine(String name) throws Exception {
        MockHttpServletRequest request = get("/workflow");
        request.setServerName(name);
        assertThat(status(Audience.THIS_MACHINE, request)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", ""})
    void aPageOfAnotherSiteCannotReadUnderANameOfItsOwn(String name) throws Exception {
        MockHttpServletRequest request = get("/workflow");
        request.setServerName(name);
        assertThat(status(Audience.THIS_MACHINE, request)).isEqualTo(403);
    }

    @Test
    void otherMachinesAndProxiesAreNotThisMachine() throws Exception {
        MockHttpServletRequest remote = get("/workflow");
        remote.setRemoteAddr("10.0.0.7");
        assertThat(status(Audience.THIS_MACHINE, remote)).isEqualTo(403);
        for (String header : new String[] {"X-Forwarded-For", "x-forwarded-proto", "Forwarded", "Via", "X-Real-IP"}) {
            MockHttpServletRequest proxied = get("/workflow");
            proxied.addHeader(header, "127.0.0.1");
            assertThat(status(Audience.THIS_MACHINE, proxied)).as(header).isEqualTo(403);
        }
    }

    /** Spring's filter for forwarded headers believes everybody. */
    @Test
    void whatAFilterBelievesDoesNotCount() throws Exception {
        MockHttpServletRequest remote = get("/workflow");
        remote.setRemoteAddr("10.0.0.7");
        MockHttpServletResponse response = new MockHttpServletResponse();
        Mount.at("/workflow", asked)
                .audience(Audience.THIS_MACHINE)
                .handler()
                .handleRequest(
                        new HttpServletRequestWrapper(remote) {
                            @Override
                            public String getRemoteAddr() {
                                return "127.0.0.1";
                            }
                        },
                        response);
        assertThat(response.getStatus()).isEqualTo(403);
    }

    @Test
    void aCallerIsThePrincipal() {
        CallerSource source = CallerSource.principal();
        assertThat(source.caller(from(null))).isEqualTo(Caller.nobody());
        assertThat(source.caller(from(() -> "alice"))).isEqualTo(Caller.person("alice", Set.of()));
        assertThat(source.caller(from(UsernamePasswordAuthenticationToken.authenticated(
                        "alice", "secret", AuthorityUtils.createAuthorityList("ROLE_AUDITOR", "claims:read")))))
                .isEqualTo(Caller.person("alice", Set.of("ROLE_AUDITOR", "claims:read")));
        assertThat(source.caller(from(UsernamePasswordAuthenticationToken.unauthenticated("alice", "secret"))))
                .isEqualTo(Caller.nobody());
    }

    @Test
    void rolesMayBeThoseOfTheContainer() {
        CallerSource source = CallerSource.principalWithRoles("AUDITOR", "ADMIN");
        assertThat(source.caller(from(() -> "alice"))).isEqualTo(Caller.person("alice", Set.of("AUDITOR")));
        assertThat(source.caller(from(null))).isEqualTo(Caller.nobody());
    }
}
