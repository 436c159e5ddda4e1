package org.workflowengine.processor.spi;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * A sound definition, to be read. The processor implements it and may add methods.
 *
 * <p>All lists have one order for one definition, whatever the order in which it is written.
 */
public interface DefinitionView {

    /**
     * The workflow's id.
     *
     * @return 1 to 64 ASCII characters
     */
    String workflow();

    /**
     * The definition's version.
     *
     * @return at least 1
     */
    int version();

    /**
     * The SHA-256 of the definition's canonical text, the same as the runtime's {@code Definition.fingerprint()}. Annotations of a layer
     * are not part of it.
     *
     * @return 64 hexadecimal digits
     */
    String fingerprint();

    /**
     * Whether the steps of its cases may be erased.
     *
     * @return {@code false} for {@code @Workflow(erasable = false)}
     */
    boolean isErasable();

    /**
     * The interface that carries {@code @Workflow}.
     *
     * @return the definition
     */
    TypeElement element();

    /**
     * The qualified name of a type that is generated beside the definition.
     *
     * @param suffix what its name adds: {@code State}, {@code Transition}, {@code Fact}, {@code Facts}, {@code Case} or {@code Engine}
     * @return for example {@code claims.ClaimFacts}
     * @throws IllegalArgumentException if nothing is generated under that suffix
     */
    String generatedType(String suffix);

    /**
     * All states.
     *
     * @return the initial state, then the others by their distance from it, those of the same distance by name
     */
    List<StateView> states();

    /**
     * All transitions; one that a superstate declares appears once in each state that inherits it.
     *
     * @return in the order of the states they leave, by name within each
     */
    List<TransitionView> transitions();

    /**
     * The definition's own facts and the shared ones that its guards use.
     *
     * @return by name
     */
    List<FactView> facts();

    /**
     * The compiler's operations on elements, for example to read an annotation with its defaults.
     *
     * @return those of this compilation
     */
    Elements elements();

    /**
     * The compiler's operations on types.
     *
     * @return those of this compilation
     */
    Types types();
}
