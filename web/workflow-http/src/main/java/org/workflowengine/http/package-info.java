/**
 * Requests and answers without a web framework: {@link org.workflowengine.http.HttpRequest} in,
 * {@link org.workflowengine.http.HttpResponse} out.
 */
@NullMarked
package org.workflowengine.http;

import org.jspecify.annotations.NullMarked;
