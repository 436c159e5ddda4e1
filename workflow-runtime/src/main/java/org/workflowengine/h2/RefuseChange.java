package org.workflowengine.h2;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** What is recorded stays. */
public final class RefuseChange extends RowTrigger {
    /** For H2. */
    public RefuseChange() {}

    @Override
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {
        return "what is recorded stays";
    }
}
