package org.workflowengine.dashboard;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.internal.Claimable;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Definition;

/**
 * Pages that show where every case stands, why one cannot move, and whether the records are intact:
 * {@code Dashboard.on(runtime).name("claims-prod").redaction(byRole).handler()}.
 *
 * <p>They read alone unless {@link #commands} says otherwise: routes and forms of commands do not exist then. Whom a request comes from, and
 * with which roles, is the host's to say; what such a caller may see is its {@link Redaction}, which hides everything by default. The pages
 * work without scripts, ask no other server, and read only what an index answers.
 *
 * <p>Immutable; each method returns a new object. The handler is thread-safe.
 */
public final class Dashboard {
    private final Settings settings;

    private Dashboard(Settings settings) {
        this.settings = settings;
    }

    /**
     * A dashboard that reads, knows no facts and hides actors, reasons, evidence and facts.
     *
     * @param runtime whose cases are shown; the caller closes it
     * @return the dashboard
     */
    public static Dashboard on(WorkflowRuntime runtime) {
        return new Dashboard(new Settings(
                Objects.requireNonNull(runtime, "runtime"),
                "workflow",
                FactSource.NONE,
                Redaction.HIDE_ALL,
                Optional.empty(),
                IntegritySource.NONE,
                List.of(),
                List.of(),
                Map.of(),
                Seals.none(),
                InstantSource.system(),
                ""));
    }

    /**
     * What the installation is called, on every page.
     *
     * @param name a short name, such as {@code claims-prod}
     * @return a new dashboard
     */
    public Dashboard name(String name) {
        return with(draft -> draft.name = Objects.requireNonNull(name, "name"));
    }

    /**
     * What is known of a case now, for the list of what can happen next.
     *
     * @param facts the source
     * @return a new dashboard
     */
    public Dashboard facts(FactSource facts) {
        return with(draft -> draft.facts = Objects.requireNonNull(facts, "facts"));
    }

    /**
     * What each caller may see.
     *
     * @param redaction the rules
     * @return a new dashboard
     */
    public Dashboard redaction(Redaction redaction) {
        return with(draft -> draft.redaction = Objects.requireNonNull(redaction, "redaction"));
    }

    /**
     * Shows what this node has refused.
     *
     * @param counter an observer of the same runtime
     * @return a new dashboard
     */
    public Dashboard refusals(RefusalCounter counter) {
        return with(draft -> draft.refusals = Optional.of(Objects.requireNonNull(counter, "counter")));
    }

    /**
     * Shows what the last verification found.
     *
     * @param integrity what the host knows of it
     * @return a new dashboard
     */
    public Dashboard integrity(IntegritySource integrity) {
        return with(draft -> draft.integrity = Objects.requireNonNull(integrity, "integrity"));
    }

    /**
     * Names compiled definitions, so that the pages can show the messages of their facts: a definition in the database has none. Those for
     * {@link #commands} need not be named again.
     *
     * @param definitions such as {@code ClaimTransition.DEFINITION}; one that is not installed is not shown
     * @return a new dashboard
     */
    public Dashboard definitions(Collection<Definition> definitions) {
        return with(draft -> draft.definitions = List.copyOf(definitions));
    }

    /**
     * Lets callers with an actor move cases of these definitions. Others are shown without forms.
     *
     * @param definitions compiled definitions, such as {@code ClaimTransition.DEFINITION}
     * @return a new dashboard
     */
    public Dashboard commands(Collection<Definition> definitions) {
        return with(draft -> draft.commands = List.copyOf(definitions));
    }

    /**
     * Names facts that a caller may claim in a form. All others come from the {@linkplain #facts fact source} alone.
     *
     * @param workflow the id of the workflow
     * @param facts the ids of its facts
     * @return a new dashboard
     */
    public Dashboard claimable(String workflow, String... facts) {
        Map<String, Set<String>> claimable = new TreeMap<>(settings.claimable());
        claimable.put(Objects.requireNonNull(workflow, "workflow"), Set.of(facts));
        return with(draft -> draft.claimable = Map.copyOf(claimable));
    }

    /**
     * Names the keys by which the bundle viewer checks seals. Without, it counts them.
     *
     * @param seals the keys
     * @return a new dashboard
     */
    public Dashboard seals(Seals seals) {
        return with(draft -> draft.seals = Objects.requireNonNull(seals, "seals"));
    }

    /**
     * Says what time it is, for ages and for the time on every page.
     *
     * @param clock the clock of the engine, if it is not the system's
     * @return a new dashboard
     */
    public Dashboard clock(InstantSource clock) {
        return with(draft -> draft.clock = Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Has browsers report violations of the content security policy.
     *
     * @param path where to: a path on the same server, such as {@code /csp-reports}
     * @return a new dashboard
     * @throws IllegalArgumentException if it is not a path of plain characters
     */
    public Dashboard reportingTo(String path) {
        if (!Objects.requireNonNull(path, "path").matches("/[A-Za-z0-9/._-]*")) {
            throw new IllegalArgumentException("path: expected a path of letters, digits and /._-, found " + path);
        }
        return with(draft -> draft.reports = path);
    }

    /**
     * What answers the requests.
     *
     * @return a handler, to be mounted anywhere
     * @throws IllegalArgumentException if a claimable fact is not one of a workflow with commands
     * @throws org.workflowengine.runtime.core.SetupException if a definition for commands is not the one in the database
     */
    public HttpHandler handler() {
        Claimable.check(settings.claimable(), settings.commands());
        return new Site(settings);
    }

    private Dashboard with(Consumer<Settings.Draft> change) {
        return new Dashboard(settings.with(change));
    }
}
