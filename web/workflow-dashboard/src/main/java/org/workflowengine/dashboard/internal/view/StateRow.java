package org.workflowengine.dashboard.internal.view;

/**
 * A state in a list.
 *
 * @param state its id
 * @param href its cases
 * @param count how many, such as {@code 1,001+}
 * @param oldest how long its oldest case has been there, or a dash
 */
public record StateRow(String state, String href, String count, String oldest) {}
