package org.workflowengine.diagram;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Placing boxes and lines knows nothing of workflows. */
class FloorsTest {
    @Test
    void theLayoutKnowsNothingOfWorkflows() {
        noClasses()
                .that()
                .resideInAPackage("org.workflowengine.diagram.internal.layout")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.workflowengine.diagram", "org.workflowengine.runtime..")
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}
