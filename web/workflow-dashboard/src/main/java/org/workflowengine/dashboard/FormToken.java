package org.workflowengine.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.workflowengine.http.Caller;

/**
 * The token of a form: an HMAC of the caller and the case, under a secret that is made when the server starts. Another site can neither read
 * it nor make it, and one caller's is of no use to another. It needs no cookie and no session, so it works whatever way the host authenticates;
 * a form from before a restart, or from another node, is shown again with a new token, and nothing that was typed is lost.
 */
final class FormToken {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    FormToken() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    String of(Caller caller, String caseId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            // Neither part can hold a line feed: both are ids.
            String signed = caller.actor()
                            .map(actor -> actor.kind() + "\n" + actor.id())
                            .orElse("") + "\n" + caseId;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    boolean accepts(String token, Caller caller, String caseId) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), of(caller, caseId).getBytes(StandardCharsets.UTF_8));
    }
}
