package org.workflowengine.dashboard.internal.view;

/**
 * Whether a case can move, in one sentence.
 *
 * @param mark {@code y}, {@code x} or {@code q}, as of a condition; empty for a case that has ended
 * @param lead the words that it begins with
 * @param text which transitions it can make, or what stands in the way
 */
public record OutlookView(String mark, String lead, String text) {}
