package org.workflowengine.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import javax.annotation.processing.Messager;
import org.junit.jupiter.api.Test;
import org.workflowengine.processor.model.Code;

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
                .layer("model")
                .definedBy(BASE + ".model")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("collect")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("rule")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("generate")
                .mayOnlyBeAccessedByLayers("root")
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
    void onlyTheCollectorReadsAnnotations() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".collect", BASE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.lang.model.element.AnnotationMirror")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".collect")
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

    @Test
    void eachCodeIsReportedByExactlyOneClass() {
        for (Code code : Code.values()) {
            var reporters = CLASSES.stream()
                    .filter(type -> !type.isAssignableTo(Code.class)
                            && !type.getPackageName().endsWith(".generate"))
                    .filter(type -> type.getFieldAccessesFromSelf().stream()
                            .anyMatch(access -> access.getTargetOwner().isEquivalentTo(Code.class)
                                    && access.getName().equals(code.name())))
                    .map(JavaClass::getSimpleName)
                    .toList();
            assertThat(reporters).as("classes that report %s", code).hasSize(1);
        }
    }
}
