package org.workflowengine.dashboard;

/** Makes canonical JSON readable. */
final class JsonText {
    private JsonText() {}

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
