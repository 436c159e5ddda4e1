package org.workflowengine.processor.collect;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Knows which types are compiled now; the compiler cannot show a problem inside a class file. */
public final class Sources {

    private final Set<String> topLevelTypes = new HashSet<>();
    private final Set<String> packagesAndModules = new HashSet<>();
    private final Set<String> firstTypes = new HashSet<>();
    private boolean growing;
    private boolean grownByOthers;

    public void add(RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            if (root instanceof TypeElement type) {
                topLevelTypes.add(type.getQualifiedName().toString());
                grownByOthers |=
                        growing && Annotations.find(type, Language.GENERATED).isEmpty();
            } else {
                packagesAndModules.add(nameOf(root));
            }
        }
        if (!growing) {
            firstTypes.addAll(topLevelTypes);
        }
        growing = true;
    }

    /** Whether a type was given to the compiler, and neither generated now nor read from a class file. */
    boolean wereGiven(TypeElement type) {
        var around = Types.around(type);
        return firstTypes.contains(
                around.get(around.size() - 1).getQualifiedName().toString());
    }

    /** Whether other processors have added types after the first round. */
    public boolean haveGrownByOthers() {
        return grownByOthers;
    }

    /** Whether the compiler can show a problem at an element: it is declared in what is compiled now. */
    public boolean show(Element element) {
        for (Element around = element; around != null; around = around.getEnclosingElement()) {
            if (around instanceof TypeElement type) {
                return contain(type);
            }
        }
        return contain(element);
    }

    /** Whether a type, or a package or module with its annotations, is compiled now. */
    boolean contain(Element element) {
        if (!(element instanceof TypeElement type)) {
            return packagesAndModules.contains(nameOf(element));
        }
        for (TypeElement outer : Types.around(type)) {
            if (topLevelTypes.contains(outer.getQualifiedName().toString())) {
                return true;
            }
        }
        return false;
    }

    private static String nameOf(Element packageOrModule) {
        return packageOrModule.getKind() + " " + packageOrModule;
    }
}
