package org.workflowengine.runtime.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.CaseLists.Span;
import org.workflowengine.runtime.internal.engine.Times;
import org.workflowengine.runtime.internal.text.Micros;

/** What a search asks for. Changed only in a fresh copy, before anybody else has it. */
final class Criteria {
    /** How cases are ordered. */
    enum Order {
        NOT_SAID,
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    List<String> workflows = List.of();
    OptionalInt version = OptionalInt.empty();
    List<String> states = List.of();
    boolean open;
    String idPrefix = "";
    Instant from = Times.EARLIEST;
    Instant until = Times.LATEST;
    Order order = Order.NOT_SAID;

    @Nullable
    String cursor;

    int limit = CaseSearch.DEFAULT_LIMIT;

    Criteria copy() {
        Criteria copy = new Criteria();
        copy.workflows = workflows;
        copy.version = version;
        copy.states = states;
        copy.open = open;
        copy.idPrefix = idPrefix;
        copy.from = from;
        copy.until = until;
        copy.order = order;
        copy.cursor = cursor;
        copy.limit = limit;
        return copy;
    }

    /** Sorted, each once. */
    static List<String> set(String... ids) {
        return List.copyOf(new TreeSet<>(List.of(ids)));
    }

    /** The first time that can be recorded and is not before another one. */
    static Instant notBefore(Instant time) {
        if (time.isAfter(Times.LATEST)) {
            return Times.LATEST.plus(1, ChronoUnit.MICROS);
        }
        Instant cut = Times.within(time).truncatedTo(ChronoUnit.MICROS);
        return cut.isBefore(time) ? cut.plus(1, ChronoUnit.MICROS) : cut;
    }

    /** The last time that can be recorded before another one. */
    static Instant lastBefore(Instant time) {
        return time.isAfter(Times.LATEST)
                ? Times.LATEST
                : Times.within(time).minusNanos(1).truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether anything but an id, or a time, tells cases apart. */
    boolean namesStates() {
        return open || !workflows.isEmpty() || version.isPresent() || !states.isEmpty();
    }

    boolean newestFirst() {
        return order == Order.NEWEST_FIRST;
    }

    /** Which part of each state's list is asked for. A cursor cannot lead out of the bounds. */
    Span span() {
        Position begin = newestFirst() ? new Position(until.plus(1, ChronoUnit.MICROS), "") : new Position(from, "");
        if (cursor != null) {
            Position place = Cursor.read(searched(), cursor);
            boolean within =
                    newestFirst() ? !place.time().isAfter(until) : !place.time().isBefore(from);
            begin = within ? place : begin;
        }
        return new Span(begin, newestFirst() ? from : until, newestFirst());
    }

    /** All of it but the page, as a text: what a cursor belongs to. No id has a line break. */
    String searched() {
        StringBuilder text = new StringBuilder("cases\n");
        workflows.forEach(workflow -> text.append("workflow ").append(workflow).append('\n'));
        version.ifPresent(number -> text.append("version ").append(number).append('\n'));
        states.forEach(state -> text.append("state ").append(state).append('\n'));
        text.append(open ? "open\n" : "").append("prefix ").append(idPrefix).append('\n');
        return text.append(Micros.of(from))
                .append(' ')
                .append(Micros.of(until))
                .append(' ')
                .append(newestFirst())
                .toString();
    }
}
