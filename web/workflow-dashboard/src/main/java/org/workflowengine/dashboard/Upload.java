package org.workflowengine.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.http.HttpRequest;

/** Reads the one file of a form, as RFC 7578 says that browsers send it. */
final class Upload {
    static final int MOST_BYTES = 8 * 1024 * 1024;

    /** What is around the file: a boundary of at most 70 characters, twice, and a few headers. */
    private static final int AROUND = 4_096;

    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?", Pattern.CASE_INSENSITIVE);

    private Upload() {}

    /** Lets a client send its form to the end without keeping it, because before that many read no answer. */
    static void discard(HttpRequest request) throws IOException {
        byte[] bytes = new byte[AROUND];
        for (long left = MOST_BYTES; left > 0; ) {
            int count = request.body().read(bytes);
            left = count < 0 ? 0 : left - count;
        }
    }

    /** The bytes of the file, one character each; empty if there is none, or it is too large. */
    static Optional<byte[]> read(HttpRequest request) throws IOException {
        Matcher type = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        if (!type.lookingAt()) {
            return Optional.empty();
        }
        byte[] body = request.body().readNBytes(MOST_BYTES + AROUND + 1);
        if (body.length > MOST_BYTES + AROUND) {
            return Optional.empty();
        }
        // One character for each byte, so that positions are the same.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String boundary = "--" + type.group(1);
        int headers = text.indexOf(boundary);
        int begin = text.indexOf("\r\n\r\n", Math.max(0, headers));
        int end = text.indexOf("\r\n" + boundary, Math.max(0, begin));
        return headers < 0 || begin < 0 || end < begin + 4
                ? Optional.empty()
                : Optional.of(text.substring(begin + 4, end).getBytes(StandardCharsets.ISO_8859_1));
    }
}
