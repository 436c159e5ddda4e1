package org.workflowengine.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.UnchangedException;

/** What is answered to who has lost against a purge. */
class AnswersTest {
    private final UnchangedException failure = UnchangedException.hidden("C-1", 3);

    @Test
    void whoDidNotLoseIsToldOfTheFailure() {
        Store.Unit unit = proxy(Store.Unit.class, Optional.empty());
        assertThatThrownBy(() -> Answers.purgedMeanwhile(proxy(Store.class, unit), "C-1", failure))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void whereNobodyCanTellTheFirstFailureCounts() {
        UnchangedException second = UnchangedException.hidden("C-1", 4);
        Store store = (Store) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    throw second;
                });
        assertThatThrownBy(() -> Answers.purgedMeanwhile(store, "C-1", failure)).isSameAs(failure);
        assertThat(failure.getSuppressed()).containsExactly(second);
    }

    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("close") ? null : answer));
    }
}
