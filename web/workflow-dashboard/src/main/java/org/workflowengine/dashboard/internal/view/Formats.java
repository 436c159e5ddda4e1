package org.workflowengine.dashboard.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.query.CappedCount;

/** Numbers, times and digests as the pages show them, the same everywhere. */
public final class Formats {
    /** Where counting stops. */
    public static final int CAP = 1_001;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Formats() {}

    /** {@code 2026-03-12 14:32:07}, UTC. */
    public static String utc(Instant time) {
        return TIME.format(time);
    }

    /** For the attribute of a {@code <time>}. */
    public static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 15,150,370}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 640}, or {@code 1,001+}. */
    public static String count(CappedCount count) {
        return number(count.value()) + (count.isExact() ? "" : "+");
    }

    /** Its first twelve digits. */
    public static String brief(Digest digest) {
        return digest.hex().substring(0, 12);
    }

    /** {@code 41 d}, {@code 6 h}, {@code 12 min} or {@code 3 s}. */
    public static String age(Duration age) {
        Duration shown = age.isNegative() ? Duration.ZERO : age;
        if (shown.toDays() > 0) {
            return shown.toDays() + " d";
        }
        if (shown.toHours() > 0) {
            return shown.toHours() + " h";
        }
        return shown.toMinutes() > 0 ? shown.toMinutes() + " min" : shown.toSeconds() + " s";
    }

    /** {@code 3 d 5 h}. */
    public static String exactAge(Duration age) {
        Duration rest = age.toDays() > 0
                ? age.minusDays(age.toDays())
                : age.toHours() > 0 ? age.minusHours(age.toHours()) : Duration.ZERO;
        return age(age) + (rest.toMinutes() == 0 || (age.toDays() > 0 && rest.toHours() == 0) ? "" : " " + age(rest));
    }
}
