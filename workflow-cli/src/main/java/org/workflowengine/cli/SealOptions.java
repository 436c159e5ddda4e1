package org.workflowengine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Sealers;
import org.workflowengine.runtime.audit.Verifier;
import org.workflowengine.runtime.core.Digest;
import picocli.CommandLine.Option;

/** What is accepted as genuine: seals and definitions. */
final class SealOptions {
    @Option(
            names = "--key",
            paramLabel = "<id>=<file>",
            description = "HMAC-SHA-256 key in hexadecimal digits; the first is the one in use, others are former ones."
                    + " Without any, entries must be sealed with SHA-256")
    private Map<String, Path> keys = new LinkedHashMap<>();

    @Option(names = "--former-sha256", description = "also accept SHA-256 from before there was a key")
    private boolean formerSha256;

    @Option(
            names = "--trust",
            paramLabel = "<fingerprint>",
            description = "accept these definitions alone; without any, all that are whole")
    private List<String> fingerprints = new ArrayList<>();

    Sealers sealers() throws IOException {
        List<Sealer> sealers = new ArrayList<>();
        for (Map.Entry<String, Path> key : keys.entrySet()) {
            sealers.add(hmac(key.getKey(), key.getValue()));
        }
        if (formerSha256 || sealers.isEmpty()) {
            sealers.add(Sealer.sha256());
        }
        return new Sealers(sealers.get(0), sealers.subList(1, sealers.size()));
    }

    private static Sealer hmac(String id, Path file) throws IOException {
        byte[] key;
        try {
            key = HexFormat.of()
                    .parseHex(
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IllegalArgumentException e) {
            // Not its message: it would show a part of the key.
            throw new NotDoneException("the file " + file + " does not hold a key in hexadecimal digits");
        }
        try {
            return Sealer.hmacSha256(id, key);
        } catch (IllegalArgumentException e) {
            throw new NotDoneException("the key " + id + " is unfit: " + e.getMessage());
        }
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

    Verifier verifier(Consumer<Finding> listener) throws IOException {
        return new Verifier(sealers(), trusted(), listener);
    }
}
