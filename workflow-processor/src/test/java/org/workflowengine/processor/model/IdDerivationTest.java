package org.workflowengine.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdDerivationTest {

    @ParameterizedTest
    @CsvSource({
        "UnderReview, UNDER_REVIEW",
        "startReview, START_REVIEW",
        "Created, CREATED",
        "HTTPCheck, HTTP_CHECK",
        "CheckHTTP, CHECK_HTTP",
        "checkHTTPAgain, CHECK_HTTP_AGAIN",
        "VIP, VIP",
        "Level2Review, LEVEL2_REVIEW",
        "Phase12, PHASE12",
        "HTTP2Check, HTTP2_CHECK",
        "ABTest, AB_TEST",
        "X, X",
        "aB, A_B",
        "Under_Review, UNDER_REVIEW",
        "UNDER_REVIEW, UNDER_REVIEW",
        "Under__Review_, UNDER_REVIEW",
        "_Hidden, HIDDEN",
        "_1st, _1ST",
        "__, __",
        "Prüfung, PRÜFUNG",
        "ÜberPrüft, ÜBER_PRÜFT",
        "審査中, 審査中",
    })
    void constants(String name, String constant) {
        assertThat(IdDerivation.constant(name)).isEqualTo(constant);
        assertThat(Character.isJavaIdentifierStart(IdDerivation.constant(name).codePointAt(0)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RiskRulesPassed, riskRulesPassed",
        "HTTPCheck, httpCheck",
        "VIP, vip",
        "ABTest, abTest",
        "X, x",
        "Default, default",
        "already, already",
        "Level2Review, level2Review",
    })
    void members(String name, String member) {
        assertThat(IdDerivation.member(name)).isEqualTo(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "UNDER_REVIEW",
                "case-review",
                "v1.2",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void ids(String id) {
        assertThat(IdDerivation.isId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1A",
                "_A",
                "A B",
                "A\n",
                "PRÜFUNG",
                "A$B",
                "../a",
                "a/b",
                "a2345678901234567890123456789012345678901234567890123456789012345"
            })
    void noIds(String id) {
        assertThat(IdDerivation.isId(id)).isFalse();
    }

    @Test
    void doNotDependOnWhereTheBuildRuns() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(IdDerivation.constant("initial")).isEqualTo("INITIAL");
            assertThat(IdDerivation.member("Initial")).isEqualTo("initial");
        } finally {
            Locale.setDefault(before);
        }
    }
}
