package org.workflowengine.processor.collect;

import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/**
 * WF102: a definition says under which id and version it is stored.
 *
 * @param id the id as far as it could be read
 * @param version the version as far as it could be read
 */
record DefinitionIdentity(String id, int version) {

    private static final Code CODE = Code.WF102;

    static DefinitionIdentity read(TypeElement definition, Problems problems) {
        var marker = Annotations.find(definition, Language.WORKFLOW).orElseThrow();
        return new DefinitionIdentity(id(definition, marker, problems), version(definition, marker, problems));
    }

    private static String id(TypeElement definition, AnnotationMirror marker, Problems problems) {
        var id = written(marker, "id", String.class, problems);
        if (id.isPresent() && !IdDerivation.isId(id.get())) {
            problems.add(Problem.of(CODE, Place.of(definition).at("id"), "the workflow has no usable id")
                    .found(Wording.quote(id.get()) + tooLong(id.get()))
                    .expected(IdDerivation.ID_IN_WORDS)
                    .fix("for example   id = \"" + proposal(definition) + "\""));
        }
        return id.orElse("");
    }

    private static int version(TypeElement definition, AnnotationMirror marker, Problems problems) {
        int version = written(marker, "version", Integer.class, problems).orElse(1);
        if (version < 1) {
            problems.add(Problem.of(CODE, Place.of(definition).at("version"), "the workflow has no usable version")
                    .found("version = " + version)
                    .expected("1 for the first graph that is put to work, one more for each changed one")
                    .fix("version = 1"));
        }
        return version;
    }

    /** What is missing or no constant is reported by the compiler. */
    private static <T> Optional<T> written(AnnotationMirror marker, String element, Class<T> type, Problems problems) {
        var written = Annotations.written(marker, element, type);
        if (written.isEmpty()) {
            problems.unresolved();
        }
        return written;
    }

    private static String tooLong(String id) {
        int length = id.length();
        return length > IdDerivation.LONGEST_ID ? ", " + length + " characters" : "";
    }

    private static String proposal(TypeElement definition) {
        var id = IdDerivation.id(definition.getSimpleName().toString());
        return IdDerivation.isId(id) ? id.toLowerCase(Locale.ROOT).replace('_', '-') : "my-workflow";
    }
}
