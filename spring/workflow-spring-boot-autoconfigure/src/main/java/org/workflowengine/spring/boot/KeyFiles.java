package org.workflowengine.spring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;

/** Reads keys from files. What is in them is never shown, nor is a part of it. */
final class KeyFiles {
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private KeyFiles() {}

    /** The HMAC-SHA-256 key in a file. */
    static Sealer sealer(String property, String id, Path file) {
        return hmac(property, id, file, text(property, file));
    }

    /** The key in a file, whichever of both kinds it is. */
    static SealVerifier verifier(String property, String id, String path) {
        Path file = file(property, path);
        String text = text(property, file);
        Matcher pem = PUBLIC_KEY.matcher(text);
        if (!pem.matches()) {
            return hmac(property, id, file, text);
        }
        try {
            byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
            return SealVerifier.ed25519(
                    id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw wrong(property, file, "The file does not hold an Ed25519 public key in PEM");
        } catch (IllegalArgumentException e) {
            throw wrong(property, file, "The key cannot be used: " + e.getMessage());
        }
    }

    private static Path file(String property, String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new InvalidConfigurationPropertyValueException(property, path, "This is not the path of a file");
        }
    }

    private static Sealer hmac(String property, String id, Path file, String text) {
        byte[] key;
        try {
            key = HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            // The cause's message would reveal a part of the key.
            throw wrong(property, file, "The file does not hold a key in hexadecimal digits");
        }
        try {
            return Sealer.hmacSha256(id, key);
        } catch (IllegalArgumentException e) {
            throw wrong(property, file, "The key cannot be used: " + e.getMessage());
        }
    }

    private static String text(String property, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw wrong(
                    property, file, "The file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static InvalidConfigurationPropertyValueException wrong(String property, Path file, String why) {
        return new InvalidConfigurationPropertyValueException(property, file, why);
    }
}
