package org.workflowengine.runtime.internal.persistence;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.internal.dialect.Dialect;

/** How the statements of the store differ between databases: one class for each. Thread-safe. */
abstract sealed class StoreRules permits H2Store, MariaDbStore, PostgreSqlStore {
    /** The rules of a database. */
    static StoreRules of(Dialect dialect) {
        return switch (dialect) {
            case H2 -> H2Store.RULES;
            case POSTGRESQL -> PostgreSqlStore.RULES;
            case MARIADB -> MariaDbStore.RULES;
        };
    }

    /**
     * Whether one statement writes an audit entry and its case, and takes arrays of them. Then a position that is taken is not a failure:
     * no row is written. Otherwise the entry is inserted first: the loser of a race waits there for the key, and never overwrites.
     */
    boolean writesAtOnce() {
        return false;
    }

    /** Whether a text is bound without a type, so that it is compared as the column is. */
    boolean bindsUntypedText() {
        return false;
    }

    /**
     * Whether a list needs a statement for each range of the index. Otherwise the index serves several states, and the order of a pair,
     * at once.
     */
    boolean readsByRange() {
        return false;
    }

    /** The entry at a position that another transaction may have taken. */
    Optional<AuditEntry> taken(AuditMapper audit, String caseId, long seq) {
        return audit.entry(caseId, seq);
    }

    /** What a tombstone keeps of the id of a case, computed by the database as by the trigger that refuses it. */
    abstract String caseHash(String installation, String caseId);

    /** Deletes all steps of some cases, of which none has more than the given number, and returns how many they were. */
    long deletedSteps(TombstoneMapper mapper, List<String> caseIds, long most) {
        return mapper.deleteSteps(caseIds);
    }

    /** The order of texts in the columns of the schema, as {@link #comparesUtf16} says. */
    Comparator<String> textOrder() {
        return TextOrder::byCodePoints;
    }

    /**
     * Whether texts are compared by UTF-16, in which U+1F600 comes before U+FB01. Otherwise they are compared by the bytes of their
     * UTF-8.
     */
    boolean comparesUtf16() {
        return false;
    }

    /** Whether {@code workflow_installation} has the number of the newest tombstone. */
    boolean tellsOfPurges() {
        return false;
    }

    /** Bytes as a literal. */
    String literal(byte[] bytes) {
        return "X'" + HexFormat.of().formatHex(bytes) + "'";
    }

    /** The present time in UTC, in whole microseconds. */
    abstract String nowInUtc();

    /** A text column in the order of the bytes of its UTF-8. */
    String byBytes(String column) {
        return column;
    }
}
