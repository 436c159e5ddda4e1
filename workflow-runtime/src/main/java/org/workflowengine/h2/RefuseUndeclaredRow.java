package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A definition gets no more states, transitions and obligations than its author has written. The forms in parentheses are a closed list: a derived
 * row must follow from the definition and its states, and is not counted; an author's row is counted, whatever its form. Where a migration
 * leads from one installed version to another, the newer one's graph names the fingerprint of the older one.
 */
public final class RefuseUndeclaredRow extends RowTrigger {
    private static final String DEFINITION = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2
            """;

    private static final String ALL_STATES = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND states <= (SELECT COUNT(*) FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2)
            """;

    private static final String ALL_TRANSITIONS = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND transitions <= (
                SELECT COUNT(*) FROM %s.workflow_transition
                WHERE workflow = ?1 AND version = ?2
                    AND transition NOT IN ('(open)', '(erase)', '(hold)', '(release)'))
            """;

    private static final String ALL_OBLIGATIONS = """
            SELECT 1 FROM %s.workflow_definition
            WHERE workflow = ?1 AND version = ?2
              AND obligations <= (SELECT COUNT(*) FROM %s.workflow_obligation WHERE workflow = ?1 AND version = ?2)
            """;

    private static final String INITIAL = """
            SELECT 1 FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2 AND state = ?3 AND initial
            """;

    private static final String IMPORTABLE = """
            SELECT 1 FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2 AND state = ?3 AND importable
            """;

    private static final String ERASABLE = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2 AND erasable
            """;

    /** Of the older version that a mapping names, where it is installed. */
    private static final String FINGERPRINT = """
            SELECT fingerprint FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2
            """;

    private static final String STATE = """
            SELECT 1 FROM %s.workflow_state WHERE workflow = ?1 AND version = ?2 AND state = ?3
            """;

    private static final String NAMES = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ?1 AND version = ?2 AND LOCATE(?3, graph) > 0
            """;

    private static final String MIGRATED_FROM_ANOTHER = """
            SELECT 1 FROM %s.workflow_transition mapping
            JOIN %s.workflow_definition newer ON newer.workflow = mapping.workflow AND newer.version = mapping.version
            WHERE mapping.workflow = ?1 AND mapping.transition = ?2 AND LOCATE(?3, newer.graph) = 0
            """;

    private static final Set<String> DERIVED = Set.of("(open)", "(erase)", "(hold)", "(release)");

    /** In plain digits. */
    private static final Pattern MIGRATION = Pattern.compile("\\(migrate:([1-9][0-9]{0,9})\\)");

    /** For H2. */
    public RefuseUndeclaredRow() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object workflow = value(row, "workflow");
        Object version = value(row, "version");
        String definition = workflow + " version " + version;
        if (table().equals("workflow_definition")) {
            String named = named((byte[]) value(row, "fingerprint"), version);
            return exists(connection, MIGRATED_FROM_ANOTHER, workflow, "(migrate:" + version + ")", named)
                    ? "a newer version of " + workflow + " migrates cases of another version " + version
                    : null;
        }
        if (table().equals("workflow_state")) {
            return exists(connection, ALL_STATES, workflow, version) ? definition + " has all its states" : null;
        }
        if (table().equals("workflow_obligation")) {
            return exists(connection, ALL_OBLIGATIONS, workflow, version)
                    ? definition + " has all its obligations"
                    : null;
        }
        String transition = String.valueOf(value(row, "transition"));
        if (!DERIVED.contains(transition) && exists(connection, ALL_TRANSITIONS, workflow, version)) {
            return definition + " has all its transitions";
        }
        Object toState = value(row, "to_state");
        boolean declared = switch (transition) {
            case "(open)" -> exists(connection, INITIAL, workflow, version, toState);
            case "(erase)" -> exists(connection, ERASABLE, workflow, version);
            case "(hold)", "(release)" -> Objects.equals(value(row, "from_state"), toState);
            case "(import)" -> exists(connection, IMPORTABLE, workflow, version, toState);
            default -> !transition.startsWith("(") || isMapping(connection, row, transition);
        };
        // A definition that is not there is refused by a foreign key, which says so.
        return declared || !exists(connection, DEFINITION, workflow, version)
                ? null
                : definition + " does not declare " + transition + " to " + toState;
    }

    /**
     * Whether a row leads from an older version here. That version need not be installed; where it is, the graph names its fingerprint,
     * and the row leaves one of its states.
     */
    private boolean isMapping(Connection connection, Object[] row, String transition) throws SQLException {
        Matcher form = MIGRATION.matcher(transition);
        if (!form.matches() || "(new)".equals(value(row, "from_state"))) {
            return false;
        }
        long older = Long.parseLong(form.group(1));
        Object workflow = value(row, "workflow");
        Object version = value(row, "version");
        if (!(version instanceof Integer newer) || older >= newer) {
            return false;
        }
        byte[] fingerprint = binary(connection, FINGERPRINT, workflow, older);
        return fingerprint == null
                || (exists(connection, STATE, workflow, older, value(row, "from_state"))
                        && exists(connection, NAMES, workflow, version, named(fingerprint, older)));
    }

    /** How the graph of a newer version names the one that its cases come from. */
    private static String named(byte @Nullable [] fingerprint, @Nullable Object version) {
        return "{\"fingerprint\":\"" + HexFormat.of().formatHex(Objects.requireNonNull(fingerprint)) + "\",\"from\":"
                + version + ",";
    }
}
