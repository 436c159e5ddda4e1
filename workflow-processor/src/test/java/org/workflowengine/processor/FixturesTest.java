package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each faulty definition has exactly the errors and warnings that its comments say, each sound one none. */
class FixturesTest {

    static List<Fixture> fixtures() throws IOException {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void hasExactlyTheProblemsThatItsCommentsSay(Fixture fixture) throws IOException {
        assertThat(fixture.found()).isEqualTo(fixture.expected());
        assertThat(fixture.expected().isEmpty()).isEqualTo(fixture.mustPass());
    }
}
