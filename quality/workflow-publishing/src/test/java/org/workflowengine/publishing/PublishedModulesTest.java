package org.workflowengine.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who adds a module decides whether it is published, and then it is in the BOM, is described, and its jar is looked at. */
class PublishedModulesTest {
    private static final String OURS = "org.workflowengine";

    @Test
    void theBomListsEveryPublishedModule() {
        Pom bom = Pom.of(Pom.REPOSITORY.resolve("tools/workflow-bom/pom.xml"));
        assertThat(bom.list("dependency", "dependencyManagement", "dependencies"))
                .extracting(entry -> Pom.child(entry, "groupId") + ":" + Pom.child(entry, "artifactId") + ":"
                        + Pom.child(entry, "version"))
                .containsExactlyElementsOf(published().stream()
                        .map(artifact -> OURS + ":" + artifact + ":${project.version}")
                        .toList());
    }

    @Test
    void theseTestsComeAfterEveryPublishedModule() {
        Pom own = Pom.of(Pom.REPOSITORY.resolve("quality/workflow-publishing/pom.xml"));
        assertThat(own.list("dependency", "dependencies"))
                .filteredOn(dependency -> Pom.child(dependency, "groupId").equals(OURS))
                .extracting(dependency -> Pom.child(dependency, "artifactId"))
                .filteredOn(artifact -> !artifact.equals("workflow-bom"))
                .containsExactlyElementsOf(published());
    }

    /** What Maven Central asks of each pom; the rest is inherited. */
    @Test
    void everyModuleSaysWhatItIs() {
        List<Pom> published = Pom.all().stream().filter(Pom::isPublished).toList();
        assertThat(published).hasSizeGreaterThan(5).allSatisfy(pom -> {
            assertThat(pom.text("name")).as(pom.artifact()).isPresent();
            assertThat(pom.text("description")).as(pom.artifact()).isPresent();
        });
        Pom parent = Pom.of(Pom.REPOSITORY.resolve("pom.xml"));
        for (String[] path : List.of(
                new String[] {"url"},
                new String[] {"licenses", "license", "name"},
                new String[] {"licenses", "license", "url"},
                new String[] {"developers", "developer", "name"},
                new String[] {"scm", "connection"},
                new String[] {"scm", "developerConnection"},
                new String[] {"scm", "url"})) {
            assertThat(parent.text(path))
                    .as(String.join("/", path))
                    .get()
                    .asString()
                    .isNotBlank();
        }
    }

    @Test
    void whatIsNotForUseIsNotPublished() {
        assertThat(Pom.all())
                .filteredOn(pom -> !pom.isPublished())
                .extracting(pom ->
                        Pom.REPOSITORY.relativize(pom.folder()).getName(0).toString())
                .containsOnly("examples", "quality", "spring", "tools", "web");
        // Of the last three only the lists of modules.
        assertThat(Pom.all())
                .filteredOn(pom -> !pom.isPublished() && !pom.text("packaging").equals(Optional.of("pom")))
                .noneMatch(pom -> pom.folder().startsWith(Pom.REPOSITORY.resolve("spring"))
                        || pom.folder().startsWith(Pom.REPOSITORY.resolve("tools"))
                        || pom.folder().startsWith(Pom.REPOSITORY.resolve("web")));
        assertThat(Pom.all())
                .filteredOn(pom -> pom.folder().startsWith(Pom.REPOSITORY.resolve("examples"))
                        || pom.folder().startsWith(Pom.REPOSITORY.resolve("quality")))
                .noneMatch(Pom::isPublished);
        assertThat(Pom.of(Pom.REPOSITORY.resolve("pom.xml")).text("packaging")).isEqualTo(Optional.of("pom"));
    }

    private static List<String> published() {
        return Pom.publishedJars().stream().map(Pom::artifact).sorted().toList();
    }
}
