package org.workflowengine.runtime.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.MigrationReport;
import org.workflowengine.runtime.query.Reading;
import org.workflowengine.runtime.query.Steps;

/**
 * What a generated engine works on: {@code CaseReviewEngine.on(runtime)}. A {@code WorkflowRuntime} is one, and so is what its method
 * {@code within} returns. There are no others. Thread-safe, but the host from {@code within} belongs to one transaction.
 */
public abstract class WorkflowHost {
    /** For the runtime only. */
    protected WorkflowHost() {}

    /**
     * The authority over the cases of a workflow.
     *
     * @param definition the compiled definition
     * @return the only thing that can move its cases
     * @throws SetupException if the database holds another definition under the same id and version, or does not hold it and
     *     this host may not install it
     */
    @SuppressWarnings("exports") // nobody else can implement it
    protected abstract TransitionAuthority authority(Definition definition);

    /**
     * What reads across workflows and versions.
     *
     * @return a reader of everything in this host's database
     */
    protected abstract Reading reading();

    /**
     * A search over all cases, whatever their workflow and version. It needs no generated class.
     *
     * @return the search, to be narrowed and read
     */
    public final CaseSearch cases() {
        return reading().cases();
    }

    /**
     * The steps of all cases, whatever their workflow and version.
     *
     * @return what reads them
     */
    public final Steps steps() {
        return reading().steps();
    }

    /**
     * Where a case is, whatever its workflow and version.
     *
     * @param caseId the case
     * @return its head, or empty when there is no such case
     * @throws RefusedException if there can be no such id
     * @throws UnchangedException if the database cannot be read
     */
    public final Optional<CaseHead> findCase(String caseId) {
        return reading().findCase(caseId);
    }

    final Refusal missing(String caseId) {
        return reading().missing(caseId);
    }

    /**
     * What a definition means for all cases of its workflow: which can be migrated to it, which stay, and which it would strand. The
     * definition need not be installed, so a deployment can be looked at before it is made.
     *
     * @param definition the definition, such as {@code ClaimTransition.DEFINITION}
     * @return the report
     * @throws UnchangedException if the database cannot be read
     */
    public final MigrationReport migrations(Definition definition) {
        return reading().migrations(Objects.requireNonNull(definition, "definition"));
    }

    /**
     * Everything that is installed in the database, by this program and by others.
     *
     * @return the definitions, by workflow and version
     * @throws UnchangedException if the database cannot be read
     */
    public final List<InstalledDefinition> definitions() {
        return reading().definitions();
    }
}
