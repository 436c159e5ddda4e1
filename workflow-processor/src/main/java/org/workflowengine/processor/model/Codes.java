package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Every code that this compilation can report.
 *
 * @param all ours in the order of the catalogue, then those of the extensions
 */
public record Codes(List<ProblemCode> all) {

    public Codes {
        all = List.copyOf(all);
    }

    /** The codes of the language itself. */
    public static Codes own() {
        return new Codes(Arrays.asList(Code.values()));
    }

    public Codes and(Collection<? extends ProblemCode> more) {
        var longer = new ArrayList<>(all);
        longer.addAll(more);
        return new Codes(longer);
    }

    /** The code of that name. */
    public Optional<ProblemCode> find(String name) {
        return all.stream().filter(code -> code.name().equals(name)).findFirst();
    }

    /** The names of all problems that do not stop the build by themselves. */
    public List<String> warnings() {
        return names(false);
    }

    /** The names of those that an author can tolerate: all warnings but those about tolerations themselves. */
    public List<String> tolerable() {
        return names(true);
    }

    private List<String> names(boolean tolerable) {
        return all.stream()
                .filter(code -> code.level() == Code.Level.WARNING)
                .filter(code -> !tolerable || !code.name().startsWith("WF1"))
                .map(ProblemCode::name)
                .toList();
    }
}
