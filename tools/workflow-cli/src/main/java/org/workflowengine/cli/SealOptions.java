package org.workflowengine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Digest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is accepted as genuine: seals, definitions, and the installation that they come from. */
final class SealOptions {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--trust",
            paramLabel = "<fingerprint>",
            description = "accept only these definitions; without any, all that are sound")
    private List<String> fingerprints = new ArrayList<>();

    @Option(
            names = "--installation",
            paramLabel = "<id>",
            description =
                    "require that it comes from this installation, with the id that 'workflow-cli installation' prints")
    private Optional<String> installation = Optional.empty();

    Seals seals() throws IOException {
        return keys.seals();
    }

    /** The same, for a command that also writes something to be sealed. */
    Seals sealing(Map<String, Path> privateKey) throws IOException {
        return keys.sealing(privateKey);
    }

    /** What seals, if there is anything that could. */
    Optional<Sealer> sealer(Map<String, Path> privateKey) throws IOException {
        return keys.sealer(privateKey);
    }

    /** A verification that accepts what was given, and nothing else. */
    Verification demanded(Verification verification) {
        Verification demanding = verification;
        if (installation().isPresent()) {
            demanding = demanding.demanding(installation().get());
        }
        return trusted().isEmpty() ? demanding : demanding.trusting(trusted());
    }

    Set<Digest> trusted() {
        Set<Digest> trusted = new HashSet<>();
        for (String fingerprint : fingerprints) {
            try {
                trusted.add(new Digest(fingerprint));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--trust takes 64 lower-case hexadecimal digits");
            }
        }
        return trusted;
    }

    /** The required installation. */
    Optional<Installation> installation() {
        try {
            return installation.map(Installation::new);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--installation takes 32 lower-case hexadecimal digits");
        }
    }
}
