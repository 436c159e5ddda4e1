package org.workflowengine.spring.boot.web;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.workflowengine.http.FactSource;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;

/** What the application knows of a claim now. */
@Component
public class KnownFacts implements FactSource {
    /** In your application: the rules, a table, another service. */
    private static boolean rulesPassed(String claim) {
        return !claim.endsWith("13");
    }

    @Override
    public Map<String, ?> facts(CaseHead head, Definition definition) {
        return head.workflow().equals("claim") ? Map.of("RISK_RULES_PASSED", rulesPassed(head.caseId())) : Map.of();
    }
}
