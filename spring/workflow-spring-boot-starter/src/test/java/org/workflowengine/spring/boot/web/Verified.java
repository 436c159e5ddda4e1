package org.workflowengine.spring.boot.web;

import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.workflowengine.dashboard.IntegritySource;
import org.workflowengine.dashboard.LastVerification;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;

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
}
