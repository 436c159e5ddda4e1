package org.workflowengine.processor.generate;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.DefinitionJson;
import org.workflowengine.processor.model.Fingerprint;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.ProblemCode;
import org.workflowengine.processor.model.WorkflowModel;

/** Writes all files of one definition. Each has the definition as its only origin, so that Gradle can compile in isolation. */
public final class Generators {
    /** With these the generated types would not compile wherever they stood, and would only add to the noise. */
    private static final Set<ProblemCode> HOPELESS = Set.of(Code.WF002, Code.WF109, Code.WF401);

    /** With these another definition may have the same id and version, and so the same files. */
    private static final Set<ProblemCode> NAME_TAKEN = Set.of(Code.WF108, Code.WF506);

    private final Filer filer;

    /**
     * Generators that write to a compiler's output.
     *
     * @param filer where to write
     */
    public Generators(Filer filer) {
        this.filer = filer;
    }

    /**
     * Writes the six types, its diagram and, when the definition is sound, its content for tools and its canonical graph.
     *
     * @param model the definition
     * @param problems what is wrong with it
     * @param origin the interface that it was read from
     * @throws IOException if a file cannot be written
     */
    public void write(WorkflowModel model, List<Problem> problems, TypeElement origin) throws IOException {
        // The diagram of a faulty definition shows the fault, unless its name would lead out of the folder or is taken.
        boolean diagram = IdDerivation.isId(model.id());
        for (Problem problem : problems) {
            if (HOPELESS.contains(problem.code())) {
                return;
            }
            diagram &= !NAME_TAKEN.contains(problem.code());
        }
        Sheet sheet = new Sheet(model, faults(model, problems));
        for (TypeSpec type : List.of(
                StateWriter.write(sheet),
                TransitionWriter.write(sheet),
                FactWriter.write(sheet),
                FactsWriter.write(sheet),
                CaseWriter.write(sheet),
                EngineWriter.write(sheet))) {
            // A type of the author's in the same package may be called String: what is imported is not mistaken for it.
            JavaFile file = JavaFile.builder(model.definition().packageName(), type)
                    .skipJavaLangImports(false)
                    .indent("    ")
                    .build();
            Output.source(file, filer, origin);
        }
        if (sheet.faults().isEmpty()) {
            resource(model, "json", DefinitionJson.forTools(model, Fingerprint.of(model)), origin);
            resource(model, "graph.json", DefinitionJson.canonical(model), origin);
            for (MigrationNode migration : model.migrations()) {
                if (migration.older().isPresent()) {
                    diff(model, migration, migration.older().get(), origin);
                }
            }
        }
        if (diagram) {
            resource(model, "mmd", Mermaid.write(model, problems), origin);
        }
    }

    /**
     * What is generated from these definitions.
     *
     * @param models all definitions of a compilation
     * @return the qualified names of all their types
     */
    public static Set<String> typeNames(List<WorkflowModel> models) {
        Set<String> names = new HashSet<>();
        for (WorkflowModel model : models) {
            for (GeneratedType type : GeneratedType.values()) {
                names.add(model.nameOf(type).canonical());
            }
        }
        return names;
    }

    /**
     * What tells one graph from another, as generated code carries it.
     *
     * @param model a sound definition
     * @return 64 hexadecimal digits
     */
    public static String fingerprint(WorkflowModel model) {
        return Fingerprint.of(model);
    }

    private static Optional<String> faults(WorkflowModel model, List<Problem> problems) {
        Set<String> codes = new TreeSet<>();
        for (Problem problem : problems) {
            if (problem.isError()) {
                codes.add(problem.code().name());
            }
        }
        if (codes.isEmpty() && !model.migrations().stream().allMatch(MigrationNode::isWhole)) {
            return Optional.of("in the version that cases come from");
        }
        if (codes.isEmpty()) {
            return model.faulty() ? Optional.of("reported by the compiler") : Optional.empty();
        }
        return Optional.of(String.join(", ", codes));
    }

    private void diff(WorkflowModel model, MigrationNode migration, WorkflowModel older, TypeElement origin)
            throws IOException {
        String name = "META-INF/workflow/" + model.id() + ".v" + older.version() + "-v" + model.version() + ".diff.md";
        Output.resource(
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origin),
                DiffPage.write(model, migration, older));
    }

    private void resource(WorkflowModel model, String extension, String text, TypeElement origin) throws IOException {
        String name = "META-INF/workflow/" + model.id() + ".v" + model.version() + "." + extension;
        Output.resource(filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origin), text);
    }
}
