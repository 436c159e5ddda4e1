package org.workflowengine.dashboard.internal.view;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the pages, in English, from {@code texts.properties}. */
public final class Texts {
    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("org.workflowengine.dashboard.internal.view.texts", Locale.ROOT);

    private Texts() {}

    /** The text of a key; <code>{0}</code> and so on are replaced by values, once. */
    public static String t(String key, Object... values) {
        String text = TEXTS.getString(key);
        StringBuilder filled = new StringBuilder(text.length() + 32);
        int done = 0;
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', done)) {
            filled.append(text, done, brace).append(values[text.charAt(brace + 1) - '0']);
            done = brace + 3;
        }
        return filled.append(text, done, text.length()).toString();
    }
}
