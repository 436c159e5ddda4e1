package org.workflowengine.runtime.engine;

import java.util.Optional;
import java.util.function.Function;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.query.InstalledDefinition;

/** Works on cases whatever version they follow: the law, which demands erasures and holds, does not ask for versions. */
final class AnyVersion {
    private final WorkflowHost host;
    private final Function<CaseHead, Optional<TransitionAuthority>> given;

    /** Where the case's own definition is not given, the stored one decides. */
    AnyVersion(WorkflowHost host, Function<CaseHead, Optional<TransitionAuthority>> given) {
        this.host = host;
        this.given = given;
    }

    Outcome<CaseHead> answer(String caseId, Function<TransitionAuthority, Outcome<CaseHead>> work) {
        Optional<CaseHead> head;
        try {
            head = host.findCase(caseId);
        } catch (RefusedException e) {
            return new Refused<>(e.refusal());
        }
        return head.isEmpty()
                ? new Refused<>(host.missing(caseId))
                : work.apply(given.apply(head.get()).orElseGet(() -> host.authority(stored(host, head.get()))));
    }

    /** The stored definition that a case follows. */
    static Definition stored(WorkflowHost host, CaseHead head) {
        String named = head.workflow() + " version " + head.version();
        InstalledDefinition installed = host.definitions().stream()
                .filter(each -> each.workflow().equals(head.workflow()) && each.version() == head.version())
                .findFirst()
                .orElseThrow(() ->
                        new IntegrityException(head.caseId(), "it follows " + named + ", which is not installed"));
        Definition definition;
        try {
            definition = Definition.read(installed.graph());
        } catch (RuntimeException e) {
            throw new SetupException(
                    "the stored definition of " + named + " cannot be read",
                    "find out who changed it, and verify all cases",
                    e);
        }
        if (!definition.fingerprint().equals(installed.fingerprint())) {
            throw new IntegrityException(
                    head.caseId(),
                    "it follows " + named + ", whose stored definition has fingerprint " + definition.fingerprint()
                            + ", but is stored with " + installed.fingerprint());
        }
        return definition;
    }
}
