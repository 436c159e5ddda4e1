package org.workflowengine.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jars and the list of versions as this build has made them. */
class JarsIT {
    private static final String URL = "https://github.com/workflowengine/workflow-automation-engine";

    @Test
    void theLicenceIsInEveryJar() throws IOException {
        byte[] licence = Files.readAllBytes(Pom.REPOSITORY.resolve("LICENSE"));
        for (Pom pom : Pom.publishedJars()) {
            List<Path> jars = Jars.of(pom.folder());
            assertThat(jars).as(pom.artifact()).isNotEmpty();
            for (Path jar : jars) {
                assertThat(Jars.entry(jar, "META-INF/LICENSE"))
                        .as(jar.toString())
                        .contains(licence);
            }
        }
    }

    /** As it is published: the versions of this project alone, and not those of the drivers and test libraries of its parent. */
    @Test
    void theBomChoosesNoVersionsOfOthers() {
        Pom bom = Pom.of(Pom.REPOSITORY.resolve("tools/workflow-bom/target/flattened-pom.xml"));
        assertThat(bom.text("parent")).isEmpty();
        assertThat(bom.text("version")).contains(Maven.property("project.version"));
        assertThat(bom.list("dependency", "dependencyManagement", "dependencies"))
                .hasSameSizeAs(Pom.publishedJars())
                .allSatisfy(entry -> {
                    assertThat(Pom.child(entry, "groupId")).isEqualTo("org.workflowengine");
                    assertThat(Pom.child(entry, "version")).isEqualTo("${project.version}");
                });
        assertThat(bom.text("build")).isEmpty();
        assertThat(bom.text("properties")).isEmpty();
    }

    /** Maven would append the folder of a module to what it inherits. */
    @Test
    void theAddressesOfAModuleAreThoseOfTheProject() {
        Pom bom = Pom.of(Pom.REPOSITORY.resolve("tools/workflow-bom/target/flattened-pom.xml"));
        assertThat(bom.text("url")).contains(URL);
        assertThat(bom.text("scm", "url")).contains(URL);
        assertThat(bom.text("scm", "connection")).contains("scm:git:" + URL + ".git");
        assertThat(bom.text("scm", "developerConnection"))
                .contains("scm:git:ssh://git@github.com/workflowengine/workflow-automation-engine.git");
        assertThat(bom.text("licenses", "license", "name")).contains("Apache-2.0");
        assertThat(bom.text("developers", "developer", "name")).isPresent();
    }
}
