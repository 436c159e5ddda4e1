package org.workflowengine.examples.loans;

import java.util.Optional;

/**
 * A line of text as it is in a file.
 *
 * @param number its number, from 1
 * @param text its content without the line end; incomplete when there is a fault
 * @param ended whether a line end follows; only the last line of a file can lack one
 * @param fault why the content could not be read
 */
record TextLine(long number, String text, boolean ended, Optional<String> fault) {}
