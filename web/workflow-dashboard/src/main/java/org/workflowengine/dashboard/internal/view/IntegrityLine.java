package org.workflowengine.dashboard.internal.view;

/**
 * What is known of the last verification, on one line.
 *
 * @param mark {@code y} for intact, {@code x} for broken, {@code q} for unknown
 * @param verdict in the words of the command line
 * @param detail what else is known
 */
public record IntegrityLine(String mark, String verdict, String detail) {
    public boolean isBroken() {
        return mark.equals("x");
    }
}
