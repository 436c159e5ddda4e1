package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Definition;

/** A definition can forbid that its steps are erased; one that says nothing is compiled as before. */
class ErasableTest {
    @Test
    void saidNothing() throws Exception {
        Compiled compiled = compile("");
        assertThat(definition(compiled).isErasable()).isTrue();
        assertThat(definition(compiled).graph()).startsWith("{\"facts\":");
        assertThat(compiled.generatedTexts().get("OrderTransition.java")).doesNotContain("Traits");
        assertThat(compiled.generatedTexts().get("order.v1.json")).doesNotContain("erasable");
        assertThat(compile(", erasable = true").generatedTexts()).isEqualTo(compiled.generatedTexts());
    }

    @Test
    void forbidden() throws Exception {
        Compiled compiled = compile(", erasable = false");
        // The table would not be built if the processor had fingerprinted another text than the runtime.
        Definition definition = definition(compiled);
        assertThat(definition.isErasable()).isFalse();
        assertThat(definition.graph()).startsWith("{\"erasable\":false,\"facts\":");
        assertThat(compiled.generatedTexts().get("order.v1.json"))
                .contains("\"version\": 1,\n  \"erasable\": false,\n  \"fingerprint\": \"" + definition.fingerprint()
                        + "\"");
    }

    @Test
    void aConstantThatSaysSo() throws Exception {
        assertThat(definition(compile(", erasable = !Order.FORBIDDEN")).isErasable())
                .isFalse();
    }

    private static Compiled compile(String more) {
        return Compiled.of(Compiled.source(
                        "Order",
                        "@Workflow(id = \"order\", version = 1" + more + ") public interface Order {",
                        "  boolean FORBIDDEN = true;",
                        "  @State(initial = true) interface Open { @Transition Done finish(); }",
                        "  @State(terminal = true) interface Done {}",
                        "}"))
                .succeeded();
    }

    private static Definition definition(Compiled compiled) throws ReflectiveOperationException {
        Class<?> transitions = compiled.load().loadClass("app.OrderTransition");
        return (Definition) transitions.getField("DEFINITION").get(null);
    }
}
