package org.workflowengine.dashboard;

import java.util.ArrayList;
import java.util.List;

/** The names of the members of a JSON object, without what is inside them. */
final class FlatNames {
    private FlatNames() {}

    static List<String> of(String json) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                int end = end(json, i);
                if (depth == 1 && end < json.length() && json.charAt(end) == ':') {
                    names.add(json.substring(i + 1, end - 1));
                }
                i = end - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return names;
    }

    /** Behind the quotation mark that ends a text. */
    private static int end(String json, int begin) {
        int at = begin + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length());
    }
}
