package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.transaction.TestTransaction;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** A test slice has the engines, on its database in memory, and rolls cases back. */
@ContextConfiguration(classes = SliceContract.Plain.class)
@TestPropertySource(properties = {"spring.flyway.enabled=false", "spring.test.database.replace=any"})
public abstract class SliceContract {
    @Autowired
    private ClaimEngine engine;

    /** No more than a slice adds. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    static class Plain {}

    /** Called by a test method of the slice, because its transaction is only around methods of the class that has the annotation. */
    protected void aCaseIsRolledBack() {
        assertThat(engine.open("C-1", by("alice").because("received")).isApplied())
                .isTrue();
        assertThat(engine.history("C-1").entries()).hasSize(1);
        TestTransaction.end();
        assertThat(engine.find("C-1")).isEmpty();
    }
}
