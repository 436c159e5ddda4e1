package org.workflowengine.spring.boot.web;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.workflowengine.http.Caller;
import org.workflowengine.http.Redaction;

/** Auditors see everything. Clerks and operators see which risk rules passed, and neither persons, nor reasons, nor evidence. */
@Component
public class ByRole implements Redaction {
    private static final Set<String> FOR_ALL = Set.of("RISK_RULES_PASSED");

    @Override
    public boolean showsActor(Caller caller, String workflow) {
        return isAuditor(caller);
    }

    @Override
    public boolean showsReason(Caller caller, String workflow) {
        return isAuditor(caller);
    }

    @Override
    public boolean showsEvidence(Caller caller, String workflow) {
        return isAuditor(caller);
    }

    @Override
    public boolean showsFact(Caller caller, String workflow, String fact) {
        return isAuditor(caller) || FOR_ALL.contains(fact);
    }

    private static boolean isAuditor(Caller caller) {
        return caller.roles().contains("ROLE_AUDITOR");
    }
}
