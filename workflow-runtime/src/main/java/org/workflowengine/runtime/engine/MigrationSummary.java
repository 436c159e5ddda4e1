package org.workflowengine.runtime.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What became of the cases that {@link Workflows#migrateAll} has tried. Immutable. */
public final class MigrationSummary {
    private final long migrated;
    private final Map<String, Long> refused;
    private final long failed;

    MigrationSummary(long migrated, Map<String, Long> refused, long failed) {
        this.migrated = migrated;
        this.refused = Collections.unmodifiableMap(new TreeMap<>(refused));
        this.failed = failed;
    }

    /** {@return how many cases follow the newer version now, because of this call or of the same one before} */
    public long migrated() {
        return migrated;
    }

    /** {@return how many were refused, by the kind of the refusal} */
    public Map<String, Long> refused() {
        return refused;
    }

    /** {@return how many were not answered, because the database failed} */
    public long failed() {
        return failed;
    }

    @Override
    public String toString() {
        return "MigrationSummary[migrated=" + migrated + ", refused=" + refused + ", failed=" + failed + "]";
    }
}
