package org.workflowengine.runtime.audit;

import java.util.Objects;
import java.util.regex.Pattern;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/** The ids of keys, as entries name them. */
final class KeyIds {
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private KeyIds() {}

    static String checked(String keyId) {
        if (!KEY_ID.matcher(Objects.requireNonNull(keyId, "keyId")).matches()) {
            throw Arguments.wrong("keyId", Texts.quoted(keyId), KEY_ID.pattern());
        }
        return keyId;
    }
}
