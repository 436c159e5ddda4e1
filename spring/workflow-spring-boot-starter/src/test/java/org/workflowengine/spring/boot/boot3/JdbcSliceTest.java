package org.workflowengine.spring.boot.boot3;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.workflowengine.spring.boot.SliceContract;

/** {@code @JdbcTest} of Spring Boot 3. */
@JdbcTest
class JdbcSliceTest extends SliceContract {
    @Test
    void hasTheEnginesAndRollsCasesBack() {
        aCaseIsRolledBack();
    }
}
