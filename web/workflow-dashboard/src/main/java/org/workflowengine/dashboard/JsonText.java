package org.workflowengine.dashboard;

import java.util.List;
import java.util.Map;

/** Writes JSON, and makes canonical JSON readable. */
final class JsonText {
    private JsonText() {}

    /** A value of maps, lists, texts, numbers and booleans, indented. */
    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return indented(out.toString()) + "\n";
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                quote(out.append(before), member.getKey().toString());
                write(out.append(':'), member.getValue());
                before = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String before = "[";
            for (Object element : list) {
                write(out.append(before), element);
                before = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(out, value.toString());
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                out.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** JSON without white space, with a line for each member. */
    static String indented(String json) {
        StringBuilder out = new StringBuilder(json.length() * 2);
        String margin = "\n";
        boolean isText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isText) {
                out.append(c);
                if (c == '\\' && i + 1 < json.length()) {
                    out.append(json.charAt(++i));
                }
                isText = c != '"';
                continue;
            }
            isText = c == '"';
            boolean isEmpty = i + 1 < json.length() && (json.startsWith("{}", i) || json.startsWith("[]", i));
            if (isEmpty) {
                out.append(json, i, i + 2);
                i++;
            } else if (c == '{' || c == '[') {
                margin += "  ";
                out.append(c).append(margin);
            } else if (c == '}' || c == ']') {
                margin = margin.substring(0, Math.max(1, margin.length() - 2));
                out.append(margin).append(c);
            } else {
                out.append(c).append(c == ',' ? margin : c == ':' ? " " : "");
            }
        }
        return out.toString();
    }
}
