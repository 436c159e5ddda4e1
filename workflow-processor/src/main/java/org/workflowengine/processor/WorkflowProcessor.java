package org.workflowengine.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.workflowengine.processor.collect.Collected;
import org.workflowengine.processor.collect.Collector;
import org.workflowengine.processor.collect.Marked;
import org.workflowengine.processor.collect.Sources;
import org.workflowengine.processor.collect.Strays;
import org.workflowengine.processor.extension.Answers;
import org.workflowengine.processor.extension.Extensions;
import org.workflowengine.processor.generate.Generators;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;
import org.workflowengine.processor.rule.Rules;

/** Checks every definition of a compilation and generates its API: collect, check, generate. */
@AutoService(Processor.class)
public final class WorkflowProcessor extends AbstractProcessor {

    private final Sources sources = new Sources();
    private final List<WorkflowModel> models = new ArrayList<>();
    private final ReadTooEarly readTooEarly = new ReadTooEarly();
    private final Supplier<Extensions> path;
    private Extensions extensions;
    private WarningsAsErrors warningsAsErrors;
    private Optional<SarifReport> sarif;
    private Reporter reporter;
    private Collector collector;
    private Generators generators;

    /** Made by the compiler: with the extensions that are on the processor path. */
    public WorkflowProcessor() {
        this(Extensions::onTheProcessorPath);
    }

    WorkflowProcessor(Supplier<Extensions> path) {
        this.path = path;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        extensions = path.get();
        var codes = Codes.own().and(extensions.codes());
        warningsAsErrors = WarningsAsErrors.from(environment.getOptions(), codes);
        sarif = SarifReport.from(environment, codes);
        reporter = new Reporter(environment.getMessager());
        collector = new Collector(environment.getElementUtils(), sources, codes);
        generators = new Generators(environment.getFiler());
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("org.workflowengine.annotations.*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(WarningsAsErrors.OPTION, SarifReport.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims our annotations: javac would otherwise warn that nobody processes them. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        sources.add(round);
        var marked = new Marked(annotations, round);
        attempt("this compilation", Anchor.none(), () -> {
            reporter.report(extensions.problems());
            reporter.report(warningsAsErrors.problems());
            reporter.report(Strays.in(marked));
        });

        // All are read before the first is checked: some rules compare definitions with each other.
        var readings = new ArrayList<Reading>();
        for (TypeElement definition : marked.definitions()) {
            // Of a type that extends itself the compiler shows neither members nor a place; it reports that itself.
            if (definition.asType().getKind() == TypeKind.ERROR) {
                continue;
            }
            attempt(definition, () -> readings.add(new Reading(definition, collector.collect(definition))));
        }
        for (Reading reading : readings) {
            models.add(reading.collected().model());
        }
        var answered = new LinkedHashMap<TypeElement, Answers>();
        for (Reading reading : readings) {
            attempt(reading.definition(), () -> answered.put(reading.definition(), checkAndGenerate(reading)));
        }
        // After all of ours: a layer's file can take the place of none of them.
        answered.forEach((definition, answers) -> attempt(
                definition,
                () -> reporter.report(Extensions.write(answers.files(), definition, processingEnv.getFiler()))));
        if (round.processingOver() && !round.errorRaised() && sources.haveGrownByOthers()) {
            readTooEarly.definitions().forEach(this::readAgain);
        }
        return true;
    }

    /** One definition on its way through the round. */
    private record Reading(TypeElement definition, Collected collected) {}

    /** Something that is done for one definition. */
    private interface Step {
        void run() throws IOException;
    }

    private Answers checkAndGenerate(Reading reading) throws IOException {
        var model = reading.collected().model();
        var found = new ArrayList<>(reading.collected().problems());
        found.addAll(Rules.check(model, models));
        var level = SourceLevel.check(processingEnv.getSourceVersion());
        boolean sound = !model.faulty() && !Problem.anyError(found) && level.isEmpty();
        var answers = sound ? askExtensions(reading) : Answers.NONE;
        found.addAll(answers.problems());
        var left = new ArrayList<>(Rules.tolerate(model, found, sound));
        left.addAll(level);
        List<Problem> problems = warningsAsErrors.applyTo(left);
        reporter.report(problems);
        if (sarif.isPresent()) {
            sarif.get().write(reading.definition(), problems);
        }
        if (!Collector.isHidden(reading.definition())) {
            generators.write(model, problems, reading.definition());
        }
        if (!Problem.anyError(problems)) {
            readTooEarly.remember(reading.definition().getQualifiedName().toString(), model);
        }
        return answers;
    }

    private Answers askExtensions(Reading reading) {
        return extensions.examine(
                reading.collected().model(),
                reading.definition(),
                Generators.typeNames(models),
                sources,
                processingEnv);
    }

    private void readAgain(String name) {
        var definition = processingEnv.getElementUtils().getTypeElement(name);
        if (definition != null) {
            attempt(definition, () -> reporter.report(readTooEarly.check(name, collector.collect(definition))));
        }
    }

    private void attempt(TypeElement definition, Step step) {
        attempt(definition.getSimpleName().toString(), Collector.placeOf(definition), step);
    }

    private void attempt(String victim, Anchor anchor, Step step) {
        try {
            step.run();
        } catch (IOException failure) {
            reporter.report(List.of(Unwritable.problem(victim, anchor, failure)));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            reporter.report(List.of(Crash.problem(victim, anchor, failure)));
        }
    }
}
