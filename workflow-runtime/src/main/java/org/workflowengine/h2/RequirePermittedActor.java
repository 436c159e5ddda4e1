package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step is made by somebody whom the obligations of its transition permit. For a transition without obligations this is one look into an
 * index. Whatever the case has been through, who brought it into a state is found at once; a quorum is counted from there on.
 */
public final class RequirePermittedActor extends RowTrigger {
    private static final String DEMANDS = """
            SELECT kind, subject, of_version, of_state, persons FROM %s.workflow_obligation
            WHERE workflow = ?1 AND version = ?2 AND from_state = ?3 AND transition = ?4
            """;

    /** If another step has taken the place meanwhile, the key refuses this one and says so. */
    private static final String TAKEN = """
            SELECT 1 FROM %s.workflow_audit WHERE case_id = ?1 AND seq = ?2
            """;

    /** The steps before this one decide; an older snapshot does not show them. */
    private static final String PREVIOUS = """
            SELECT 1 FROM %s.workflow_audit WHERE case_id = ?1 AND seq = ?2 - 1
            """;

    /** In the order of the index, of which H2 then reads one entry. */
    private static final String BROUGHT = """
            SELECT seq, actor, on_behalf_of FROM %s.workflow_audit USE INDEX (workflow_audit_entered)
            WHERE case_id = ?1 AND entered_state = ?2 AND seq < ?3 AND version = ?4
            ORDER BY case_id, entered_state, version, seq DESC
            LIMIT 1
            """;

    private static final String PERSONS = """
            SELECT LEAST(COUNT(DISTINCT actor), COUNT(DISTINCT COALESCE(on_behalf_of, actor))) FROM %s.workflow_audit
            WHERE case_id = ?1 AND seq < ?2 AND seq > ?3 AND version = ?4 AND from_version = ?4
              AND transition = ?5 AND from_state = ?6 AND to_state = ?6 AND actor_kind = 'PERSON'
            """;

    /** For H2. */
    public RequirePermittedActor() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        String objection = objection(connection, row);
        return objection != null && exists(connection, TAKEN, value(row, "case_id"), value(row, "seq"))
                ? null
                : objection;
    }

    private @Nullable String objection(Connection connection, Object[] row) throws SQLException {
        Map<String, List<List<@Nullable Object>>> fourEyes = new LinkedHashMap<>();
        for (List<@Nullable Object> demand : rows(
                connection,
                DEMANDS,
                value(row, "workflow"),
                value(row, "version"),
                value(row, "from_state"),
                value(row, "transition"))) {
            if (!exists(connection, PREVIOUS, value(row, "case_id"), value(row, "seq"))) {
                return "the step before step " + value(row, "seq") + " is not visible";
            }
            String subject = String.valueOf(demand.get(1));
            if ("FOUR_EYES".equals(demand.get(0))) {
                fourEyes.computeIfAbsent(subject, each -> new ArrayList<>()).add(demand);
            } else {
                long made = persons(connection, row, subject);
                Object required = demand.get(4);
                if (!(required instanceof Integer persons) || made < persons) {
                    return made + " of " + required + " persons have made " + subject + " before step "
                            + value(row, "seq");
                }
            }
        }
        for (Map.Entry<String, List<List<@Nullable Object>>> each : fourEyes.entrySet()) {
            List<@Nullable Object> brought = brought(connection, row, each.getValue());
            if (brought.isEmpty() || brought.get(1) == null) {
                return "nobody is known to have brought the case into " + each.getKey() + " before step "
                        + value(row, "seq");
            }
            if (isOneOf(row, brought.get(1)) || isOneOf(row, brought.get(2))) {
                return "step " + value(row, "seq") + " may not be made by who brought the case into " + each.getKey();
            }
        }
        return null;
    }

    private boolean isOneOf(Object[] row, @Nullable Object name) {
        return name != null && (name.equals(value(row, "actor")) || name.equals(value(row, "on_behalf_of")));
    }

    /** The last real step into one of some states; empty if there is none. */
    private List<@Nullable Object> brought(Connection connection, Object[] row, List<List<@Nullable Object>> states)
            throws SQLException {
        List<@Nullable Object> brought = List.of();
        for (List<@Nullable Object> state : states) {
            List<@Nullable Object> found = brought(connection, row, state.get(3), state.get(2));
            if (!found.isEmpty() && (brought.isEmpty() || seq(found) > seq(brought))) {
                brought = found;
            }
        }
        return brought;
    }

    private List<@Nullable Object> brought(
            Connection connection, Object[] row, @Nullable Object state, @Nullable Object version) throws SQLException {
        List<List<@Nullable Object>> found =
                rows(connection, BROUGHT, value(row, "case_id"), state, value(row, "seq"), version);
        return found.isEmpty() ? List.of() : found.get(0);
    }

    private static long seq(List<@Nullable Object> step) {
        return ((Number) Objects.requireNonNull(step.get(0))).longValue();
    }

    private long persons(Connection connection, Object[] row, String transition) throws SQLException {
        Object state = value(row, "from_state");
        Object version = value(row, "version");
        List<@Nullable Object> entered = brought(connection, row, state, version);
        return ((Number) Objects.requireNonNull(rows(
                                connection,
                                PERSONS,
                                value(row, "case_id"),
                                value(row, "seq"),
                                entered.isEmpty() ? 0L : seq(entered),
                                version,
                                transition,
                                state)
                        .get(0)
                        .get(0)))
                .longValue();
    }
}
