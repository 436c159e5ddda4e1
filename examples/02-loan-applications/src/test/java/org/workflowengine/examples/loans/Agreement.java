package org.workflowengine.examples.loans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Demands that the engine and the naive rules answer every line of a log alike. */
final class Agreement {
    private Agreement() {}

    static void on(LogFile log, InMemoryReplay replay) {
        NaiveRules rules = new NaiveRules();
        List<Long> illegal = new ArrayList<>();
        for (int i = 0; i < log.lines().size(); i++) {
            String line = log.lines().get(i);
            if (!rules.accepts(LogFile.caseId(line), LogFile.activity(line))) {
                illegal.add(LogFile.number(i));
            }
        }
        assertThat(replay.refused()).isEqualTo(illegal);
        assertThat(replay.places()).isEqualTo(rules.places());
        assertThat(replay.tally().malformed()).isZero();
        assertThat(replay.tally().refused()).isEqualTo(illegal.size());
        assertThat(replay.tally().applied()).isEqualTo(log.lines().size() - illegal.size());
        replay.histories()
                .ifPresent(histories -> assertThat(histories)
                        .isEqualTo(new HistoryCheck.Result(rules.places().size(), 0, List.of())));
    }
}
