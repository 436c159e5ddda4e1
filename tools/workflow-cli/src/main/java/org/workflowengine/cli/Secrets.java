package org.workflowengine.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a password, a passphrase or another secret in a JDBC URL, in every spelling that one of the drivers understands, and in some that
 * none does: the author still means a secret.
 */
final class Secrets {
    /** The name of a property with its value. It excludes properties that say how a password is asked for, written or treated. */
    private static final Pattern PROPERTY = Pattern.compile("(?<![a-z0-9_.-])"
            + "(?!sslpasswordcallback|password_?hash|passwordcharacterencoding|disconnectonexpiredpasswords)"
            + "[a-z0-9_.-]*(?:pass|pwd|secret|token)[a-z0-9_.-]*\\s*=\\s*[^&;)\\s]");

    /** {@code //user:password@host}; a port alone is not a password. */
    private static final Pattern USER_INFO = Pattern.compile("//[^/?;:@]*:(?!\\d+(?:[/?;,]|$))[^?;]*@");

    /** A statement that is run after the connection was made. */
    private static final Pattern STATEMENT =
            Pattern.compile("\\bpassword\\s*(?:\\(\\s*)?['\"]|\\bidentified\\s+(?:by|as|with|via)\\b");

    private static final Pattern ENCODED = Pattern.compile("%([0-9a-f]{2})");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private Secrets() {}

    /** Whether the text shows a secret. */
    static boolean areIn(String url) {
        // H2 drops a backslash, PostgreSQL's driver decodes percent signs; names are in any case, in any of them.
        String plain = ESCAPED.matcher(decoded(url.toLowerCase(Locale.ROOT))).replaceAll("$1");
        return PROPERTY.matcher(plain).find()
                || USER_INFO.matcher(plain).find()
                || STATEMENT.matcher(plain).find();
    }

    /** An encoded delimiter does not end a value: a password may begin with it. */
    private static String meaning(char code) {
        return "&;)".indexOf(code) < 0 ? String.valueOf(code) : "!";
    }

    /** Percent signs may themselves be encoded. */
    private static String decoded(String url) {
        String text = url;
        while (true) {
            String next = ENCODED.matcher(text)
                    .replaceAll(code -> Matcher.quoteReplacement(meaning((char) Integer.parseInt(code.group(1), 16))))
                    .toLowerCase(Locale.ROOT);
            if (next.equals(text)) {
                return text;
            }
            text = next;
        }
    }
}
