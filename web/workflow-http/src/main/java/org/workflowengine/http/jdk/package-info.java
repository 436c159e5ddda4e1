/** The JDK's own web server as a host: for the command line, for tests, and where no other is wanted. */
@NullMarked
package org.workflowengine.http.jdk;

import org.jspecify.annotations.NullMarked;
