/** What an application implements, or another module for it. */
@NullMarked
package org.workflowengine.runtime.spi;

import org.jspecify.annotations.NullMarked;
