package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xml.sax.InputSource;

/** Blocks for builds are well-formed, and name modules that exist in the versions that this build tests with. */
class BuildBlocksTest {
    private static final Pattern MAVEN = Pattern.compile(
            // A group of one word is the reader's own.
            "<groupId>([\\w-]+\\.[\\w.-]+)</groupId>\\s*<artifactId>([\\w.-]+)</artifactId>\\s*(?:<version>([^<]+)</version>)?");
    private static final Pattern GRADLE = Pattern.compile("[\"']([\\w.-]+):([\\w.-]+):([\\w.-]+)[\"']");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+)\\.version>([^<]+)</");

    /** Versions of this build's own poms, by group and artifact; a property is named like the artifact. */
    private static final Map<String, String> POMS = new TreeMap<>();

    static {
        Repository.files(file -> file.endsWith("pom.xml")).forEach(file -> {
            String pom = Repository.read(file);
            Map<String, String> properties = new TreeMap<>();
            PROPERTY.matcher(pom).results().forEach(found -> properties.put(found.group(1), found.group(2)));
            MAVEN.matcher(pom)
                    .results()
                    .filter(found -> found.group(3) != null)
                    .forEach(found -> POMS.putIfAbsent(coordinates(found), resolved(found.group(3), properties)));
            // A module names its own artifact behind its parent.
            Pattern.compile("</parent>\\s*<artifactId>([\\w.-]+)</artifactId>")
                    .matcher(pom)
                    .results()
                    .forEach(found -> POMS.put("org.workflowengine:" + found.group(1), version()));
        });
        // JUnit's come from its list of versions; some modules are tested with another one.
        POMS.put("org.junit.jupiter:junit-jupiter", POMS.get("org.junit:junit-bom"));
    }

    @TestFactory
    Stream<DynamicTest> xmlIsWellFormed() {
        return blocks("xml")
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(),
                        () -> DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader("<pasted>" + block.text() + "</pasted>")))));
    }

    @TestFactory
    Stream<DynamicTest> versionsAreThoseOfThisBuild() {
        return Stream.concat(
                        blocks("xml")
                                .filter(block -> !block.directive().says("tested-by"))
                                .flatMap(block -> MAVEN.matcher(block.text())
                                        .results()
                                        .filter(found -> found.group(3) != null)
                                        .map(found -> Map.entry(block, found))),
                        Stream.of("kotlin", "kts", "groovy", "text")
                                .flatMap(BuildBlocksTest::blocks)
                                .flatMap(block ->
                                        GRADLE.matcher(block.text()).results().map(found -> Map.entry(block, found))))
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey() + " " + coordinates(one.getValue()),
                        () -> assertThat(POMS)
                                .containsEntry(
                                        coordinates(one.getValue()),
                                        one.getValue().group(3))));
    }

    @TestFactory
    Stream<DynamicTest> propertiesAreNamesAndValues() {
        return blocks("properties")
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> {
                    Properties properties = new Properties();
                    properties.load(new StringReader(block.text()));
                    assertThat(properties).isNotEmpty().doesNotContainValue("");
                }));
    }

    @TestFactory
    Stream<DynamicTest> jsonIsJson() {
        return blocks("json")
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(),
                        () -> assertThat(new ObjectMapper().readTree(block.text()))
                                .isNotEmpty()));
    }

    @Test
    void anotherVersionWouldBeTold() {
        assertThat(POMS).containsEntry("org.workflowengine:workflow-runtime", version());
        assertThat(POMS.get("com.h2database:h2")).matches("2\\..*");
    }

    private static Stream<Block> blocks(String language) {
        return Repository.pages().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .filter(block -> !block.directive().says("not-tested"));
    }

    private static String coordinates(MatchResult found) {
        return found.group(1) + ":" + found.group(2);
    }

    private static String resolved(String version, Map<String, String> properties) {
        return version.equals("${project.version}")
                ? version()
                : properties.getOrDefault(version.replaceAll("\\$\\{(.*)\\.version}", "$1"), version);
    }

    private static String version() {
        return Pattern.compile("<version>([^<]+)</version>")
                .matcher(Repository.read("pom.xml"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
