package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours can be told apart, light and dark: WCAG 2.2 asks for 4.5 where it is text, and for 3 where it is a line. */
class ContrastTest {
    private static final Pattern COLOUR = Pattern.compile("--(\\w+):#([0-9a-f]{3,6})");

    @Test
    void everyTextAndLineStandsOutFromItsGround() {
        List<Map<String, Integer>> themes =
                Diagram.styleSheet().lines().limit(2).map(ContrastTest::colours).toList();
        assertThat(themes.get(0)).hasSameSizeAs(themes.get(1));
        for (Map<String, Integer> theme : themes) {
            for (List<String> text : List.of(
                    List.of("ink", "pan"),
                    List.of("sub", "pan"),
                    List.of("acc", "pan"),
                    List.of("bad", "pan"),
                    List.of("ink", "soft"),
                    List.of("sub", "soft"),
                    List.of("ink", "bg"),
                    List.of("on", "acc"))) {
                assertThat(contrast(theme, text)).as("%s", text).isGreaterThanOrEqualTo(4.5);
            }
            assertThat(contrast(theme, List.of("edge", "pan"))).isGreaterThanOrEqualTo(3);
        }
    }

    private static Map<String, Integer> colours(String line) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(line);
        while (matcher.find()) {
            String digits = matcher.group(2);
            String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
            colours.put(matcher.group(1), Integer.parseInt(six, 16));
        }
        return colours;
    }

    private static double contrast(Map<String, Integer> theme, List<String> pair) {
        double one = luminance(theme.get(pair.get(0)));
        double other = luminance(theme.get(pair.get(1)));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
