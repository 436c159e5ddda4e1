package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link and image of a page leads to a file, and to a heading of it where it names one. Links to other hosts are only read. */
class LinksTest {
    private static final Pattern PAGE_IN_CODE = Pattern.compile("\\bdocs/[\\w/-]+\\.(?:md|html|svg)\\b");

    @Test
    void linksLeadSomewhere() {
        Set<String> broken = new TreeSet<>();
        int links = 0;
        for (Page page : Repository.pages()) {
            for (String link : page.links()) {
                links++;
                if (!leads(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(200);
    }

    @Test
    void brokenLinksAreTold() {
        Page readme = Page.read(Repository.ROOT.resolve("README.md"));
        assertThat(leads(readme, "docs/reference/rules.md")).isTrue();
        assertThat(leads(readme, "docs/reference")).isTrue();
        assertThat(leads(readme, "docs/no-such-page.md")).isFalse();
        assertThat(leads(readme, "docs/reference/rules.md#no-such-heading")).isFalse();
        assertThat(leads(readme, "#in-your-build")).isTrue();
        assertThat(leads(readme, "https://example.org/a#b")).isTrue();
        assertThat(leads(readme, "https://")).isFalse();
        assertThat(leads(readme, "http://example.org/a")).isFalse();
    }

    @Test
    void everyWayToWriteALinkIsRead() {
        Page page = new Page(Repository.ROOT.resolve("README.md"), """
                [plain](a.md), [with a title](b.md "a title"), [with another](c.md 'its title'),
                ![a picture](d.svg "what it shows"), <img src="e.svg">, `[code](f.md "no link")`
                """);
        assertThat(page.links()).containsExactly("a.md", "b.md", "c.md", "d.svg", "e.svg");
    }

    /** Messages, Javadoc and poms name pages too. */
    @Test
    void pagesThatCodeNamesExist() {
        Set<String> missing = new TreeSet<>();
        List<Path> sources =
                Repository.files(file -> file.toString().matches(".*\\.(java|xml|html|sql|properties|svg)|.*/\\.ci/run")
                        && !String.valueOf(file.getFileName()).equals("LinksTest.java"));
        for (Path source : sources) {
            PAGE_IN_CODE
                    .matcher(Repository.read(source))
                    .results()
                    .filter(found -> !Files.exists(Repository.ROOT.resolve(found.group())))
                    .forEach(found -> missing.add(Repository.ROOT.relativize(source) + ": " + found.group()));
        }
        assertThat(missing).isEmpty();
        assertThat(sources).hasSizeGreaterThan(100);
    }

    /** A page that no other page leads to is not found by anybody. */
    @Test
    void everyPageBelowDocsIsInItsIndex() {
        Page index = Page.read(Repository.ROOT.resolve("docs/README.md"));
        Set<Path> linked = new TreeSet<>();
        index.links().stream()
                .filter(link -> !link.contains(":"))
                .forEach(link -> linked.add(target(index, link.replaceAll("#.*", ""))));
        Path decisions = Repository.ROOT.resolve("docs/decisions");
        assertThat(Repository.pages())
                .filteredOn(
                        page -> page.name().startsWith("docs/") && !page.file().startsWith(decisions))
                .filteredOn(page -> !page.file().equals(index.file()))
                .extracting(Page::file)
                .allSatisfy(file -> assertThat(linked).contains(file));
    }

    private static boolean leads(Page page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return isAnAddress(link);
        }
        int hash = link.indexOf('#');
        Path target = target(page, hash < 0 ? link : link.substring(0, hash));
        return Files.exists(target) && (hash < 0 || Page.read(target).anchors().contains(link.substring(hash + 1)));
    }

    private static Path target(Page page, String file) {
        return file.isEmpty() ? page.file() : page.file().resolveSibling(file).normalize();
    }

    /** Nothing is fetched: a build must not depend on other people's servers. */
    private static boolean isAnAddress(String link) {
        try {
            URI address = new URI(link);
            return "https".equals(address.getScheme()) && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
