package org.workflowengine.processor.extension;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.spi.ProblemKind;
import org.workflowengine.processor.spi.ProcessorExtension;

/**
 * An extension that can be asked.
 *
 * @param extension the extension
 * @param kinds what it declares, at the only time when it is asked
 */
record Layer(ProcessorExtension extension, List<ProblemKind> kinds) {

    Layer {
        kinds = List.copyOf(kinds);
        var ids = kinds.stream().map(ProblemKind::id).toList();
        if (Set.copyOf(ids).size() < ids.size()) {
            throw new IllegalArgumentException("problemKinds() has an id twice, expected each once: " + ids);
        }
        if (kinds.stream().map(ProblemKind::prefix).distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "problemKinds() has ids with different letters, expected the same for all: " + ids);
        }
    }

    /** The letters that all its ids begin with; nothing when it reports no problems. */
    Optional<String> prefix() {
        return kinds.stream().map(ProblemKind::prefix).findFirst();
    }

    /** What messages call it, and what the order of the extensions rests on. */
    static String nameOf(ProcessorExtension extension) {
        return extension.getClass().getName();
    }

    String name() {
        return nameOf(extension);
    }
}
