/**
 * The nouns of the runtime: what a case, a transition, a fact, an audit entry and an outcome are. Data only, including what can go wrong.
 */
@NullMarked
package org.workflowengine.runtime.core;

import org.jspecify.annotations.NullMarked;
