package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.builder.annotation.ProviderContext;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.CaseLists.Span;
import org.workflowengine.runtime.internal.engine.CaseLists.StateKey;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredDefinition;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredState;

/**
 * Lists over workflows and versions. The cases of each state of each version lie side by side in the index {@code workflow_case_list}, so
 * a list over many states is a page of each, merged. PostgreSQL and MariaDB do that in one statement. H2 takes a millisecond to prepare
 * each part of a union, so it is asked for one state after the other, in statements that are already prepared.
 */
interface CaseListMapper {
    /** How many cases are in a state. */
    record StateCount(String workflow, int version, String state, long cases) {}

    String HEAD = "SELECT case_id, workflow, version, state, seq, digest, entered_at\n";
    String FROM_ID = "FROM ${schema}workflow_case ${byKey}\n";
    String BY_ID = "ORDER BY case_id LIMIT #{limit}";

    @Select("SELECT workflow, version, fingerprint, graph, erasable, installed_at FROM ${schema}workflow_definition")
    List<StoredDefinition> definitions();

    @SelectProvider(type = Sql.class, method = "states")
    List<StoredState> states(List<String> workflows);

    /** A page of each state, and the first of their rows. Not on H2. */
    @SelectProvider(type = Sql.class, method = "list")
    List<CaseHead> list(List<StateKey> keys, Span span, int eachAtMost, int limit);

    /** For H2: the cases of one state that entered it at the time of the beginning, after that position. */
    @SelectProvider(type = Sql.class, method = "listAt")
    List<CaseHead> listAt(List<StateKey> keys, Span span, int limit);

    /**
     * For H2: the cases of one state, from a time on. Both bounds are inclusive: H2 reads the rows that are equal to a bound even if they
     * are not wanted.
     */
    @SelectProvider(type = Sql.class, method = "listFrom")
    List<CaseHead> listFrom(List<StateKey> keys, Span span, Instant from, int limit);

    /** Counting stops at the number asked for in each state. */
    @SelectProvider(type = Sql.class, method = "count")
    List<StateCount> count(List<StateKey> keys, Instant from, Instant until, int eachAtMost);

    @Select(HEAD + FROM_ID + "WHERE case_id >= #{caseId}\n" + BY_ID)
    List<CaseHead> fromId(String caseId, int limit);

    @Select(HEAD + FROM_ID + "WHERE case_id > #{caseId}\n" + BY_ID)
    List<CaseHead> afterId(String caseId, int limit);

    String MOVED = "SELECT case_id, seq, moved_at FROM ${schema}workflow_case ${byMoved}\n";
    String MOVED_FIRST = "ORDER BY moved_at, case_id LIMIT #{limit}";
    String NEWEST = "SELECT " + AuditMapper.COLUMNS_OF_STEP + "FROM (";
    String OF_MOVED = """
            ) moved JOIN ${schema}workflow_audit step ON step.case_id = moved.case_id AND step.seq = moved.seq
            ORDER BY moved.moved_at, moved.case_id
            LIMIT #{limit}
            """;

    /** The index finds the cases, and each has one step. H2 is given the two ranges one by one. */
    @Select(NEWEST + MOVED
            + "WHERE (moved_at = #{begin.time} AND case_id > #{begin.caseId} OR moved_at > #{begin.time})\n"
            + MOVED_FIRST + OF_MOVED)
    @Select(
            value = NEWEST + MOVED + "WHERE (moved_at, case_id) > (#{begin.time}, #{begin.caseId})\n" + MOVED_FIRST
                    + OF_MOVED,
            databaseId = "postgresql")
    @Select(
            value = NEWEST + "(" + MOVED + "WHERE moved_at = #{begin.time} AND case_id > #{begin.caseId}\n"
                    + MOVED_FIRST + ") UNION ALL (" + MOVED + "WHERE moved_at >= #{next}\n" + MOVED_FIRST + ")"
                    + OF_MOVED,
            databaseId = "h2")
    @ResultMap("org.workflowengine.runtime.internal.persistence.AuditMapper.entry")
    List<AuditEntry> newestSteps(Position begin, Instant next, int limit);

    /** Statements for as many states as there are, in one order or the other. MyBatis calls them, with the arguments of the methods above. */
    final class Sql {
        private Sql() {}

        public static String states(List<String> workflows) {
            return "SELECT workflow, version, state, initial, terminal, resting FROM ${schema}workflow_state"
                    + (workflows.isEmpty() ? "" : " WHERE workflow IN " + BoundList.of("workflows", workflows.size()));
        }

        public static String list(List<StateKey> keys, Span span, ProviderContext context) {
            String order = " ORDER BY entered_at" + direction(span) + ", case_id" + direction(span) + " LIMIT ";
            String after = behindBegin(span, "postgresql".equals(context.getDatabaseId()));
            return HEAD + "FROM ("
                    + BoundList.each(
                            keys.size(),
                            " UNION ALL ",
                            i -> "(" + HEAD + ofKey(i) + untilEnd(span) + after + order + "#{eachAtMost})")
                    + ") listed" + order + "#{limit}";
        }

        public static String listAt(Span span) {
            return HEAD + ofKey(0) + untilEnd(span) + " AND entered_at = #{span.begin.time} AND case_id" + behind(span)
                    + "#{span.begin.caseId}" + inOrderOnH2(span);
        }

        public static String listFrom(Span span) {
            return HEAD + ofKey(0) + untilEnd(span) + " AND entered_at " + (span.newestFirst() ? "<=" : ">=")
                    + " #{from}" + inOrderOnH2(span);
        }

        public static String count(List<StateKey> keys) {
            return "SELECT workflow, version, state, COUNT(*) AS cases FROM ("
                    + BoundList.each(
                            keys.size(),
                            " UNION ALL ",
                            i -> "(SELECT workflow, version, state " + ofKey(i)
                                    + " AND entered_at >= #{from} AND entered_at <= #{until} LIMIT #{eachAtMost})")
                    + ") counted GROUP BY workflow, version, state";
        }

        private static String ofKey(int i) {
            String key = "#{keys[" + i + "].";
            return "FROM ${schema}workflow_case ${byList} WHERE workflow = " + key + "workflow} AND version = " + key
                    + "version} AND state = " + key + "state}";
        }

        private static String untilEnd(Span span) {
            return " AND entered_at " + (span.newestFirst() ? ">=" : "<=") + " #{span.end}";
        }

        /** PostgreSQL compares rows in an index. MariaDB reads such an OR as the two ranges that it is. */
        private static String behindBegin(Span span, boolean byRows) {
            if (byRows) {
                return " AND (entered_at, case_id)" + behind(span) + "(#{span.begin.time}, #{span.begin.caseId})";
            }
            return " AND (entered_at = #{span.begin.time} AND case_id" + behind(span)
                    + "#{span.begin.caseId} OR entered_at" + behind(span) + "#{span.begin.time})";
        }

        private static String behind(Span span) {
            return span.newestFirst() ? " < " : " > ";
        }

        private static String direction(Span span) {
            return span.newestFirst() ? " DESC" : "";
        }

        /** H2 reads in the order of an index, without sorting, only if all its columns are named. */
        private static String inOrderOnH2(Span span) {
            return " ORDER BY "
                    + Stream.of("workflow", "version", "state", "entered_at", "case_id")
                            .map(column -> column + direction(span))
                            .collect(Collectors.joining(", "))
                    + " LIMIT #{limit}";
        }
    }
}
