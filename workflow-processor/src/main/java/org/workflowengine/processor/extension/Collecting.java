package org.workflowengine.processor.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.workflowengine.processor.spi.Answer;
import org.workflowengine.processor.spi.Problem;

/** Keeps what one extension answers about one definition, until it is known whether it fails. */
final class Collecting implements Answer {

    private final Layer layer;
    private final Set<String> generated;
    private final Paths paths;
    private final List<Problem> problems = new ArrayList<>();
    private final List<AnsweredFile> files = new ArrayList<>();

    Collecting(Layer layer, Set<String> generated, Paths paths) {
        this.layer = layer;
        this.generated = generated;
        this.paths = paths;
    }

    @Override
    public void problem(Problem problem) {
        if (!layer.kinds().contains(problem.kind())) {
            throw new IllegalArgumentException("it reports a problem of the kind " + problem.kind()
                    + ", which its problemKinds() does not declare; declared are " + layer.kinds());
        }
        problems.add(problem);
    }

    @Override
    public void source(String name, String text) {
        paths.takeSource(name, generated, layer.name());
        files.add(new AnsweredFile(layer.name(), true, name, Objects.requireNonNull(text, "text")));
    }

    @Override
    public void resource(String path, String text) {
        paths.takeResource(path, layer.name());
        files.add(new AnsweredFile(layer.name(), false, path, Objects.requireNonNull(text, "text")));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    List<AnsweredFile> files() {
        return List.copyOf(files);
    }
}
