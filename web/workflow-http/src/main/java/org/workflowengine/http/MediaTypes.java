package org.workflowengine.http;

import java.util.List;
import java.util.Locale;

/** Whether a client takes what there is. */
final class MediaTypes {
    private MediaTypes() {}

    static void demandAccepted(HttpRequest request, String mediaType) {
        List<String> ranges = request.headerValues("Accept").stream()
                .flatMap(values -> List.of(values.split(",")).stream())
                .map(value -> value.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
                .filter(value -> !value.isEmpty())
                .toList();
        if (!ranges.isEmpty() && ranges.stream().noneMatch(range -> accepts(range, mediaType))) {
            throw Problem.of(ProblemType.NOT_ACCEPTABLE, "there is " + mediaType + " alone");
        }
    }

    private static boolean accepts(String range, String mediaType) {
        List<String> parts = List.of(range.split(";"));
        boolean refused = parts.stream().skip(1).anyMatch(part -> part.matches("q=0(?:\\.0{0,3})?"));
        String type = parts.get(0);
        return !refused
                && (type.equals("*/*")
                        || type.equals(mediaType)
                        || type.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*"));
    }
}
