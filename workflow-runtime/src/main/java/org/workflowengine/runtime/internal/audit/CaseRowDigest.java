package org.workflowengine.runtime.internal.audit;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Makes the digest of what the row of a case holds beside its id, step and digest. Reusable; not thread-safe. */
final class CaseRowDigest {
    private static final CaseColumn[] COLUMNS = CaseColumn.values();

    private final CanonicalForm form = new CanonicalForm();
    private final MessageDigest sha256 = Sha256.digest();

    /**
     * The digest of a row.
     *
     * @param row whatever it holds; before there were holds, none stood
     * @return null if a column cannot be read
     */
    byte @Nullable [] of(Row<CaseColumn> row) {
        Row<CaseColumn> whole = row.isAbsent(CaseColumn.HOLDS) ? row.with(CaseColumn.HOLDS, 0L) : row;
        for (CaseColumn column : COLUMNS) {
            if (whole.fault(column) != null) {
                return null;
            }
        }
        return sha256.digest(form.ofCaseRow(whole));
    }
}
