package org.workflowengine.spring.boot.boot4;

import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.workflowengine.spring.boot.SliceContract;

/** {@code @JdbcTest} of Spring Boot 4. */
@JdbcTest
class JdbcSliceTest extends SliceContract {
    @Test
    void hasTheEnginesAndRollsCasesBack() {
        aCaseIsRolledBack();
    }
}
