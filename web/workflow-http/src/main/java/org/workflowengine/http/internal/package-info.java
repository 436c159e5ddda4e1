/** What the API and the dashboard share, and no host needs. */
@NullMarked
package org.workflowengine.http.internal;

import org.jspecify.annotations.NullMarked;
