/** The dashboard: pages for people who look after cases. */
@NullMarked
package org.workflowengine.dashboard;

import org.jspecify.annotations.NullMarked;
