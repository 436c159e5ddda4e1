package org.workflowengine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

class OptionsTest {

    @Test
    void aPartMayHaveSettingsOfItsOwn() {
        Options options = new Options("durable", "since", "rounds=8", "since.rounds=3", "since.databases=POSTGRESQL");
        assertThat(options.parts()).containsExactly("durable", "since");
        assertThat(options.of("durable").number("rounds", 11)).isEqualTo(8);
        assertThat(options.of("since").number("rounds", 11)).isEqualTo(3);
        assertThat(options.of("growth").number("largest", 6)).isEqualTo(6);
        assertThat(options.of("durable").oneOrMore("databases", Kind.class)).containsExactly(Kind.values());
        assertThat(options.of("since").oneOrMore("databases", Kind.class)).containsExactly(Kind.POSTGRESQL);
    }

    @Test
    void whatNoPartHasLookedAtIsTold() {
        Options options = new Options("durable", "round=8", "rounds=8", "since.rounds=3");
        options.of("durable").number("rounds", 11);
        assertThat(options.unknown()).containsExactly("round", "since.rounds");
    }
}
