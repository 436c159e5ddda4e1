package org.workflowengine.processor.collect;

import java.util.Optional;
import org.workflowengine.processor.model.Guard;

/**
 * A transition as one method declares it.
 *
 * @param name the method's name
 * @param pinnedId its stored id when the author wrote one
 * @param target the simple name of the state that it enters, when it names one
 * @param guard what it demands itself
 * @param declaredIn the simple name of the state or superstate around it
 * @param place where it is declared
 */
record DeclaredTransition(
        String name, Optional<String> pinnedId, Optional<String> target, Guard guard, String declaredIn, Place place) {}
