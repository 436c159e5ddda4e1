package org.workflowengine.runtime.internal.persistence;

import java.util.Comparator;
import java.util.List;

/** H2, which compares texts by UTF-16 and has indexes only in that order. */
final class H2Store extends StoreRules {
    static final H2Store RULES = new H2Store();

    private H2Store() {}

    @Override
    boolean readsByRange() {
        return true;
    }

    @Override
    Comparator<String> textOrder() {
        return Comparator.naturalOrder();
    }

    @Override
    boolean tellsOfPurges() {
        return true;
    }

    @Override
    boolean comparesUtf16() {
        return true;
    }

    @Override
    String byBytes(String column) {
        return "STRINGTOUTF8(" + column + ")";
    }

    @Override
    long deletedSteps(TombstoneMapper mapper, List<String> caseIds, long most) {
        long deleted = 0;
        for (long seq = most; seq > 0; seq--) {
            deleted += mapper.deleteStepsAt(caseIds, seq);
        }
        return deleted;
    }

    @Override
    String nowInUtc() {
        // A cast from a time with a zone to one without goes to the zone of the session, even after AT TIME ZONE.
        return "CAST(FORMATDATETIME(CURRENT_TIMESTAMP(6), 'yyyy-MM-dd HH:mm:ss.SSSSSS', 'en', 'UTC') AS TIMESTAMP(6))";
    }

    @Override
    String caseHash(String installation, String caseId) {
        return "HASH('SHA-256', X'5754433100000010' || " + installation + " || CAST(CAST(OCTET_LENGTH(" + caseId
                + ") AS INTEGER) AS BINARY(4)) || CAST(" + caseId + " AS VARBINARY))";
    }
}
