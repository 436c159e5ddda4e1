package org.workflowengine.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the canonical text of facts: one object of booleans, numbers and texts, without white space. */
final class FlatJson {
    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /** The members, in their order; what stands behind something unexpected is left out, and verification reports it. */
    static Map<String, String> members(String text) {
        FlatJson json = new FlatJson(text);
        Map<String, String> members = new LinkedHashMap<>();
        json.at = 1;
        while (json.at < text.length() && text.charAt(json.at) == '"') {
            String name = json.quoted();
            json.at++;
            members.put(name, json.at < text.length() && text.charAt(json.at) == '"' ? json.quoted() : json.plain());
            json.at++;
        }
        return members;
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && ",}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(Math.min(begin, text.length()), at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escaped(value, text.charAt(at++));
            } else {
                value.append(c);
            }
        }
        at++;
        return value.toString();
    }

    private void escaped(StringBuilder value, char c) {
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'u' -> {
                int end = Math.min(at + 4, text.length());
                value.append((char) Integer.parseInt(text.substring(at, end), 16));
                at = end;
            }
            default -> value.append(c);
        }
    }
}
