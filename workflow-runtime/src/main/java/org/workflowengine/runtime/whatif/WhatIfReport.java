package org.workflowengine.runtime.whatif;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;

/** What other rules would have done with past cases, in numbers. It has neither ids of cases nor names of people. Immutable. */
public final class WhatIfReport {
    private final String workflow;
    private final int version;
    private final Digest fingerprint;
    private final CaseTotals totals;
    private final List<StateTotal> byState;
    private final List<ReasonTotal> byReason;
    private final List<MonthTotal> byMonth;

    private WhatIfReport(
            Definition rules,
            CaseTotals totals,
            List<StateTotal> byState,
            List<ReasonTotal> byReason,
            List<MonthTotal> byMonth) {
        this.workflow = rules.workflow();
        this.version = rules.version();
        this.fingerprint = rules.fingerprint();
        this.totals = totals;
        this.byState = byState;
        this.byReason = byReason;
        this.byMonth = byMonth;
    }

    /** {@return the id of the workflow} */
    public String workflow() {
        return workflow;
    }

    /** {@return the version that the rules have} */
    public int version() {
        return version;
    }

    /** {@return the fingerprint of the rules} */
    public Digest fingerprint() {
        return fingerprint;
    }

    /** {@return the number of cases by answer} */
    public CaseTotals totals() {
        return totals;
    }

    /** {@return how many cases were compared} */
    public long cases() {
        return totals.cases();
    }

    /** {@return how many cases would have been the same} */
    public long same() {
        return totals.same();
    }

    /** {@return of how many cases the rules refuse a step} */
    public long refused() {
        return totals.refused();
    }

    /** {@return how many cases are not comparable to their end} */
    public long notComparable() {
        return totals.notComparable();
    }

    /**
     * Where the paths part, without the cases that are the same.
     *
     * @return a row for each state of the rules in which a case was then, as {@link CaseComparison#state} says, by id
     */
    public List<StateTotal> byState() {
        return byState;
    }

    /**
     * Why the paths part. A case that lacks two facts counts in two rows.
     *
     * @return a row for each reason, the most frequent first
     */
    public List<ReasonTotal> byReason() {
        return byReason;
    }

    /**
     * When: the month, UTC, in which the step was recorded that is not the same; of a case that is the same, its last step.
     *
     * @return a row for each month that has a case, the earliest first
     */
    public List<MonthTotal> byMonth() {
        return byMonth;
    }

    /**
     * The totals for people. Reasons show the values of recorded facts.
     *
     * @return lines that end with {@code \n}, safe to print
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "rules: " + workflow + " version " + version + ", fingerprint " + fingerprint.hex());
        line(text, toString());
        section(text, "where:", byState);
        section(text, "why:", byReason);
        section(text, "when:", byMonth);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<?> rows) {
        if (!rows.isEmpty()) {
            line(text, title);
            rows.forEach(row -> line(text, "  " + row));
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /**
     * The totals for machines: JSON lines in ASCII. The member {@code line} says what a line is: {@code rules}, {@code total},
     * {@code state}, {@code reason} or {@code month}. Later releases may add members and lines.
     *
     * @return lines that end with {@code \n}
     */
    public String jsonLines() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                JsonLine.of("rules")
                        .put("workflow", workflow)
                        .put("version", version)
                        .put("fingerprint", fingerprint.hex())
                        .toString());
        line(text, totals.json(JsonLine.of("total")).toString());
        byState.forEach(row -> line(text, row.json()));
        byReason.forEach(row -> line(text, row.json()));
        byMonth.forEach(row -> line(text, row.json()));
        return text.toString();
    }

    /** For people, on one line: the number of cases by answer. */
    @Override
    public String toString() {
        return totals.toString();
    }

    /** Counts. Used by one thread. */
    static final class Builder {
        private final Definition rules;
        private final CaseTotals.Builder totals = new CaseTotals.Builder();
        private final Map<String, CaseTotals.Builder> states = new TreeMap<>();
        private final Map<ReasonTotal.Reason, Long> reasons = new HashMap<>();
        private final Map<YearMonth, CaseTotals.Builder> months = new TreeMap<>();

        Builder(Definition rules) {
            this.rules = rules;
        }

        void add(CaseComparison comparison) {
            totals.add(comparison.answer());
            YearMonth month = YearMonth.from(comparison.recordedAt().atOffset(ZoneOffset.UTC));
            months.computeIfAbsent(month, key -> new CaseTotals.Builder()).add(comparison.answer());
            if (comparison.answer() != Answer.SAME) {
                states.computeIfAbsent(comparison.state(), key -> new CaseTotals.Builder())
                        .add(comparison.answer());
                ReasonTotal.reasonsOf(comparison).forEach(reason -> reasons.merge(reason, 1L, Long::sum));
            }
        }

        WhatIfReport build() {
            return new WhatIfReport(
                    rules,
                    totals.build(),
                    states.entrySet().stream()
                            .map(row ->
                                    new StateTotal(row.getKey(), row.getValue().build()))
                            .toList(),
                    reasons.entrySet().stream()
                            .map(row -> new ReasonTotal(row.getKey(), row.getValue()))
                            .sorted(Comparator.comparingLong(ReasonTotal::cases)
                                    .reversed()
                                    .thenComparing(ReasonTotal::toString))
                            .toList(),
                    months.entrySet().stream()
                            .map(row ->
                                    new MonthTotal(row.getKey(), row.getValue().build()))
                            .toList());
        }
    }
}
