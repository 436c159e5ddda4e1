package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every message about versions and migrations, word for word, as the fixtures call it forth. {@code -Dgolden.update=true} rewrites them. */
class VersionMessagesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "versions", "messages.txt");

    @Test
    void saysWhatSomebodyHasRead() throws IOException {
        var text = new StringBuilder();
        for (Fixture fixture : Fixture.all()) {
            if (fixture.code().startsWith("WF5") && !fixture.mustPass()) {
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
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
    }
}
