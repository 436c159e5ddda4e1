package org.workflowengine.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;

/**
 * The HTTP API of everything in one database: {@code WorkflowApi.on(runtime).handler()}. By default it reads, shows no payload, and has no
 * commands. Immutable; each method but {@link #handler} returns a new description.
 *
 * <p>{@code docs/reference/http-api.md} describes the resources, and so does the document at {@code /openapi.json}.
 */
public final class WorkflowApi {
    private final WorkflowRuntime runtime;
    private final Verification verification;
    private final FactSource facts;
    private final Redaction redaction;
    private final List<Definition> commands;
    private final Map<String, Set<String>> claimable;

    private WorkflowApi(
            WorkflowRuntime runtime,
            Verification verification,
            FactSource facts,
            Redaction redaction,
            List<Definition> commands,
            Map<String, Set<String>> claimable) {
        this.runtime = runtime;
        this.verification = verification;
        this.facts = facts;
        this.redaction = redaction;
        this.commands = commands;
        this.claimable = claimable;
    }

    /**
     * An API that reads.
     *
     * @param runtime the engine; whoever made it closes it, after the server
     * @return the description
     */
    public static WorkflowApi on(WorkflowRuntime runtime) {
        return new WorkflowApi(
                Objects.requireNonNull(runtime, "runtime"),
                runtime.verification(),
                FactSource.NONE,
                Redaction.HIDE_ALL,
                List.of(),
                Map.of());
    }

    /**
     * The same with another verification: one that knows former keys, or trusts some definitions only.
     *
     * @param other what verifies single cases and writes bundles; without it, that of the runtime
     * @return a new description
     */
    public WorkflowApi verification(Verification other) {
        return new WorkflowApi(runtime, Objects.requireNonNull(other, "other"), facts, redaction, commands, claimable);
    }

    /**
     * The same with what the host knows of cases.
     *
     * @param source knows facts; without it, nothing is known but what a client says
     * @return a new description
     */
    public WorkflowApi facts(FactSource source) {
        return new WorkflowApi(
                runtime, verification, Objects.requireNonNull(source, "source"), redaction, commands, claimable);
    }

    /**
     * The same with other rules about what callers may see.
     *
     * @param rules the rules; without them, everything is hidden that can be
     * @return a new description
     */
    public WorkflowApi redaction(Redaction rules) {
        return new WorkflowApi(
                runtime, verification, facts, Objects.requireNonNull(rules, "rules"), commands, claimable);
    }

    /**
     * The same with commands: cases of these definitions can be opened and moved by every caller whom the host has authenticated. Who may
     * come that far is decided by the host.
     *
     * @param definitions compiled definitions, each version of a workflow once; those given before are replaced, and with none there are no
     *     commands
     * @return a new description
     */
    public WorkflowApi commands(Collection<Definition> definitions) {
        return new WorkflowApi(runtime, verification, facts, redaction, List.copyOf(definitions), claimable);
    }

    /**
     * The same with facts that a client may claim, in addition to those before. All others are known by the {@link FactSource} or are not
     * known.
     *
     * @param workflow the id of a workflow on which commands are open
     * @param ids the ids of its facts, in any of its versions
     * @return a new description
     */
    public WorkflowApi claimable(String workflow, String... ids) {
        Map<String, Set<String>> more = new HashMap<>(claimable);
        Set<String> claims = new HashSet<>(more.getOrDefault(workflow, Set.of()));
        claims.addAll(List.of(ids));
        more.put(Objects.requireNonNull(workflow, "workflow"), Set.copyOf(claims));
        return new WorkflowApi(runtime, verification, facts, redaction, commands, Map.copyOf(more));
    }

    /**
     * What answers requests. Commands install their definitions now, or require them to be installed, as an engine does.
     *
     * @return a handler, to be mounted in a server
     * @throws IllegalArgumentException if a claimable fact is not one of a workflow on which commands are open, or a version is there twice
     * @throws org.workflowengine.runtime.core.SetupException if the database holds another definition under the same id and version, or does
     *     not hold it and this runtime may not install it
     */
    public HttpHandler handler() {
        Commands open = new Commands(runtime, commands, new Claims(claimable));
        Api api = new Api(runtime, verification, new InstalledWorkflows(runtime, commands), facts, redaction, open);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DefinitionRoutes(api).routes());
        routes.addAll(new CaseRoutes(api).routes());
        routes.addAll(new HistoryRoutes(api).routes());
        routes.addAll(new OptionRoutes(api).routes());
        return new ApiHandler(api, routes);
    }
}
