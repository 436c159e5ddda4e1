package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message, word for word, as the fixtures call it forth. {@code -Dgolden.update=true} rewrites them. */
class AllMessagesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "messages");

    @ParameterizedTest
    @ValueSource(strings = {"WF1", "WF2", "WF3", "WF4", "WF5", "WF6"})
    void saysWhatSomebodyHasRead(String beginning) throws IOException {
        var text = new StringBuilder();
        for (Fixture fixture : Fixture.all()) {
            if (fixture.code().startsWith(beginning) && !fixture.mustPass()) {
                var messages = new TreeSet<String>();
                fixture.compile()
                        .diagnostics()
                        .forEach(diagnostic -> messages.add(diagnostic
                                .getMessage(null)
                                .replace("\r\n", "\n")
                                .stripTrailing()));
                messages.removeIf(message -> !message.startsWith("[WF"));
                text.append("== ").append(fixture).append('\n');
                messages.forEach(message -> text.append(message).append('\n'));
            }
        }
        var golden = GOLDEN.resolve(beginning + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(golden));
    }
}
