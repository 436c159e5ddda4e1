package org.workflowengine.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API knows no server, and of the engine what everybody may know. */
class FloorsTest {
    private final JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void theApiKnowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("org.workflowengine.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun..", "org.workflowengine.http.jdk", "jakarta..", "org.springframework..")
                .check(classes);
    }

    @Test
    void nothingInternalIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.workflowengine.runtime.internal..", "org.workflowengine.diagram.internal..")
                .check(classes);
    }
}
