package org.workflowengine.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.workflowengine.diagram.Diagram;

/** The style sheet, the script and the icon. */
final class Assets {
    static final Asset CSS = Asset.of("dashboard", "css", "text/css", read("dashboard.css") + Diagram.styleSheet());
    static final Asset SCRIPT = Asset.of("dashboard", "js", "text/javascript", read("dashboard.js"));
    static final Asset ICON = Asset.of("icon", "svg", "image/svg+xml", read("icon.svg"));

    private static final List<Asset> ALL = List.of(CSS, SCRIPT, ICON);

    private Assets() {}

    static Optional<Asset> at(String path) {
        return ALL.stream().filter(asset -> asset.path().equals(path)).findFirst();
    }

    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the dashboard's jar has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
