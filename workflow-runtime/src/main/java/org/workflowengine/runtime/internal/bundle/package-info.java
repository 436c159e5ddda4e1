/** Cases as they are stored, written for files and for people, and read from files. */
@NullMarked
package org.workflowengine.runtime.internal.bundle;

import org.jspecify.annotations.NullMarked;
