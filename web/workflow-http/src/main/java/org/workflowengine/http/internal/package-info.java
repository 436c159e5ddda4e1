/** What the API, the dashboard and the adapters for servers share, and no host needs. */
@NullMarked
package org.workflowengine.http.internal;

import org.jspecify.annotations.NullMarked;
