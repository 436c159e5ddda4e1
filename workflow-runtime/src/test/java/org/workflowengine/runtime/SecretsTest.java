package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What an application hands out, turned into JSON by a common serializer, shows neither a salt nor a key. */
class SecretsTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final byte[] KEY =
            "a key that nobody should ever see".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final TestDatabase database = TestDatabase.inMemory();
    private byte[] salt;
    private byte[] privateKey;
    private Map<String, Object> handedOut;

    @BeforeEach
    void aCase() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        privateKey = pair.getPrivate().getEncoded();
        Sealer hmac = Sealer.hmacSha256("key-1", KEY);
        Sealer signer = Sealer.ed25519("key-2", pair.getPrivate(), pair.getPublic());
        Engine reviews = Engine.on(
                database.runtime(RuntimeOptions.defaults().sealer(hmac).alsoAccepted(signer)));
        Applied<Case> opened = (Applied<Case>) reviews.open("C-1", BY_ALICE);
        AuditEntry entry = reviews.atSeq("C-1", 1).orElseThrow();
        salt = AuditEntry.saltOf(entry).orElseThrow().bytes();
        handedOut = Map.of(
                "handle", opened.handle(),
                "outcome", opened,
                "entry", entry,
                "history", reviews.history("C-1"),
                "digest", entry.digest(),
                "salt", AuditEntry.saltOf(entry).orElseThrow(),
                "sealers", List.of(hmac, signer),
                "decision", BY_ALICE,
                "options", reviews.options("C-1", org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void byItsGetters() {
        ObjectMapper jackson = new ObjectMapper()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .findAndRegisterModules();
        for (Map.Entry<String, Object> object : handedOut.entrySet()) {
            if (!object.getKey().equals("history")) {
                assertHidden("Jackson", object.getKey(), shown(jackson, object.getValue()));
            }
        }
    }

    @Test
    void byItsFields() {
        ObjectMapper jackson = new ObjectMapper()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .addMixIn(Instant.class, Opaque.class);
        for (String name : List.of("handle", "entry", "digest", "salt", "sealers", "decision")) {
            assertHidden("Jackson by fields", name, shown(jackson, handedOut.get(name)));
        }
        Gson gson =
                new GsonBuilder().setExclusionStrategies(new WithoutTheJdk()).create();
        for (String name : List.of("handle", "entry", "digest", "salt", "sealers", "decision")) {
            assertHidden("Gson", name, gson.toJson(handedOut.get(name)));
        }
    }

    @Test
    void asText() {
        handedOut.forEach((name, object) -> assertHidden("toString", name, object.toString()));
    }

    /** Values of the JDK are not what this is about, and no serializer looks into them by its fields. */
    private interface Opaque {
        @com.fasterxml.jackson.annotation.JsonValue
        String toString();
    }

    /** Gson cannot look into the JDK's classes. */
    private static final class WithoutTheJdk implements ExclusionStrategy {
        @Override
        public boolean shouldSkipField(FieldAttributes field) {
            return false;
        }

        @Override
        public boolean shouldSkipClass(Class<?> type) {
            return type.getName().startsWith("java.time.") || type.getName().startsWith("java.security.");
        }
    }

    private static String shown(ObjectMapper jackson, Object object) {
        try {
            return jackson.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            // A serializer that does not know what to do with it shows nothing.
            return "";
        }
    }

    private void assertHidden(String how, String what, String shown) {
        for (byte[] secret : List.of(salt, KEY, privateKey)) {
            assertThat(shown)
                    .as(what + " by " + how)
                    .doesNotContain(spellings(secret).toArray(String[]::new));
        }
    }

    private static List<String> spellings(byte[] secret) {
        return List.of(
                HexFormat.of().formatHex(secret),
                HexFormat.of().withUpperCase().formatHex(secret),
                Base64.getEncoder().withoutPadding().encodeToString(secret).substring(0, 20),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret).substring(0, 20),
                Arrays.toString(secret),
                Arrays.toString(secret).replace(" ", ""));
    }
}
