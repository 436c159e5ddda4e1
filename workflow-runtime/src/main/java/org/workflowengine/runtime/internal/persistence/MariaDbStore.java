package org.workflowengine.runtime.internal.persistence;

import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;

/** MariaDB, whose binary collation compares bytes. */
final class MariaDbStore extends StoreRules {
    static final MariaDbStore RULES = new MariaDbStore();

    private MariaDbStore() {}

    /** Waits for the transaction that has taken the position, because it may not have committed yet. */
    @Override
    Optional<AuditEntry> taken(AuditMapper audit, String caseId, long seq) {
        return audit.settledEntry(caseId, seq);
    }

    @Override
    String nowInUtc() {
        return "UTC_TIMESTAMP(6)";
    }

    @Override
    String caseHash(String installation, String caseId) {
        return "UNHEX(SHA2(CONCAT(X'5754433100000010', " + installation + ", UNHEX(LPAD(HEX(LENGTH(" + caseId
                + ")), 8, '0')), CAST(" + caseId + " AS BINARY)), 256))";
    }
}
