package org.workflowengine.dashboard;

import java.util.TreeSet;
import org.workflowengine.dashboard.internal.view.Texts;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;

/** What a caller may see of a workflow. */
record Seen(Redaction redaction, Caller caller, String workflow) {
    boolean actors() {
        return redaction.showsActor(caller, workflow);
    }

    boolean reasons() {
        return redaction.showsReason(caller, workflow);
    }

    boolean evidence() {
        return redaction.showsEvidence(caller, workflow);
    }

    boolean fact(String id) {
        return redaction.showsFact(caller, workflow, id);
    }

    boolean everything(Definition definition) {
        return redaction.showsAll(
                caller,
                workflow,
                definition.vocabulary().stream().map(FactRow::id).toList());
    }

    /** Why something is hidden. */
    String hiddenFor() {
        return caller.roles().isEmpty()
                ? Texts.t("hidden.nobody")
                : Texts.t("hidden.for", String.join(", ", new TreeSet<>(caller.roles())));
    }
}
