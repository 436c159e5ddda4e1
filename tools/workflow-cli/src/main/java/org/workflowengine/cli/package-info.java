/** The command line for people who run or audit a database of cases: verify, show, export, checkpoint, and the schema in print. */
@NullMarked
package org.workflowengine.cli;

import org.jspecify.annotations.NullMarked;
