package org.workflowengine.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import javax.annotation.processing.Messager;
import org.junit.jupiter.api.Test;

/** The folder list is the explanation: imports go down only, and only the reporter speaks. */
class FloorsTest {

    private static final String BASE = "org.workflowengine.processor";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    @Test
    void importsGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("root")
                .definedBy(BASE)
                .layer("collect")
                .definedBy(BASE + ".collect")
                .layer("rule")
                .definedBy(BASE + ".rule")
                .layer("generate")
                .definedBy(BASE + ".generate")
                .layer("extension")
                .definedBy(BASE + ".extension")
                .layer("spi")
                .definedBy(BASE + ".spi")
                .layer("model")
                .definedBy(BASE + ".model")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("extension")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("spi")
                .mayOnlyBeAccessedByLayers("root", "extension")
                .whereLayer("collect")
                .mayOnlyBeAccessedByLayers("root", "extension")
                .whereLayer("rule")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("generate")
                .mayOnlyBeAccessedByLayers("root", "extension")
                .check(CLASSES);
    }

    @Test
    void modelAndRulesArePlainJava() {
        classes()
                .that()
                .resideInAnyPackage(BASE + ".model", BASE + ".rule")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", BASE + ".model", BASE + ".rule")
                .check(CLASSES);
    }

    @Test
    void whatLayersStandOnNamesNothingOfOurs() {
        classes()
                .that()
                .resideInAPackage(BASE + ".spi")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.lang.model..", "org.jspecify.annotations", BASE + ".spi")
                .check(CLASSES);
    }

    /** The interface for layers hands annotations and methods on, which layers read. */
    @Test
    void onlyTheCollectorReadsAnnotations() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".collect", BASE, BASE + ".spi")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.lang.model.element.AnnotationMirror")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".collect", BASE + ".spi", BASE + ".extension")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.lang.model.element.ExecutableElement")
                .check(CLASSES);
    }

    @Test
    void onlyTheReporterSpeaks() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Reporter.class.getName())
                .should()
                .callMethodWhere(JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(Messager.class))))
                .check(CLASSES);
    }
}
