/** The tables and triggers: their scripts, what a database has of them, the settings that they need, and upgrades. */
@NullMarked
package org.workflowengine.runtime.internal.schema;

import org.jspecify.annotations.NullMarked;
