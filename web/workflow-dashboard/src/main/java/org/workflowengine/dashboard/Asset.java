package org.workflowengine.dashboard;

import java.nio.charset.StandardCharsets;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.runtime.core.Digest;

/** A file that every page uses. Its path changes with its content, so that it can be kept permanently. */
record Asset(String path, String mediaType, String text) {
    private static final int DIGITS = 12;

    static Asset of(String name, String extension, String mediaType, String text) {
        String digest = Digest.of(Sha256.of(text)).hex().substring(0, DIGITS);
        return new Asset("/assets/" + name + "-" + digest + "." + extension, mediaType, text);
    }

    int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    HttpResponse answer() {
        return HttpResponse.text(200, mediaType, text).with("Cache-Control", "public, max-age=31536000, immutable");
    }
}
