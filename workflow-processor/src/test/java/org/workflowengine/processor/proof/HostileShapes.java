package org.workflowengine.processor.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Definitions of shapes that nobody should write, each read from a file of them. */
final class HostileShapes {

    private static final Path FILE = Path.of("src/test/resources/hostile/shapes.txt");
    private static final Pattern TITLE = Pattern.compile("(?m)^=== ");

    private HostileShapes() {}

    static List<HostileCase> all() {
        var cases = new ArrayList<HostileCase>();
        try {
            TITLE.splitAsStream(Files.readString(FILE)).skip(1).forEach(one -> {
                int end = one.indexOf('\n');
                cases.add(HostileCase.of(one.substring(0, end), one.substring(end + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}
