package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.spring.SpringWorkflow;

/** What the settings of keys do. Settings that look as if entries were sealed never leave them unsealed. */
class KeysTest {
    private static final String NOT_TAKEN =
            " is set, and the runtime is made without it, by a bean of the type RuntimeOptions or WorkflowRuntime of the"
                    + " application's own; remove the bean of the type RuntimeOptions, and let the runtime of your own take the one that"
                    + " has the settings: @Bean WorkflowRuntime workflows(…, RuntimeOptions options); or remove workflow.key.*";

    @TempDir
    private Path folder;

    static class OwnSealer {
        @Bean
        Sealer sealer() {
            return Sealer.hmacSha256("K-9", new byte[32]);
        }
    }

    static class AnotherSealer {
        @Bean
        Sealer another() {
            return Sealer.hmacSha256("K-10", new byte[32]);
        }
    }

    static class PrimarySealer {
        @Bean
        @Primary
        Sealer primary() {
            return Sealer.hmacSha256("K-11", new byte[32]);
        }
    }

    static class OwnOptions {
        @Bean
        RuntimeOptions options() {
            return RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);
        }
    }

    static class OwnRuntimeWithoutOptions {
        @Bean
        WorkflowRuntime mine() {
            return WorkflowRuntime.inMemory();
        }
    }

    static class OwnRuntimeWithOptions {
        @Bean
        WorkflowRuntime mine(
                DataSource dataSource, PlatformTransactionManager transactionManager, RuntimeOptions options) {
            return SpringWorkflow.runtime(dataSource, transactionManager, options);
        }
    }

    private String key() throws IOException {
        return file("key", "0f".repeat(32));
    }

    @Test
    void keysComeFromFiles() throws Exception {
        String secret = file("key", "0f".repeat(32));
        String next = file("next", "1e".repeat(32));
        String auditor = file("auditor", pem());
        AuditEntry sealed = Application.opened(runner -> runner.withPropertyValues(
                "workflow.key.id=2026",
                "workflow.key.file=" + secret,
                "workflow.key.accepted.2027=" + next,
                "workflow.key.accepted.auditor=" + auditor));
        assertThat(sealed.keyId()).isEqualTo("2026");
        assertThat(sealed.algorithm()).isEqualTo("HMAC-SHA-256");
        assertThat(Application.opened(runner -> runner.withUserConfiguration(OwnSealer.class))
                        .keyId())
                .isEqualTo("K-9");
    }

    private static String pem() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aWrongKeyIsNamed() throws IOException {
        String noKey = file("no-key", "a secret that is no key");
        refuses("workflow.key.id=2026,workflow.key.file=" + noKey, "workflow.key.file");
        refuses("workflow.key.id=2026,workflow.key.file=" + folder.resolve("nothing"), "workflow.key.file");
        String key = "workflow.key.id=2026,workflow.key.file=" + file("key", "0f".repeat(32));
        refuses(key + ",workflow.key.accepted.2027=" + noKey, "workflow.key.accepted.2027");
        refuses(key + ",workflow.key.accepted.2027.q1=" + noKey, "workflow.key.accepted.2027.q1");
        refuses(key + ",workflow.key.accepted.2027=a\0b", "workflow.key.accepted.2027");
    }

    private void refuses(String properties, String named) {
        Application.runner()
                .withPropertyValues(properties.split(","))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                            assertThat(failure.getName()).isEqualTo(named);
                            assertThat(failure.getReason()).isNotBlank().doesNotContain("secret");
                        }));
    }

    @Test
    void halfAKeyIsRefused() {
        Application.isNotWired(
                runner -> runner.withPropertyValues("workflow.key.id=2026"),
                "workflow.key.id is set without workflow.key.file; set both: the name of the key, and the file that holds it");
    }

    @Test
    void ofTwoSealersNoneIsChosen() {
        Application.isNotWired(
                runner -> runner.withUserConfiguration(OwnSealer.class, AnotherSealer.class),
                "the engine takes one sealer, and there are 2: another, sealer; mark the one that seals with @Primary, or remove the"
                        + " others: what is written is sealed with one key");
        assertThat(Application.opened(runner -> runner.withUserConfiguration(OwnSealer.class, PrimarySealer.class))
                        .keyId())
                .isEqualTo("K-11");
    }

    @Test
    void acceptedKeysAloneAreRefused() throws IOException {
        String accepted = "workflow.key.accepted.2026=" + key();
        Application.isNotWired(
                runner -> runner.withPropertyValues(accepted),
                "workflow.key.accepted is set, and nothing seals; set workflow.key.id and workflow.key.file, or give a bean of the type"
                        + " Sealer");
        assertThat(Application.opened(
                                runner -> runner.withPropertyValues(accepted).withUserConfiguration(OwnSealer.class))
                        .keyId())
                .isEqualTo("K-9");
    }

    @Test
    void keysThatNoRuntimeTakesAreRefused() throws IOException {
        String[] settings = {"workflow.key.id=2026", "workflow.key.file=" + key()};
        for (Class<?> own : new Class<?>[] {OwnOptions.class, OwnRuntimeWithoutOptions.class}) {
            Application.isNotWired(
                    runner -> runner.withPropertyValues(settings).withUserConfiguration(own),
                    "workflow.key.id" + NOT_TAKEN);
        }
        Application.isNotWired(
                runner -> runner.withPropertyValues("workflow.key.accepted.2026=x")
                        .withUserConfiguration(OwnOptions.class),
                "workflow.key.accepted" + NOT_TAKEN);
        assertThat(Application.opened(runner ->
                                runner.withPropertyValues(settings).withUserConfiguration(OwnRuntimeWithOptions.class))
                        .keyId())
                .isEqualTo("2026");
    }

    @Test
    void theNameOfAKeyMayHaveDots() throws IOException {
        String next = file("next", "1e".repeat(32));
        Application.runner()
                .withPropertyValues(
                        "workflow.key.id=2026.q1",
                        "workflow.key.file=" + key(),
                        "workflow.key.accepted.2026.q2=" + next,
                        "workflow.key.accepted.2026.q3=" + next)
                .run(context -> assertThat(context.getBean(WorkflowProperties.class)
                                .getKey()
                                .getAccepted())
                        .containsOnlyKeys("2026.q2", "2026.q3"));
    }
}
