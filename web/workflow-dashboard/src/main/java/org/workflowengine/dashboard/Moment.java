package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time as people write it, in UTC: {@code 2026-03-12}, {@code 2026-03-12 14:30} or {@code 2026-03-12T14:30:00Z}. */
final class Moment {
    private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d)?)Z?)?");

    private Moment() {}

    /** The end of the second, or of the day if there is no time. */
    static Instant of(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                LocalDate day = LocalDate.parse(form.group(1));
                String time = form.group(2);
                LocalDateTime begin = day.atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time));
                LocalDateTime end = time == null ? begin.plusDays(1) : begin.plusSeconds(1);
                return end.toInstant(ZoneOffset.UTC).minusNanos(1_000);
            } catch (DateTimeException e) {
                // The answer is below.
            }
        }
        throw new BadRequestException("asOf", text, t("asof.form"));
    }
}
