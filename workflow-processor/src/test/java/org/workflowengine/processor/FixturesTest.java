package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.processor.model.Code;

/** Each faulty definition has exactly the errors that its comments say, each sound one none. */
class FixturesTest {

    /** What no file in a folder can show: a failure of our own, and sizes that nobody wants to read. */
    private static final Set<Code> ELSEWHERE = Set.of(Code.WF000, Code.WF109);

    static List<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void hasExactlyTheErrorsThatItsCommentsSay(Fixture fixture) throws IOException {
        assertThat(fixture.foundErrors()).isEqualTo(fixture.expectedErrors());
        assertThat(fixture.expectedErrors().isEmpty()).isEqualTo(fixture.mustPass());
    }

    @Test
    void everyCodeHasAFailingFixtureAndAPassingNeighbour() throws IOException {
        var codes = Arrays.stream(Code.values())
                .filter(code -> !ELSEWHERE.contains(code))
                .map(Code::name)
                .toList();
        assertThat(Fixture.all().stream()
                        .filter(Fixture::mustPass)
                        .map(Fixture::code)
                        .distinct())
                .containsExactlyElementsOf(codes);
        for (String code : codes) {
            assertThat(errorsOfFixturesFor(code)).anyMatch(error -> error.contains(" " + code + " "));
        }
    }

    private static List<String> errorsOfFixturesFor(String code) throws IOException {
        var errors = new ArrayList<String>();
        for (Fixture fixture : Fixture.all()) {
            if (fixture.code().equals(code)) {
                errors.addAll(fixture.expectedErrors());
            }
        }
        return errors;
    }
}
