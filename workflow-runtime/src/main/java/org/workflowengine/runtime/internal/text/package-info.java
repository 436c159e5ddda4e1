/** Text and JSON, checked character by character. Not for users. */
@NullMarked
package org.workflowengine.runtime.internal.text;

import org.jspecify.annotations.NullMarked;
