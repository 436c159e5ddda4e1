package org.workflowengine.test;

/** Ids of the cases of one check. */
final class CaseIds {
    private final String prefix;
    private int number;

    /** Begins behind the checks that were made on this database before. */
    CaseIds(Subject subject, String check) {
        int run = 1;
        while (subject.head(Marks.CHECKED + check + ":" + run + ":1").isPresent()) {
            run++;
        }
        this.prefix = Marks.CHECKED + check + ":" + run + ":";
    }

    String next() {
        number++;
        return prefix + number;
    }
}
