package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every step that repeats a request is found, however far it is from the one that made it, and no other. */
class RequestIdsTest {
    private static final int MANY = 8 * RequestIds.KEPT;

    @Test
    void aShortCase() {
        RequestIds requests = new RequestIds();
        assertThat(requests.isRepeated("R-1", 1)).isFalse();
        assertThat(requests.isRepeated("R-2", 2)).isFalse();
        assertThat(requests.isRepeated("R-1", 3)).isTrue();
        requests.end(seq -> assertThat(seq).isNull());
    }

    @Test
    void aLongCaseOfRequestsOfTheirOwn() {
        RequestIds requests = new RequestIds();
        for (int seq = 1; seq <= MANY; seq++) {
            assertThat(requests.isRepeated("R-" + seq, seq)).isFalse();
        }
        requests.end(seq -> assertThat(seq).isNull());
    }

    /** Before and after the first that goes to the file, and both. */
    @Test
    void aLongCaseThatRepeatsSome() {
        RequestIds requests = new RequestIds();
        List<Long> found = new ArrayList<>();
        for (int seq = 1; seq <= MANY; seq++) {
            int request = switch (seq) {
                case 100, RequestIds.KEPT + 100, MANY - 2 -> 1;
                case MANY / 2 -> RequestIds.KEPT;
                case MANY -> MANY - 1;
                default -> seq;
            };
            if (requests.isRepeated("R-" + request, seq)) {
                found.add((long) seq);
            }
        }
        assertThat(found).containsExactly(100L);
        requests.end(found::add);
        assertThat(found)
                .containsExactlyInAnyOrder(100L, RequestIds.KEPT + 100L, MANY / 2L, (long) MANY - 2, (long) MANY);
    }
}
