package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.TakenName;

/** Finds types that already have the names of types to be generated. */
final class TakenNames {

    private final Elements elements;
    private final Sources sources;

    TakenNames(Elements elements, Sources sources) {
        this.elements = elements;
        this.sources = sources;
    }

    List<TakenName> of(TypeElement definition) {
        var name = Types.name(definition);
        var taken = new ArrayList<TakenName>();
        var module = elements.getModuleOf(definition);
        for (GeneratedType generated : GeneratedType.values()) {
            var other = find(module, JavaName.generated(name, generated).canonical());
            // No file of a type that the compiler was given can be written, whatever is marked as generated in it.
            if (other != null && (sources.wereGiven(other) || !isOurs(other, name))) {
                taken.add(new TakenName(generated, Place.of(sources.contain(other) ? other : definition)));
            }
        }
        return taken;
    }

    /**
     * Looked up in every module of the platform, six names would cost as much as reading the whole definition. Below source level 9
     * there are no modules.
     */
    private @Nullable TypeElement find(@Nullable ModuleElement module, String name) {
        return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
    }

    /**
     * What an earlier build generated from this definition, or from one that is gone, will be replaced; two definitions of one
     * compilation are compared by a rule.
     */
    private boolean isOurs(TypeElement other, JavaName definition) {
        return Annotations.find(other, Language.GENERATED)
                .flatMap(mirror -> Annotations.written(mirror, "value", String.class))
                .filter(origin -> origin.equals(definition.canonical()) || isGoneOrCompiledNow(origin))
                .isPresent();
    }

    private boolean isGoneOrCompiledNow(String definition) {
        var element = elements.getTypeElement(definition);
        return element == null || sources.contain(element);
    }
}
