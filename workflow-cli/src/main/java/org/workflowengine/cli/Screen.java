package org.workflowengine.cli;

import java.io.PrintWriter;

/**
 * What the commands write to.
 *
 * @param out results and findings
 * @param err progress and what went wrong
 * @param isTerminal whether a person is watching
 */
record Screen(PrintWriter out, PrintWriter err, boolean isTerminal) {}
