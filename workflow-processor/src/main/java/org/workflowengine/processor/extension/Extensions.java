package org.workflowengine.processor.extension;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.workflowengine.processor.collect.Collector;
import org.workflowengine.processor.collect.Place;
import org.workflowengine.processor.collect.Sources;
import org.workflowengine.processor.generate.Output;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.ProblemCode;
import org.workflowengine.processor.model.WorkflowModel;
import org.workflowengine.processor.spi.ProcessorExtension;

/** The extensions of one compilation, asked in the order of their class names whatever the order in which they were found. */
public final class Extensions {

    private final List<Layer> layers = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Paths paths = new Paths();

    private Extensions(List<ProcessorExtension> found) {
        var byName = new ArrayList<>(found);
        byName.sort(Comparator.comparing(Layer::nameOf));
        Map<String, String> owners = new HashMap<>();
        byName.forEach(extension -> add(extension, owners));
    }

    /**
     * Extensions that are there already.
     *
     * @param found in any order
     */
    public static Extensions of(List<ProcessorExtension> found) {
        return new Extensions(found);
    }

    /** The extensions beside the processor; what cannot be loaded is a problem. */
    public static Extensions onTheProcessorPath() {
        var found = new ArrayList<ProcessorExtension>();
        var unloadable = new ArrayList<Problem>();
        var services = ServiceLoader.load(ProcessorExtension.class, Extensions.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                found.add(services.next());
            } catch (ServiceConfigurationError | LinkageError failure) {
                unloadable.add(ExtensionFault.unloadable(failure));
            }
        }
        var extensions = new Extensions(found);
        extensions.problems.addAll(0, unloadable);
        return extensions;
    }

    private void add(ProcessorExtension extension, Map<String, String> owners) {
        var name = Layer.nameOf(extension);
        try {
            var layer = new Layer(extension, extension.problemKinds());
            var prefix = layer.prefix();
            var owner = prefix.map(letters -> owners.putIfAbsent(letters, name));
            if (owner.isPresent()) {
                problems.add(ExtensionFault.prefixTaken(name, prefix.orElseThrow(), owner.get()));
            } else {
                layers.add(layer);
            }
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            problems.add(ExtensionFault.undeclared(name, failure));
        }
    }

    /** What is wrong with the extensions themselves, before any definition is seen. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The codes that they declare. */
    public List<ProblemCode> codes() {
        var codes = new ArrayList<ProblemCode>();
        for (Layer layer : layers) {
            layer.kinds().stream().map(LayerCode::of).forEach(codes::add);
        }
        return codes;
    }

    /**
     * Asks every extension about a sound definition.
     *
     * @param model the definition
     * @param element the interface that it was read from
     * @param generated the qualified names of all types that this compilation generates
     * @param sources what is compiled now
     * @param environment the compiler
     */
    public Answers examine(
            WorkflowModel model,
            TypeElement element,
            Set<String> generated,
            Sources sources,
            ProcessingEnvironment environment) {
        if (layers.isEmpty()) {
            return Answers.NONE;
        }
        var view = new ModelView(model, element, environment.getElementUtils(), environment.getTypeUtils());
        var found = new ArrayList<Problem>();
        var files = new ArrayList<AnsweredFile>();
        for (Layer layer : layers) {
            var answer = new Collecting(layer, generated, paths);
            try {
                layer.extension().examine(view, answer);
                answer.problems().forEach(problem -> found.add(translated(problem, element, sources)));
                files.addAll(answer.files());
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
                answer.files().forEach(paths::release);
                found.add(ExtensionFault.failed(
                        layer.name(), model.definition().simple(), Collector.placeOf(element), failure));
            }
        }
        return new Answers(found, files);
    }

    private static Problem translated(
            org.workflowengine.processor.spi.Problem problem, TypeElement definition, Sources sources) {
        Anchor place = sources.show(problem.element())
                ? new Place(problem.element(), problem.annotation(), problem.value())
                : Collector.placeOf(definition);
        var translated = Problem.of(LayerCode.of(problem.kind()), place, problem.what());
        if (!problem.found().isEmpty()) {
            translated = translated.found(problem.found());
        }
        if (!problem.expected().isEmpty()) {
            translated = translated.expected(problem.expected());
        }
        return translated.fix(problem.fix());
    }

    /**
     * Writes what the extensions generate from one definition.
     *
     * @param files their files
     * @param element the definition, the only origin of each file
     * @param filer where to write
     * @return what is wrong with files that the compiler refuses
     * @throws IOException if a file cannot be written
     */
    public static List<Problem> write(List<AnsweredFile> files, TypeElement element, Filer filer) throws IOException {
        var refused = new ArrayList<Problem>();
        for (AnsweredFile file : files) {
            try {
                if (file.source()) {
                    Output.source(file.name(), file.text(), filer, element);
                } else {
                    Output.resource(
                            filer.createResource(StandardLocation.CLASS_OUTPUT, "", file.name(), element), file.text());
                }
            } catch (IllegalArgumentException failure) {
                refused.add(ExtensionFault.failed(
                        file.extension(), element.getSimpleName().toString(), Collector.placeOf(element), failure));
            }
        }
        return refused;
    }
}
