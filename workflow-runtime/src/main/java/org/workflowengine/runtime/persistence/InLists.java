package org.workflowengine.runtime.persistence;

import java.util.List;
import org.apache.ibatis.annotations.Param;

/**
 * The statements whose text depends on how many are looked for. MyBatis could write them from XML, and would wake an XML parser for
 * it in every start. Public for MyBatis alone.
 */
public final class InLists {
    private InLists() {}

    /**
     * Where cases stand.
     *
     * @param caseIds the cases, at least one
     * @return a statement that takes them
     */
    public static String heads(@Param("caseIds") List<String> caseIds) {
        return "SELECT " + CaseMapper.COLUMNS + "FROM workflow_case WHERE case_id IN " + list("caseIds", caseIds);
    }

    /**
     * The steps that requests have become.
     *
     * @param caseIds their cases, at least one
     * @param requestIds the requests, at least one
     * @return a statement that takes them
     */
    public static String ofRequests(
            @Param("caseIds") List<String> caseIds, @Param("requestIds") List<String> requestIds) {
        return "SELECT " + AuditMapper.COLUMNS + " FROM workflow_audit WHERE case_id IN " + list("caseIds", caseIds)
                + " AND request_id IN " + list("requestIds", requestIds);
    }

    private static String list(String name, List<String> items) {
        StringBuilder list = new StringBuilder("(");
        for (int i = 0; i < items.size(); i++) {
            list.append(i == 0 ? "#{" : ", #{")
                    .append(name)
                    .append('[')
                    .append(i)
                    .append("]}");
        }
        return list.append(')').toString();
    }
}
