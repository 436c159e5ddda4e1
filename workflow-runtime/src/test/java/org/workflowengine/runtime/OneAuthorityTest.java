package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Read from the class files: there is one way by which a case can move, and four packages that speak to the database, two of them through MyBatis. */
class OneAuthorityTest {
    private static final String ROOT = "org.workflowengine.runtime.";
    private static final List<String> DATABASE =
            List.of("internal.dialect.", "internal.schema.", "internal.transaction.", "internal.persistence.");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.workflowengine.runtime", "org.workflowengine.h2");

    @Test
    void onlyTheAuthorityAppends() {
        assertThat(callersOf("internal.engine.Store$Unit", "append", "internal.persistence.MyBatisUnit", "append"))
                .containsExactly("internal.engine.TransitionAuthority");
        assertThat(callersOf(
                        "internal.engine.Store$Unit", "appendAll", "internal.persistence.MyBatisUnit", "appendAll"))
                .containsExactly("internal.engine.Bulk");
        assertThat(callersOf(
                        "internal.engine.Store$Unit", "appendBoth", "internal.persistence.MyBatisUnit", "appendBoth"))
                .containsExactly("internal.engine.TransitionAuthority");
    }

    /** Nobody else forms what is appended. */
    @Test
    void onlyTheAuthorityFormsEntries() {
        assertThat(callersOf("internal.engine.AuditEntries", "first", "internal.engine.AuditEntries", "step"))
                .containsExactly("internal.engine.TransitionAuthority");
    }

    @Test
    void onlyAppendWrites() {
        assertThat(callersOf("internal.persistence.AuditMapper", "insert"))
                .containsExactly("internal.persistence.Batch", "internal.persistence.MyBatisUnit");
        assertThat(callersOf("internal.persistence.CaseMapper", "open"))
                .containsExactly("internal.persistence.Batch", "internal.persistence.MyBatisUnit");
        assertThat(callersOf(
                        "internal.persistence.CaseMapper",
                        "advance",
                        "internal.persistence.CaseMapper",
                        "advanceInPlace"))
                .containsExactly(
                        "internal.persistence.Batch",
                        "internal.persistence.MyBatisUnit",
                        "internal.persistence.StepArrays");
        assertThat(callersOf("internal.persistence.StepMapper", "open", "internal.persistence.StepMapper", "advance"))
                .containsExactly("internal.persistence.MyBatisUnit");
        assertThat(callersOf("internal.persistence.Batch", "write", "internal.persistence.StepArrays", "write"))
                .containsExactly("internal.persistence.MyBatisUnit");
        assertThat(callersOf("internal.persistence.DefinitionMapper", "insertDefinition"))
                .containsExactly("internal.persistence.DefinitionInstaller");
    }

    @Test
    void onlyThePurgeDeletes() {
        assertThat(callersOf(
                        "internal.persistence.TombstoneMapper",
                        "insert",
                        "internal.persistence.TombstoneMapper",
                        "deleteCases",
                        "internal.persistence.TombstoneMapper",
                        "deleteSteps",
                        "internal.persistence.TombstoneMapper",
                        "deleteStepsAt",
                        "internal.persistence.TombstoneMapper",
                        "finish"))
                .containsExactly(
                        "internal.persistence.H2Store",
                        "internal.persistence.MyBatisUnit",
                        "internal.persistence.StoreRules");
        assertThat(callersOf("internal.engine.Store$Unit", "purge")).containsExactly("Retention");
    }

    @Test
    void onlyTheMappersHoldSqlThatWrites() throws IOException {
        Pattern writes =
                Pattern.compile("(INSERT\\s+INTO|UPDATE\\s+\\w+\\s+SET|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE)\\b");
        Set<String> writers = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                if (writes.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .find()) {
                    writers.add(file.getFileName().toString());
                }
            }
        }
        // DefinitionScript prints what an administrator runs. MariaDbSettings asks whether the login may insert, with a
        // table that is not there.
        assertThat(usersOf("java.sql")).doesNotContain("internal.persistence.DefinitionScript");
        assertThat(usersOf("org.apache.ibatis")).doesNotContain("internal.persistence.DefinitionScript");
        assertThat(writers)
                .containsExactly(
                        "AuditMapper.class",
                        "CaseMapper.class",
                        "DefinitionMapper.class",
                        "DefinitionScript.class",
                        "MariaDbSettings.class",
                        "StepMapper.class",
                        "TombstoneMapper$Sql.class",
                        "TombstoneMapper.class");
    }

    @Test
    void onlyTheFloorsOfTheDatabaseSpeakToIt() {
        // The runtime hands the caller's connection or session through, and calls nothing on it.
        assertThat(usersOf("org.apache.ibatis"))
                .allMatch(name -> name.startsWith("internal.transaction.")
                        || name.startsWith("internal.persistence.")
                        || name.equals("WorkflowRuntime"));
        assertThat(usersOf("java.sql"))
                .allMatch(name -> DATABASE.stream().anyMatch(name::startsWith)
                        || name.startsWith("org.workflowengine.h2.")
                        || name.startsWith("spi.CallersTransaction")
                        || name.equals("WorkflowTransaction")
                        || name.equals("WorkflowRuntime"));
        assertThat(CLASSES.get(ROOT + "WorkflowRuntime").getMethodCallsFromSelf())
                .noneMatch(call -> call.getTargetOwner().getPackageName().equals("java.sql")
                        || call.getTargetOwner().getPackageName().startsWith("org.apache.ibatis"));
        assertThat(usersOf("org.h2")).containsExactly("internal.schema.EmbeddedH2", "org.workflowengine.h2.RowTrigger");
        assertThat(usersOf("org.apache.ibatis")).isNotEmpty();
    }

    private static Set<String> callersOf(String... typesAndMethods) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            List<JavaAccess<?>> accesses = new ArrayList<>(type.getMethodCallsFromSelf());
            accesses.addAll(type.getMethodReferencesFromSelf());
            for (JavaAccess<?> access : accesses) {
                for (int i = 0; i < typesAndMethods.length; i += 2) {
                    if (access.getTargetOwner().getName().equals(ROOT + typesAndMethods[i])
                            && access.getTarget().getName().equals(typesAndMethods[i + 1])) {
                        callers.add(type.getName().substring(ROOT.length()));
                    }
                }
            }
        }
        return callers;
    }

    /** Without the package that most have. */
    private static String name(JavaClass type) {
        return type.getName().startsWith(ROOT) ? type.getName().substring(ROOT.length()) : type.getName();
    }

    private static Set<String> usersOf(String prefix) {
        Set<String> users = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> dependency.getTargetClass().getName().startsWith(prefix + "."))
                    .forEach(dependency -> users.add(name(type)));
        }
        return users;
    }
}
