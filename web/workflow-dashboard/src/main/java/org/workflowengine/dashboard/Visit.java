package org.workflowengine.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.workflowengine.dashboard.internal.view.Frame;
import org.workflowengine.dashboard.internal.view.Texts;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.Percent;

/** One request to the dashboard. */
record Visit(Settings settings, HttpRequest request, Map<String, List<String>> query, Instant now) {
    /** The first value of a parameter, without white space around it; empty if there is none. */
    String one(String name) {
        return all(name).stream().findFirst().orElse("").strip();
    }

    List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    Caller caller() {
        return request.caller();
    }

    Seen seen(String workflow) {
        return new Seen(settings.redaction(), caller(), workflow);
    }

    /** A path below the mount, of parts that are encoded here. */
    String path(String... parts) {
        StringBuilder path = new StringBuilder(request.mount());
        for (String part : parts) {
            path.append('/').append(Percent.encode(part));
        }
        return path.toString();
    }

    Frame frame(String title, String area) {
        return new Frame(
                title,
                area,
                request.mount(),
                settings.name(),
                Texts.t(
                        settings.commands().isEmpty() || caller().actor().isEmpty()
                                ? "frame.readonly"
                                : "frame.commands"),
                who(),
                now,
                request.mount() + Assets.CSS.path(),
                request.mount() + Assets.SCRIPT.path(),
                request.mount() + Assets.ICON.path());
    }

    private String who() {
        String name = caller().actor().map(actor -> actor.id()).orElse("");
        String roles = String.join(", ", new TreeSet<>(caller().roles()));
        return name.isEmpty() ? roles : roles.isEmpty() ? name : name + " (" + roles + ")";
    }
}
