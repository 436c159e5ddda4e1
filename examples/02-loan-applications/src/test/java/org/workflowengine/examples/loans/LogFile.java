package org.workflowengine.examples.loans;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A log as the tests handle it: raw lines behind the header, cut at their commas and nothing else. */
record LogFile(List<String> lines) {
    static final String HEADER = "case_id,activity,timestamp,resource";

    LogFile {
        lines = List.copyOf(lines);
    }

    static LogFile of(InputStream unpacked) throws IOException {
        String text = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        return new LogFile(text.lines().skip(1).toList());
    }

    static String caseId(String line) {
        return line.split(",", -1)[0];
    }

    static String activity(String line) {
        return line.split(",", -1)[1];
    }

    /** The number that a line has in the file: the header is line 1. */
    static long number(int index) {
        return index + 2;
    }

    /** The events of about one case in so many. */
    LogFile ofOneCaseIn(int many) {
        return new LogFile(lines.stream()
                .filter(line -> Math.floorMod(caseId(line).hashCode(), many) == 0)
                .toList());
    }

    InputStream bytes() {
        String text = String.join(
                        "\n", Stream.concat(Stream.of(HEADER), lines.stream()).toList()) + "\n";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
