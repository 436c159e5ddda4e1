/** Triggers for H2, which calls them by the names in {@code schema/h2/V2__hardening.sql}. Nobody else does. */
@NullMarked
package org.workflowengine.runtime.persistence.h2;

import org.jspecify.annotations.NullMarked;
