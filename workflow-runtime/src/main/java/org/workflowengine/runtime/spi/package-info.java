/** What an application implements, or what another module implements for it. */
@NullMarked
package org.workflowengine.runtime.spi;

import org.jspecify.annotations.NullMarked;
