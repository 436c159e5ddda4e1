package org.workflowengine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verifier;
import org.workflowengine.runtime.core.Digest;
import picocli.CommandLine.Option;

/** What is accepted as genuine: seals, definitions, and the installation that they come from. */
final class SealOptions {
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    @Option(
            names = "--key",
            paramLabel = "<id>=<file>",
            description =
                    "HMAC-SHA-256 key that is current, in hexadecimal digits; repeatable. Without any key, seals are counted"
                            + " and not checked")
    private Map<String, Path> keys = new LinkedHashMap<>();

    @Option(
            names = "--public-key",
            paramLabel = "<id>=<file>",
            description = "Ed25519 public key that is current, in PEM (BEGIN PUBLIC KEY); repeatable")
    private Map<String, Path> publicKeys = new LinkedHashMap<>();

    @Option(
            names = "--trust",
            paramLabel = "<fingerprint>",
            description = "accept these definitions alone; without any, all that are whole")
    private List<String> fingerprints = new ArrayList<>();

    @Option(
            names = "--installation",
            paramLabel = "<id>",
            description = "demand that it comes from this installation, as 'workflow-cli installation' prints it")
    private Optional<String> installation = Optional.empty();

    /** The keys that are current. */
    Seals seals() throws IOException {
        List<SealVerifier> current = new ArrayList<>();
        for (Map.Entry<String, Path> key : keys.entrySet()) {
            current.add(hmac(key.getKey(), key.getValue()));
        }
        for (Map.Entry<String, Path> key : publicKeys.entrySet()) {
            current.add(ed25519(key.getKey(), key.getValue()));
        }
        return Seals.verifiedBy(current);
    }

    private static Sealer hmac(String id, Path file) throws IOException {
        byte[] key;
        try {
            key = HexFormat.of().parseHex(read(file).strip());
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

    private static SealVerifier ed25519(String id, Path file) throws IOException {
        String text = read(file);
        if (text.contains("PRIVATE KEY")) {
            throw new NotDoneException("the file " + file
                    + " holds a private key, which whoever verifies must not have; give the public key");
        }
        Matcher pem = PUBLIC_KEY.matcher(text.strip());
        PublicKey key;
        try {
            if (!pem.matches()) {
                throw new GeneralSecurityException("no BEGIN PUBLIC KEY");
            }
            key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NotDoneException("the file " + file
                    + " does not hold an Ed25519 public key in PEM, which begins with -----BEGIN PUBLIC KEY-----");
        }
        try {
            return SealVerifier.ed25519(id, key);
        } catch (IllegalArgumentException e) {
            throw new NotDoneException("the key " + id + " is unfit: " + e.getMessage());
        }
    }

    /** Any byte is a character: what does not belong there is refused afterwards. */
    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
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

    /** The installation that is demanded. */
    Optional<Installation> installation() {
        try {
            return installation.map(Installation::new);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--installation takes 32 lower-case hexadecimal digits");
        }
    }

    Verifier verifier(Consumer<Finding> listener) throws IOException {
        Verifier verifier = new Verifier(seals(), trusted(), listener);
        installation().ifPresent(verifier::demand);
        return verifier;
    }
}
