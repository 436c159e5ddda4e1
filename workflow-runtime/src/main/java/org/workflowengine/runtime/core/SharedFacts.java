package org.workflowengine.runtime.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the shared facts that a definition was compiled with and the class files that are there now. Otherwise a composed guard that
 * is tightened in another module would stay weak in every definition that is not compiled again.
 *
 * <p>The meaning of a fact is one text: its pinned id, the type and default of its value, and the facts that it carries with the
 * values that they accept, those of an annotation sorted. The annotation processor writes the same text. The constants of an enum are
 * not part of it: they are part of the definition's fingerprint.
 */
final class SharedFacts {
    private static final Logger LOG = LoggerFactory.getLogger(SharedFacts.class);

    private static final String FACT = "org.workflowengine.annotations.Fact";

    /** A longer meaning is cut here and ends with its digest: a class file limits the length of texts. */
    private static final int LONGEST = 1000;

    private final ClassLoader loader;
    private final Map<String, Optional<AnnotationClassFile>> files = new TreeMap<>();

    /** What could not be read, and why. */
    private final Map<String, String> unread = new TreeMap<>();

    private SharedFacts(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Refuses facts that differ from the ones that were compiled. What cannot be read, as in a native image, is named in one log line and
     * otherwise believed.
     *
     * @param user the definition, in words
     * @param compiled its shared facts
     * @param loader finds their class files
     * @throws SetupException if one of them has another meaning now
     */
    static void check(String user, List<SharedFact> compiled, ClassLoader loader) {
        Comparison comparison = compare(compiled, loader);
        if (!comparison.changed().isEmpty()) {
            throw new SetupException(
                    user + " was compiled with other shared facts than are there: "
                            + String.join(", ", comparison.changed()),
                    "compile the definition again with the classes it runs with; if its guards change, raise its version",
                    null);
        }
        if (!comparison.unread().isEmpty()) {
            LOG.warn(
                    "{} uses shared facts that cannot be compared with those it was compiled with: {}. If one of them has been"
                            + " changed since, its guards are still the old ones",
                    user,
                    String.join(", ", comparison.unread()));
        }
    }

    /**
     * What came of the comparison, each in words.
     *
     * @param changed the facts that have another meaning now
     * @param unread what could not be read, and why
     */
    record Comparison(List<String> changed, List<String> unread) {}

    static Comparison compare(List<SharedFact> compiled, ClassLoader loader) {
        SharedFacts facts = new SharedFacts(loader);
        List<String> changed = new ArrayList<>();
        for (SharedFact fact : compiled) {
            Optional<String> there = facts.meaning(fact);
            if (there.isPresent() && !there.get().equals(fact.meaning())) {
                changed.add("@" + fact.type() + " was compiled as [" + fact.meaning() + "] and is now [" + there.get()
                        + "]");
            }
        }
        return new Comparison(
                changed,
                facts.unread.entrySet().stream()
                        .map(one -> "@" + one.getKey() + " (" + one.getValue() + ")")
                        .toList());
    }

    /** What a fact means now; empty if its class file, or that of a fact it was compiled with, cannot be read. */
    private Optional<String> meaning(SharedFact fact) {
        Optional<AnnotationClassFile> file = file(fact.type());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        Optional<AnnotationClassFile.Use> marker = find(file.get(), FACT);
        if (marker.isEmpty()) {
            return Optional.of("no fact");
        }
        List<String> id = marker.get().elements().getOrDefault("id", List.of(""));
        if (!id.equals(List.of(""))) {
            parts.add("id " + id.get(0));
        }
        if (file.get().valueType().isPresent()) {
            parts.add(file.get().valueType().get()
                    + file.get()
                            .valueDefault()
                            .map(values -> " default " + sorted(values))
                            .orElse(""));
        }
        List<String> lost = new ArrayList<>();
        List<String> carried = carried(file.get(), lost);
        if (!lost.isEmpty()) {
            unread.put(fact.type(), "whether it carries a fact with " + String.join(" ", lost));
            if (lost.stream().anyMatch(name -> wasCarried(name, fact.meaning()))) {
                return Optional.empty();
            }
        }
        if (!carried.isEmpty()) {
            parts.add("carries " + String.join(" ", carried));
        }
        return Optional.of(shortened(String.join("; ", parts)));
    }

    /** An annotation whose class is gone: what it meant without a value can no longer be told. */
    private static boolean wasCarried(String name, String meaning) {
        return meaning.length() > LONGEST
                || meaning.contains(name + "(")
                || meaning.contains(name + " ")
                || meaning.endsWith(name);
    }

    private List<String> carried(AnnotationClassFile file, List<String> lost) {
        List<String> carried = new ArrayList<>();
        for (AnnotationClassFile.Use use : file.annotations()) {
            if (use.type().startsWith("java.") || use.type().startsWith("org.workflowengine.annotations.")) {
                continue;
            }
            Optional<AnnotationClassFile> other = file(use.type());
            if (other.isEmpty()) {
                lost.add("@" + use.type());
            } else if (find(other.get(), FACT).isPresent()) {
                carried.add("@" + use.type()
                        + Optional.ofNullable(use.elements().get("value"))
                                .or(other.get()::valueDefault)
                                .map(SharedFacts::sorted)
                                .orElse(""));
            }
        }
        carried.sort(null);
        return carried;
    }

    private static Optional<AnnotationClassFile.Use> find(AnnotationClassFile file, String annotation) {
        return file.annotations().stream()
                .filter(use -> use.type().equals(annotation))
                .findFirst();
    }

    private Optional<AnnotationClassFile> file(String type) {
        Optional<AnnotationClassFile> before = files.get(type);
        if (before == null) {
            before = load(type);
            files.put(type, before);
        }
        return before;
    }

    /** Reads it through the type itself, because only its own class loader knows where it came from. */
    private Optional<AnnotationClassFile> load(String type) {
        try {
            Class<?> loaded = Class.forName(type, false, loader);
            try (InputStream bytes = loaded.getResourceAsStream(type.substring(type.lastIndexOf('.') + 1) + ".class")) {
                if (bytes != null) {
                    return Optional.of(AnnotationClassFile.read(bytes.readAllBytes()));
                }
                unread.put(type, "its class file is not there");
            }
        } catch (ClassNotFoundException | LinkageError e) {
            unread.put(type, "it is not there");
        } catch (IOException e) {
            unread.put(type, "its class file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String sorted(List<String> values) {
        return "(" + String.join("|", new TreeSet<>(values)) + ")";
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.substring(0, LONGEST) + "… SHA-256 " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
