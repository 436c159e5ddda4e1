package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Work flows one way: imports go down only. */
class FloorsTest {
    private static final String ROOT = "org.workflowengine.runtime.internal.";

    private static final List<String> FLOORS = List.of(
            "org.workflowengine.h2",
            "org.workflowengine.annotations",
            "org.workflowengine.runtime.internal.text",
            "org.workflowengine.runtime.spi",
            "org.workflowengine.runtime.core",
            "org.workflowengine.runtime.audit",
            "org.workflowengine.runtime.internal.audit",
            "org.workflowengine.runtime.retention",
            "org.workflowengine.runtime.internal.bundle",
            "org.workflowengine.runtime.bundle",
            "org.workflowengine.runtime.internal.engine",
            "org.workflowengine.runtime.query",
            "org.workflowengine.runtime.whatif",
            "org.workflowengine.runtime.engine",
            "org.workflowengine.runtime.internal.dialect",
            "org.workflowengine.runtime.internal.schema",
            "org.workflowengine.runtime.internal.transaction",
            "org.workflowengine.runtime.internal.persistence",
            "org.workflowengine.runtime");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.workflowengine.runtime", "org.workflowengine.h2");

    @Test
    void importsGoDownOnly() {
        Set<String> upwards = new TreeSet<>();
        Set<Integer> seen = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (target.startsWith("org.workflowengine")) {
                    assertThat(FLOORS).contains(type.getPackageName(), target);
                    seen.add(FLOORS.indexOf(type.getPackageName()));
                    if (FLOORS.indexOf(target) > FLOORS.indexOf(type.getPackageName())) {
                        upwards.add(dependency.getDescription());
                    }
                }
            }
        }
        assertThat(upwards).isEmpty();
        assertThat(seen).containsExactly(0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
    }

    /** What differs from database to database stands in a class for each, which one class of each room chooses. */
    @Test
    void theDatabasesAreToldApartInOneClassOfEachRoom() {
        Set<String> tellApart = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
                JavaClass owner = access.getTargetOwner();
                if (owner.getSimpleName().equals("Dialect")
                        && access.getTarget().getRawType().equals(owner)) {
                    tellApart.add(type.getName().replaceFirst("\\$.*", ""));
                }
            }
        }
        assertThat(tellApart)
                .containsExactly(
                        SchemaScripts.class.getName(),
                        ROOT + "dialect.Dialect",
                        ROOT + "persistence.StoreRules",
                        ROOT + "schema.MariaDbSchema",
                        ROOT + "schema.SchemaRules",
                        ROOT + "transaction.TransactionRules");
    }

    /**
     * Within a room too: whoever reads one class need not have read one that uses it. Nested classes count as the one around them, and
     * classes as the one that they extend.
     */
    @Test
    void noClassesFormACycle() {
        SliceAssignment oneForEach = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                if (!type.getPackageName().startsWith(ROOT)) {
                    return SliceIdentifier.ignore();
                }
                JavaClass above = type.getRawSuperclass()
                        .filter(extended -> extended.getPackageName().startsWith(ROOT))
                        .orElse(type);
                return SliceIdentifier.of(above.getName().replaceFirst("\\$.*", ""));
            }

            @Override
            public String getDescription() {
                return "classes";
            }
        };
        SlicesRuleDefinition.slices()
                .assignedFrom(oneForEach)
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
