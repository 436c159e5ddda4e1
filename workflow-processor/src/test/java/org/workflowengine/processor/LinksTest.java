package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every relative link in a Markdown page of this repository leads to a file, and to a heading of it where it names one. */
class LinksTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_PAGES = Set.of("target", "src", ".git", ".mvn");
    private static final Pattern CODE = Pattern.compile("(?ms)^[ ]*```.*?^[ ]*```[ ]*$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void relativeLinksLeadToFilesAndHeadings() throws IOException {
        List<Path> pages = pages();
        assertThat(pages)
                .contains(
                        REPOSITORY.resolve("README.md"),
                        REPOSITORY.resolve("docs/reference/database.md"));
        Set<String> broken = new TreeSet<>();
        int links = 0;
        for (Path page : pages) {
            for (String link : links(page)) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    broken.add(REPOSITORY.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void brokenLinksAreTold() {
        Path readme = REPOSITORY.resolve("README.md");
        assertThat(leads(readme, "docs/reference/rules.md")).isTrue();
        assertThat(leads(readme, "docs/no-such-page.md")).isFalse();
        assertThat(leads(readme, "docs/reference/rules.md#no-such-heading")).isFalse();
        assertThat(leads(readme, "#where-things-are")).isTrue();
    }

    private static boolean leads(Path page, String link) {
        try {
            return leadsSomewhere(page, link);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || headings(target).contains(link.substring(hash + 1));
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(text(page))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains(":"))
                .toList();
    }

    /** The anchors that code hosts give the headings of a page. */
    private static Set<String> headings(Path page) throws IOException {
        Set<String> anchors = new TreeSet<>();
        for (MatchResult found : HEADING.matcher(text(page)).results().toList()) {
            String plain = found.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
            anchors.add(plain.strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    /** A page without its blocks of code, which may hold brackets and hashes of their own. */
    private static String text(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_PAGES.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (String.valueOf(file.getFileName()).endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }
}
