package org.workflowengine.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.annotation.Transactional;
import org.workflowengine.runtime.core.RefusedException;

/** A database in memory: the tables and the definition are created there without being asked for. Each test is rolled back. */
@SpringBootTest(properties = {"spring.datasource.url=jdbc:h2:mem:claims", "spring.datasource.username=sa"})
@Transactional
class ClaimTest {
    @Autowired
    private ClaimController claims;

    @Autowired
    private ClaimEngine engine;

    @Test
    void aSmallClaimIsApproved() {
        claims.open("C-1", 900, "alice");
        assertThat(claims.approve("C-1", "bob", "looks fine").state()).isEqualTo("APPROVED");
        assertThat(engine.history("C-1").entries())
                .extracting(step -> step.actor())
                .containsExactly("alice", "bob");
    }

    @Test
    void aLargeClaimIsNot() {
        claims.open("C-1", 90_000, "alice");
        assertThatThrownBy(() -> claims.approve("C-1", "bob", "looks fine"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "WITHIN_LIMIT (the amount is within the limit of a reviewer) = true, found false");
    }
}
