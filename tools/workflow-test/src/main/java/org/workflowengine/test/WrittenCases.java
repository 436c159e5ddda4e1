package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.runtime.core.CaseHead;

/** How many steps the cases of a check have by its own account, to be compared with the database. Used by one thread. */
final class WrittenCases {
    private final Subject subject;
    private final CaseIds ids;
    private final List<CheckedCase> cases = new ArrayList<>();

    WrittenCases(Subject subject, CaseIds ids) {
        this.subject = subject;
        this.ids = ids;
    }

    CheckedCase add(CheckedCase checked) {
        cases.add(checked);
        return checked;
    }

    /**
     * Compares all cases of the check.
     *
     * @throws DeviationException if one was written, or got a step, although every request for it was refused
     */
    void compare() {
        Map<String, Long> expected = new TreeMap<>();
        expected.put(ids.prefix() + "0", 1L);
        cases.forEach(each -> expected.put(each.id(), each.seq()));
        Map<String, Long> found = new TreeMap<>();
        for (CaseHead head : CheckedCase.called("the search for cases", () -> subject.heads(ids.prefix()))) {
            found.put(head.caseId(), head.seq());
        }
        Map<String, Long> surplus = new TreeMap<>(found);
        surplus.entrySet().removeAll(expected.entrySet());
        expected.entrySet().removeAll(found.entrySet());
        if (!surplus.isEmpty() || !expected.isEmpty()) {
            throw new DeviationException("the database has other cases than the moves that were applied have made:"
                    + " expected these with their numbers of steps " + expected + ", found " + surplus);
        }
    }
}
