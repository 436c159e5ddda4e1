package org.workflowengine.runtime.internal.persistence;

/** The order of texts in the columns of the schema. */
final class TextOrder {
    private static final char LAST_SURROGATE = '\uDFFF';

    private TextOrder() {}

    /** By code points, which is the order of the bytes in UTF-8. */
    static int byCodePoints(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates stand for characters that come after all those of one unit.
                boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b)
                        && (a > LAST_SURROGATE || b > LAST_SURROGATE);
                return pairs ? Character.compare(b, a) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
