package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.diagram.Diagram;

/** Every pair of colours that the pages use can be told apart, light and dark: 4.5 for text, 3 for lines (WCAG 2.2). */
class ColoursTest {
    private static final Pattern COLOUR = Pattern.compile("--(\\w+):(#[0-9a-f]{3,6})");
    private static final Pattern ROOT = Pattern.compile(":root\\{([^}]*)}");

    private static final List<List<String>> TEXTS = List.of(
            List.of("ink", "pan"),
            List.of("ink", "bg"),
            List.of("ink", "soft"),
            List.of("ink", "bads"),
            List.of("sub", "pan"),
            List.of("sub", "bg"),
            List.of("acc", "pan"),
            List.of("acc", "bg"),
            List.of("acc", "soft"),
            List.of("on", "acc"),
            List.of("pan", "sub"),
            List.of("bad", "pan"),
            List.of("bad", "bads"),
            List.of("warn", "pan"));

    private static final List<List<String>> LINES = List.of(List.of("edge", "pan"), List.of("edge", "bg"));

    @Test
    void everyPairStandsOut() {
        List<Map<String, String>> themes = ROOT.matcher(Assets.CSS.text())
                .results()
                .map(root -> colours(root.group(1)))
                .toList();
        assertThat(themes).hasSize(2);
        assertThat(themes.get(0).keySet()).isEqualTo(themes.get(1).keySet());
        for (Map<String, String> theme : themes) {
            TEXTS.forEach(
                    pair -> assertThat(contrast(theme, pair)).as("%s", pair).isGreaterThanOrEqualTo(4.5));
            LINES.forEach(
                    pair -> assertThat(contrast(theme, pair)).as("%s", pair).isGreaterThanOrEqualTo(3));
        }
    }

    @Test
    void diagramsHaveTheColoursOfThePage() {
        Map<String, String> light =
                colours(Diagram.styleSheet().lines().findFirst().orElseThrow());
        Map<String, String> page = colours(ROOT.matcher(Assets.CSS.text())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1));
        assertThat(page).containsAllEntriesOf(light);
    }

    private static Map<String, String> colours(String text) {
        Map<String, String> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(text);
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    private static double contrast(Map<String, String> theme, List<String> pair) {
        double one = luminance(theme.get(pair.get(0)));
        double other = luminance(theme.get(pair.get(1)));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String colour) {
        String digits = colour.substring(1);
        int value = Integer.parseInt(digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1"), 16);
        return 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8) + 0.0722 * linear(value);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
