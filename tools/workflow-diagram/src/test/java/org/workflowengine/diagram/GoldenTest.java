package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Policy;

/** Pictures, compared with what a person has looked at and committed. {@code -Dgolden.update=true} rewrites them. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @EnumSource
    void everyPictureIsTheOneThatWasLookedAt(DiagramFormat format) throws IOException {
        Files.createDirectories(GOLDEN);
        for (Map.Entry<String, Diagram> picture : pictures().entrySet()) {
            Path file = GOLDEN.resolve(picture.getKey() + "." + format.extension());
            String text = format.write(picture.getValue());
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, text);
            }
            assertThat(text).as("%s", file).isEqualTo(Files.readString(file));
        }
    }

    private static Map<String, Diagram> pictures() {
        Map<String, Diagram> pictures = new LinkedHashMap<>();
        Diagram review = Diagram.of(CaseReview.DEFINITION);
        pictures.put("case-review", review);
        pictures.put("path", review.withPath(Samples.path()));
        pictures.put(
                "dashboard",
                review.withoutGuards()
                        .withBadges(Map.of("CREATED", "102", "UNDER_REVIEW", "1,001+", "CLOSED", "7"))
                        .withLinks(state -> "cases?state=" + state.id(), row -> "#" + row.id()));
        pictures.put("policy", Diagram.of(Policy.THIRD));
        pictures.put("loops", Diagram.of(Samples.LOOPS));
        pictures.put("long", Diagram.of(Samples.LONG));
        pictures.put("hostile", Diagram.of(Samples.HOSTILE));
        pictures.put("groups", Diagram.of(Samples.groups()));
        return pictures;
    }
}
