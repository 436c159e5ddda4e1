package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.CASE;
import static org.workflowengine.examples.tamper.Attack.Family.STEP;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Times that cannot be, and times of a case that are not those of its steps. */
final class TimeAttacks {
    private static final Instant YEAR_2300 = Instant.parse("2300-01-01T00:00:00Z");
    private static final Instant YEAR_1800 = Instant.parse("1800-01-01T00:00:00Z");
    private static final String LONG_AGO = "TIMESTAMP '2020-01-01 00:00:00'";

    private TimeAttacks() {}

    static List<Attack> steps() {
        return List.of(
                Attack.of(
                        STEP,
                        "a step recorded in the year 2300",
                        forge -> forge.made(forge.approval(step -> step.recordedAt(YEAR_2300)))),
                Attack.of(
                        STEP,
                        "a step recorded in the year 1800",
                        forge -> forge.made(forge.approval(step -> step.recordedAt(YEAR_1800)))),
                Attack.of(
                        STEP,
                        "an opening recorded in the year 2300",
                        forge -> forge.made(forge.opening(step -> step.recordedAt(YEAR_2300)))),
                Attack.of(
                        STEP,
                        "a step that occurred in the year 2300",
                        forge -> forge.made(forge.approval(step -> step.occurredAt(YEAR_2300)))),
                Attack.of(
                        STEP,
                        "a step that occurred in the year 1800",
                        forge -> forge.made(forge.approval(step -> step.occurredAt(YEAR_1800)))),
                infinite("recorded at the end of all time", "recorded_at", "infinity"),
                infinite("recorded at the beginning of all time", "recorded_at", "-infinity"),
                infinite("that occurred at the end of all time", "occurred_at", "infinity"),
                Attack.of(
                        STEP,
                        "a step, moved at another time than recorded",
                        forge -> List.of(
                                forge.insert(forge.approval()),
                                forge.move(forge.approval(), Map.of("moved_at", LONG_AGO)))),
                Attack.of(
                        STEP,
                        "a step into another state that keeps the time of the state before",
                        forge -> List.of(
                                forge.insert(forge.approval()),
                                forge.move(forge.approval(), Map.of("entered_at", "entered_at")))),
                Attack.of(
                        STEP,
                        "a reminder that makes a case look fresh",
                        forge -> List.of(
                                forge.insert(forge.reminder()),
                                forge.move(
                                        forge.reminder(),
                                        Map.of(
                                                "entered_at",
                                                Forge.time(forge.reminder().recordedAt()))))),
                Attack.of(
                        STEP,
                        "an erasure that makes a case look fresh",
                        forge -> List.of(
                                forge.insert(forge.erasure()),
                                forge.move(
                                        forge.erasure(),
                                        Map.of(
                                                "entered_at",
                                                Forge.time(forge.erasure().recordedAt()))))),
                Attack.of(
                        STEP,
                        "an opening, moved at another time than recorded",
                        forge -> List.of(
                                forge.insert(forge.opening()),
                                forge.open(forge.opening()).replaceFirst("2026-11-24([^']*'\\))$", "2020-01-01$1"))));
    }

    private static Attack infinite(String name, String column, String time) {
        String value = "'" + time + "'";
        return Attack.of(
                        STEP,
                        "a step " + name,
                        forge -> List.of(
                                forge.insert(forge.approval(), Map.of(column, value)),
                                column.equals("recorded_at")
                                        ? forge.move(forge.approval(), Map.of("entered_at", value, "moved_at", value))
                                        : forge.move(forge.approval())))
                .only(POSTGRESQL);
    }

    static List<Attack> cases() {
        return List.of(
                Attack.of(
                        CASE,
                        "let a case have moved at another time",
                        "UPDATE workflow_case SET moved_at = " + LONG_AGO + " WHERE case_id = 'C-1'"),
                Attack.of(
                        CASE,
                        "remove the guards, let a case have moved at another time, restore them",
                        forge -> forge.unguarded(
                                "UPDATE workflow_case SET moved_at = " + LONG_AGO + " WHERE case_id = 'C-1'")));
    }
}
