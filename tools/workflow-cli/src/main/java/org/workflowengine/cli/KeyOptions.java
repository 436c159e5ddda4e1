package org.workflowengine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import picocli.CommandLine.Option;

/** The known keys: those in use, and former ones. */
final class KeyOptions {
    private static final Pattern PUBLIC_KEY = pem("PUBLIC KEY");
    private static final Pattern PRIVATE_KEY = pem("PRIVATE KEY");

    @Option(
            names = "--key",
            paramLabel = "<id>=<file>",
            description =
                    "current HMAC-SHA-256 key, in hexadecimal digits; repeatable. Without any key, seals are counted"
                            + " and not checked")
    private Map<String, Path> keys = new LinkedHashMap<>();

    @Option(
            names = "--public-key",
            paramLabel = "<id>=<file>",
            description = "current Ed25519 public key, in PEM (BEGIN PUBLIC KEY); repeatable")
    private Map<String, Path> publicKeys = new LinkedHashMap<>();

    @Option(
            names = "--former-key",
            paramLabel = "<id>=<file>",
            description =
                    "HMAC-SHA-256 key no longer in use; repeatable. Its seals count only for steps that a checkpoint"
                            + " lists")
    private Map<String, Path> formerKeys = new LinkedHashMap<>();

    @Option(
            names = "--former-public-key",
            paramLabel = "<id>=<file>",
            description = "Ed25519 public key no longer in use; repeatable")
    private Map<String, Path> formerPublicKeys = new LinkedHashMap<>();

    @Option(
            names = "--former-unsealed",
            description =
                    "nothing was sealed before there was a key: an entry without a seal is treated as with a former key")
    private boolean formerUnsealed;

    private static Pattern pem(String type) {
        return Pattern.compile("-----BEGIN " + type + "-----([A-Za-z0-9+/=\\s]+)-----END " + type + "-----\\s*");
    }

    /** All keys; nothing is sealed. */
    Seals seals() throws IOException {
        return withFormer(Seals.verifiedBy(read(keys, publicKeys)));
    }

    /** What seals: the private key if there is one, otherwise the first key if there is one. */
    Optional<Sealer> sealer(Map<String, Path> privateKey) throws IOException {
        if (privateKey.size() > 1) {
            throw new UsageException("--private-key is given twice: what is written is sealed with one key");
        }
        if (!privateKey.isEmpty()) {
            Map.Entry<String, Path> only = privateKey.entrySet().iterator().next();
            return Optional.of(ed25519(only.getKey(), only.getValue()));
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<String, Path> first = keys.entrySet().iterator().next();
        return Optional.of(hmac(first.getKey(), first.getValue()));
    }

    /** All keys. Seals with the private key if there is one, otherwise with the first key if there is one. */
    Seals sealing(Map<String, Path> privateKey) throws IOException {
        List<SealVerifier> current = read(keys, publicKeys);
        Optional<Sealer> given = sealer(privateKey);
        if (given.isEmpty()) {
            return seals();
        }
        Sealer sealer = given.get();
        current.removeIf(
                key -> key.algorithm().equals(sealer.algorithm()) && key.keyId().equals(sealer.keyId()));
        return withFormer(Seals.none().sealedBy(sealer).and(current));
    }

    private Seals withFormer(Seals current) throws IOException {
        try {
            Seals seals = current.former(read(formerKeys, formerPublicKeys));
            return formerUnsealed ? seals.formerUnsealed() : seals;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static List<SealVerifier> read(Map<String, Path> secret, Map<String, Path> open) throws IOException {
        List<SealVerifier> read = new ArrayList<>();
        for (Map.Entry<String, Path> key : secret.entrySet()) {
            read.add(hmac(key.getKey(), key.getValue()));
        }
        for (Map.Entry<String, Path> key : open.entrySet()) {
            try {
                read.add(SealVerifier.ed25519(key.getKey(), publicKey(key.getValue())));
            } catch (IllegalArgumentException e) {
                throw unfit(key.getKey(), e);
            }
        }
        return read;
    }

    private static Sealer hmac(String id, Path file) throws IOException {
        byte[] key;
        try {
            key = HexFormat.of().parseHex(read(file).strip());
        } catch (IllegalArgumentException e) {
            // The cause's message is not shown: it would reveal a part of the key.
            throw new NotDoneException("the file " + file + " does not hold a key in hexadecimal digits");
        }
        try {
            return Sealer.hmacSha256(id, key);
        } catch (IllegalArgumentException e) {
            throw unfit(id, e);
        }
    }

    private Sealer ed25519(String id, Path file) throws IOException {
        Path publicKey = publicKeys.get(id);
        if (publicKey == null) {
            throw new UsageException("--private-key " + id + " needs its --public-key " + id + " too");
        }
        Matcher pem = PRIVATE_KEY.matcher(read(file).strip());
        try {
            if (!pem.matches()) {
                throw new GeneralSecurityException("no BEGIN PRIVATE KEY");
            }
            return Sealer.ed25519(
                    id,
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(decoded(pem))),
                    publicKey(publicKey));
        } catch (GeneralSecurityException e) {
            throw new NotDoneException("the file " + file
                    + " does not hold an Ed25519 private key in PEM, which begins with -----BEGIN PRIVATE KEY-----");
        } catch (IllegalArgumentException e) {
            throw unfit(id, e);
        }
    }

    private static PublicKey publicKey(Path file) throws IOException {
        String text = read(file);
        if (text.contains("PRIVATE KEY")) {
            throw new NotDoneException("the file " + file
                    + " contains a private key, which a verifier must not have; give the public key");
        }
        Matcher pem = PUBLIC_KEY.matcher(text.strip());
        try {
            if (!pem.matches()) {
                throw new GeneralSecurityException("no BEGIN PUBLIC KEY");
            }
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(decoded(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NotDoneException("the file " + file
                    + " does not hold an Ed25519 public key in PEM, which begins with -----BEGIN PUBLIC KEY-----");
        }
    }

    private static byte[] decoded(Matcher pem) {
        return Base64.getMimeDecoder().decode(pem.group(1));
    }

    private static NotDoneException unfit(String id, IllegalArgumentException why) {
        return new NotDoneException("the key " + id + " cannot be used: " + why.getMessage());
    }

    /** Every byte is a character here: wrong ones are refused later. */
    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
