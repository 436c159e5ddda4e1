package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.workflowengine.dashboard.internal.view.CasesView.Chip;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.runtime.query.CaseSearch;

/**
 * Which cases are listed: all of it stands in the address.
 *
 * @param at the time from which ages are counted: the same on all pages of a list
 */
record Filter(String workflow, String version, List<String> states, String older, String id, String after, Instant at) {
    // Ages are subtracted from it.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    static Filter of(Visit visit) {
        String version = visit.one("version");
        if (!version.matches("[0-9]{0,9}")) {
            throw new BadRequestException("version", version, t("filter.version.form"));
        }
        String older = visit.one("older");
        if (!older.matches("([1-9][0-9]{0,3}(min|h|d))?")) {
            throw new BadRequestException("older", older, t("filter.older.form"));
        }
        return new Filter(
                visit.one("workflow"),
                version,
                visit.all("state").stream()
                        .filter(state -> !state.isBlank())
                        .distinct()
                        .toList(),
                older,
                visit.one("id"),
                visit.one("after"),
                at(visit));
    }

    private static Instant at(Visit visit) {
        String given = visit.one("at");
        try {
            Instant at = given.isEmpty() ? visit.now() : Instant.parse(given);
            if (at.isAfter(EARLIEST) && at.isBefore(LATEST)) {
                return at;
            }
            throw new BadRequestException("at", given, t("filter.at.form"));
        } catch (DateTimeParseException e) {
            throw new BadRequestException("at", given, t("filter.at.form"));
        }
    }

    CaseSearch search(CaseSearch all) {
        CaseSearch search = workflow.isEmpty() ? all : all.workflow(workflow);
        search = version.isEmpty() ? search : search.version(Integer.parseInt(version));
        search = states.isEmpty() ? search : search.state(states.toArray(String[]::new));
        search = older.isEmpty() ? search : search.enteredBefore(at.minus(age(older)));
        search = id.isEmpty() ? search : search.idPrefix(id);
        return after.isEmpty() ? search : search.after(after);
    }

    private static Duration age(String text) {
        long number = Long.parseLong(text.replaceAll("[^0-9]", ""));
        return text.endsWith("d")
                ? Duration.ofDays(number)
                : text.endsWith("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
    }

    /** {@code 2 d}. */
    static String age(String age, String between) {
        return age.replaceAll("([0-9]+)([a-z]+)", "$1" + between + "$2");
    }

    boolean isEmpty() {
        return workflow.isEmpty() && version.isEmpty() && states.isEmpty() && older.isEmpty() && id.isEmpty();
    }

    /** The filter that most likely leaves nothing. */
    String narrowest() {
        return !older.isEmpty()
                ? "older"
                : !id.isEmpty() ? "id" : !states.isEmpty() ? "state" : !version.isEmpty() ? "version" : "workflow";
    }

    /** {@code older than 2 d}. */
    String words(String kind) {
        String value = switch (kind) {
            case "older" -> age(older, " ");
            case "id" -> id;
            case "state" -> String.join(t("question.or"), states);
            case "version" -> version;
            default -> workflow;
        };
        return t("filter." + kind) + " " + value;
    }

    /** Without one kind of filter, from the first page on. */
    Filter without(String kind) {
        return new Filter(
                kind.equals("workflow") ? "" : workflow,
                kind.equals("version") ? "" : version,
                kind.equals("state") || kind.equals("workflow") ? List.of() : states,
                kind.equals("older") ? "" : older,
                kind.equals("id") ? "" : id,
                "",
                at);
    }

    private Filter withoutState(String state) {
        return new Filter(
                workflow,
                version,
                states.stream().filter(other -> !other.equals(state)).toList(),
                older,
                id,
                "",
                at);
    }

    String href(Visit visit) {
        return visit.path("cases") + query();
    }

    /** The next page: it also says from which time ages are counted. */
    String href(Visit visit, String name, String value) {
        return visit.path("cases")
                + query().with("at", older.isEmpty() ? "" : at.toString()).with(name, value);
    }

    private Query query() {
        Query query = new Query().with("workflow", workflow).with("version", version);
        states.forEach(state -> query.with("state", state));
        return query.with("older", older).with("id", id);
    }

    List<Chip> chips(Visit visit) {
        List<Chip> chips = new ArrayList<>();
        chip(chips, "workflow", workflow, visit);
        chip(chips, "version", version, visit);
        states.forEach(state ->
                chips.add(new Chip(t("filter.state"), state, withoutState(state).href(visit))));
        chip(chips, "id", id, visit);
        chip(chips, "older", age(older, " "), visit);
        return chips;
    }

    private void chip(List<Chip> chips, String kind, String value, Visit visit) {
        if (!value.isEmpty()) {
            chips.add(new Chip(t("filter." + kind), value, without(kind).href(visit)));
        }
    }

    /** What was asked, as a sentence. */
    String question() {
        StringBuilder question = new StringBuilder(t("question.begin"));
        if (!workflow.isEmpty()) {
            question.append(t("question.workflow", workflow));
        }
        if (!version.isEmpty()) {
            question.append(t("question.version", version));
        }
        if (!states.isEmpty()) {
            question.append(t("question.state", String.join(t("question.or"), states)));
        }
        if (!id.isEmpty()) {
            question.append(t("question.id", id));
        }
        if (!older.isEmpty()) {
            question.append(t("question.older", age(older, " "), Formats.utc(at.minus(age(older)))));
        }
        return question.append('.').toString();
    }
}
