package org.workflowengine.dashboard.internal.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param title what the page is about
 * @param area the part of the menu that it belongs to
 * @param mount where the dashboard is mounted
 * @param name the host's name of the installation
 * @param mode read-only, or that commands are there
 * @param caller whom the host has authenticated, and the roles; or an empty text
 * @param now when the page was made
 * @param css the path of the style sheet
 * @param script the path of the script
 * @param icon the path of the icon
 */
public record Frame(
        String title,
        String area,
        String mount,
        String name,
        String mode,
        String caller,
        Instant now,
        String css,
        String script,
        String icon) {

    /** A path below the mount. */
    public String url(String path) {
        return mount + path;
    }

    /** For the menu. */
    public @Nullable String current(String other) {
        return area.equals(other) ? "page" : null;
    }
}
