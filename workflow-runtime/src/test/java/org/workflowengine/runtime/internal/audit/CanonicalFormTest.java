package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Salt;

/** The bytes of the form, as {@code docs/reference/audit-format.md} describes them, in every length around those at which it grows. */
class CanonicalFormTest {

    @Test
    void isOfAnyLength() throws IOException {
        CanonicalForm reused = new CanonicalForm();
        for (int length = 0; length < 2_200; length++) {
            String reason = "x".repeat(length);
            byte[] expected = expected(reason, "bob");
            assertThat(of(new CanonicalForm(), reason, "bob")).isEqualTo(expected);
            assertThat(of(reused, reason, "bob")).isEqualTo(expected);
            assertThat(of(new CanonicalForm(), reason, null)).isEqualTo(expected(reason, null));
        }
        assertThat(of(reused, "", null)).isEqualTo(expected("", null));
        assertThat(of(reused, "x".repeat(100_000), null)).isEqualTo(expected("x".repeat(100_000), null));
    }

    private static byte[] of(CanonicalForm form, String reason, String principal) {
        return form.ofPayload(Row.ofPayload(Salt.of(new byte[Salt.BYTES]), "alice", principal, reason, "{}", null));
    }

    private static byte[] expected(String reason, String principal) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream form = new DataOutputStream(bytes);
        form.writeBytes("WFP1");
        field(form, new byte[Salt.BYTES]);
        field(form, utf8("alice"));
        field(form, principal == null ? null : utf8(principal));
        field(form, utf8(reason));
        field(form, utf8("{}"));
        field(form, null);
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void field(DataOutputStream form, byte[] content) throws IOException {
        form.writeInt(content == null ? -1 : content.length);
        if (content != null) {
            form.write(content);
        }
    }
}
