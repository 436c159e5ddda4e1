package org.workflowengine.spring.boot.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.workflowengine.dashboard.IntegritySource;
import org.workflowengine.dashboard.LastVerification;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;

/** Everything is verified each night; the pages show what was found last. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class Verified implements IntegritySource {
    private final Verification verification;
    private volatile Optional<LastVerification> last = Optional.empty();

    Verified(Verification verification) {
        this.verification = verification;
    }

    @Scheduled(cron = "0 0 3 * * *")
    public void verifyAll() {
        Instant began = Instant.now();
        last = Optional.of(LastVerification.of(verification.verifyAll(), began));
    }

    @Override
    public Optional<LastVerification> last() {
        return last;
    }

    /** With the keys of the runtime, each night and for the API. Former keys, trusted definitions and checkpoints are added here. */
    @Bean
    static Verification verification(WorkflowRuntime runtime) {
        return runtime.verification();
    }

    /** With the key that seals here, for bundles that are uploaded. */
    @Bean
    static Seals keys(@Value("${workflow.key.id}") String id, @Value("${workflow.key.file}") String file)
            throws IOException {
        byte[] key = HexFormat.of().parseHex(Files.readString(Path.of(file)).strip());
        return Seals.verifiedBy(List.of(Sealer.hmacSha256(id, key)));
    }
}
