/** The tables and triggers: their scripts, what of them a database has, the settings that they need, the way to a later version. */
@NullMarked
package org.workflowengine.runtime.internal.schema;

import org.jspecify.annotations.NullMarked;
