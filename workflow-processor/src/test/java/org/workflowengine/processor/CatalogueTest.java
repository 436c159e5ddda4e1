package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Codes;

/** Each code has exactly one class that reports it, a failing fixture, a passing neighbour, and an entry in the documentation. */
class CatalogueTest {

    /** What no file in a folder can show: a failure of our own, options of the compiler, and sizes that nobody wants to read. */
    private static final Set<Code> WITHOUT_FIXTURE =
            Set.of(Code.WF000, Code.WF001, Code.WF002, Code.WF003, Code.WF004, Code.WF109, Code.WF114);

    /** Of the catalogue, but always told by another code. */
    private static final List<String> NEVER_PRINTED = List.of("WF207", "WF306");

    private static final String BASE = "org.workflowengine.processor";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    @ParameterizedTest
    @EnumSource(Code.class)
    void isReportedByExactlyOneClass(Code code) {
        var reporters = CLASSES.stream()
                .filter(type -> !type.isAssignableTo(Code.class)
                        && !type.getPackageName().endsWith(".generate"))
                .filter(type -> type.getFieldAccessesFromSelf().stream()
                        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(Code.class)
                                && access.getName().equals(code.name())))
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(reporters).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void hasAFailingFixtureAndAPassingNeighbour(Code code) throws IOException {
        var failing = new ArrayList<String>();
        var passing = new ArrayList<Fixture>();
        for (Fixture fixture : Fixture.all()) {
            if (fixture.code().equals(code.name())) {
                failing.addAll(fixture.expected());
                if (fixture.mustPass()) {
                    passing.add(fixture);
                }
            }
        }
        if (WITHOUT_FIXTURE.contains(code)) {
            assertThat(passing).isEmpty();
        } else {
            assertThat(failing).anyMatch(problem -> problem.contains(" " + code + " "));
            assertThat(passing).isNotEmpty();
        }
    }

    @Test
    void everyFixtureBelongsToACode() throws IOException {
        assertThat(Fixture.all())
                .allSatisfy(
                        fixture -> assertThat(Codes.own().find(fixture.code())).isPresent());
    }

    @Test
    void hasOneEntryInTheDocumentationInOrder() throws IOException {
        assertThat(RulesPage.entries().stream()
                        .map(entry -> "%s %s (%s)".formatted(entry.code(), entry.shortName(), entry.level())))
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(code -> "%s %s (%s)"
                                .formatted(
                                        code,
                                        code.shortName(),
                                        code.level().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    @Test
    void hasAWrongAndARightExample() throws IOException {
        for (RulesPage.Entry entry : RulesPage.entries()) {
            List<String> expected = WITHOUT_FIXTURE.contains(Code.valueOf(entry.code()))
                    ? List.<String>of()
                    : List.of(entry.code() + " wrong", entry.code() + " right");
            assertThat(entry.examples().stream().map(Object::toString)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void twoNumbersAreNeverPrinted() throws IOException {
        for (String number : NEVER_PRINTED) {
            assertThat(Codes.own().find(number)).isEmpty();
            assertThat(RulesPage.text()).contains(number + " (");
        }
    }
}
