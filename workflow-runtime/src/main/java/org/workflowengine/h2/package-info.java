/**
 * Triggers for H2, which calls them by the names in {@code schema/h2/triggers.sql}. Nobody else does. Databases hold these names, so
 * a class here is never renamed or moved. The classes use nothing else of the engine: an H2 server needs no more than them.
 */
@NullMarked
package org.workflowengine.h2;

import org.jspecify.annotations.NullMarked;
