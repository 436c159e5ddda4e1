package org.workflowengine.runtime.persistence.h2;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** What is recorded stays. */
public final class Kept extends RowTrigger {
    /** For H2. */
    public Kept() {}

    @Override
    boolean permits(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {
        return false;
    }
}
