package org.workflowengine.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;

/** Whether the recorded facts of a migration and of the move after it are together those of a request. */
class MigrationsTest {
    private static final FactRow SIZE = new FactRow("SIZE", List.of("SMALL", "LARGE"), "");
    private static final Facts GIVEN = new Facts(List.of(
            new FactValue(FactRow.bool("PAID", ""), "true"),
            new FactValue(FactRow.bool("LATE", ""), "false"),
            new FactValue(SIZE, "LARGE")));

    @Test
    void factsOfBothKinds() {
        together("{\"PAID\":true}", "{\"LATE\":false,\"SIZE\":\"LARGE\"}");
        together("{\"LATE\":false,\"SIZE\":\"LARGE\"}", "{\"PAID\":true,\"SIZE\":\"LARGE\"}");
        together("{}", "{\"LATE\":false,\"PAID\":true,\"SIZE\":\"LARGE\"}");
    }

    @Test
    void otherFacts() {
        apart("{\"PAID\":true}", "{\"LATE\":false}");
        apart("{\"PAID\":true}", "{\"LATE\":true,\"SIZE\":\"LARGE\"}");
        apart("{\"PAID\":true}", "{\"LATE\":false,\"SIZE\":\"SMALL\"}");
        apart("{\"PAID\":true}", "{\"LATE\":false,\"MORE\":true,\"SIZE\":\"LARGE\"}");
    }

    /** As somebody may have written with SQL. */
    @Test
    void textsThatAreNoFacts() {
        apart("", "{\"LATE\":false,\"PAID\":true,\"SIZE\":\"LARGE\"}");
        apart("{\"PAID\":true", "{\"LATE\":false,\"SIZE\":\"LARGE\"}");
        apart("{\"PAID\":true}{}", "{\"LATE\":false,\"SIZE\":\"LARGE\"}");
        apart("{\"PAID\":[]}", "{\"LATE\":false,\"SIZE\":\"LARGE\"}");
    }

    private static void together(String migration, String move) {
        assertThat(Migrations.areTogether(migration, move, GIVEN)).isTrue();
    }

    private static void apart(String migration, String move) {
        assertThat(Migrations.areTogether(migration, move, GIVEN)).isFalse();
    }
}
