package org.workflowengine.runtime.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.engine.InputChecks;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.query.Criteria.Order;

/**
 * A search over all cases, whatever their workflow and version: {@code runtime.cases().workflow("claim").open().newestFirst().list()}.
 * Immutable and thread-safe; each method returns a new search. Cases are shown as what they are: as data, with the version that they
 * follow.
 *
 * <p>Every condition narrows the search. Each state of each version has a list of its own in an index, and a page takes the first cases
 * of all lists that the conditions leave. Its cost is the same wherever it begins and however many cases there are, and grows with the
 * number of those states. A page shows no case twice. A case that moves while pages are read is shown where it is then, or not at all if
 * it has moved to an earlier place.
 *
 * <p>A workflow, version or state that is not installed is refused, with similar names: an empty page means that there is no such case.
 * The methods that read throw {@link RefusedException} for that, and {@link UnchangedException} if the database cannot be read.
 */
public final class CaseSearch {
    /** How many cases a page has at most unless {@link #limit} says otherwise. */
    public static final int DEFAULT_LIMIT = 100;

    /** The largest page. */
    public static final int LARGEST_LIMIT = 1_000;

    /** The highest number to which cases are counted. */
    public static final int LARGEST_COUNT = 100_000;

    private final Store store;
    private final Criteria criteria;

    CaseSearch(Store store, Criteria criteria) {
        this.store = store;
        this.criteria = criteria;
    }

    private CaseSearch with(Consumer<Criteria> change) {
        Criteria changed = criteria.copy();
        change.accept(changed);
        return new CaseSearch(store, changed);
    }

    /**
     * Only cases of some workflows.
     *
     * @param ids the workflows' ids; none for all
     * @return a new search
     */
    public CaseSearch workflow(String... ids) {
        List<String> workflows = Criteria.set(Objects.requireNonNull(ids, "ids"));
        return with(changed -> changed.workflows = workflows);
    }

    /**
     * Only cases that follow one version.
     *
     * @param version the version, of each workflow that is searched
     * @return a new search
     */
    public CaseSearch version(int version) {
        return with(changed -> changed.version = OptionalInt.of(version));
    }

    /**
     * Only cases in some states.
     *
     * @param ids the states' ids, of any of the versions that are searched; none for all
     * @return a new search
     */
    public CaseSearch state(String... ids) {
        List<String> states = Criteria.set(Objects.requireNonNull(ids, "ids"));
        return with(changed -> changed.states = states);
    }

    /**
     * Only open cases: those in a state that is neither terminal nor resting in the version that the case follows.
     *
     * @return a new search
     */
    public CaseSearch open() {
        return with(changed -> changed.open = true);
    }

    /**
     * Only cases whose id begins with a text, in the order of their ids. That order cannot be combined with {@link #oldestFirst} or
     * {@link #newestFirst}.
     *
     * <p>For the other conditions ten thousand ids are examined per page: if few of them match, a page has fewer cases than the limit, or
     * none, and {@link CasePage#next} continues it. A count stops there as well, and is not exact.
     *
     * @param prefix 1 to 64 characters, compared exactly
     * @return a new search
     * @throws RefusedException if no case id can begin like that
     */
    public CaseSearch idPrefix(String prefix) {
        InputChecks.idPrefix(Objects.requireNonNull(prefix, "prefix")).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        return with(changed -> changed.idPrefix = prefix);
    }

    /**
     * Only cases that have been in their state since before a time.
     *
     * @param time the time, exclusive
     * @return a new search
     */
    public CaseSearch enteredBefore(Instant time) {
        Instant until = Criteria.lastBefore(Objects.requireNonNull(time, "time"));
        return with(changed -> changed.until = until);
    }

    /**
     * Only cases that have entered their state since a time.
     *
     * @param time the time, inclusive
     * @return a new search
     */
    public CaseSearch enteredSince(Instant time) {
        Instant from = Criteria.notBefore(Objects.requireNonNull(time, "time"));
        return with(changed -> changed.from = from);
    }

    /**
     * Cases that entered their state first come first, then by id: the default.
     *
     * @return a new search
     */
    public CaseSearch oldestFirst() {
        return with(changed -> changed.order = Order.OLDEST_FIRST);
    }

    /**
     * Cases that entered their state last come first, then by id, descending.
     *
     * @return a new search
     */
    public CaseSearch newestFirst() {
        return with(changed -> changed.order = Order.NEWEST_FIRST);
    }

    /**
     * Only what comes after a page.
     *
     * @param cursor what {@link CasePage#next} of the page gave, in a search with the same conditions and order; the limit may be another
     * @return a new search; when it reads, it refuses a cursor that was changed or is of another search
     */
    public CaseSearch after(String cursor) {
        Objects.requireNonNull(cursor, "cursor");
        return with(changed -> changed.cursor = cursor);
    }

    /**
     * Limits the number of cases on a page.
     *
     * @param limit from 1 to {@link #LARGEST_LIMIT}
     * @return a new search
     * @throws IllegalArgumentException if the limit is out of range
     */
    public CaseSearch limit(int limit) {
        int checked = Arguments.from1("limit", limit, LARGEST_LIMIT);
        return with(changed -> changed.limit = checked);
    }

    /**
     * Reads a page.
     *
     * @return the page
     */
    public CasePage list() {
        try (Store.Unit unit = store.begin()) {
            return listing(unit).page();
        }
    }

    /**
     * Counts the cases, up to a number. The cursor and the limit of the page do not matter.
     *
     * @param atMost where counting stops, from 1 to {@link #LARGEST_COUNT}
     * @return the number, or that there are more
     * @throws IllegalArgumentException if {@code atMost} is out of range
     */
    public CappedCount count(int atMost) {
        Arguments.from1("atMost", atMost, LARGEST_COUNT);
        try (Store.Unit unit = store.begin()) {
            return listing(unit).count(atMost);
        }
    }

    /**
     * Counts the cases in each state of each version, each up to a number. Not with an {@link #idPrefix}.
     *
     * @param atMost where counting stops in each state, from 1 to {@link #LARGEST_COUNT}
     * @return the numbers, by workflow, version and state; states without a case are left out
     * @throws IllegalArgumentException if {@code atMost} is out of range
     */
    public List<StateCount> countByState(int atMost) {
        Arguments.from1("atMost", atMost, LARGEST_COUNT);
        try (Store.Unit unit = store.begin()) {
            return listing(unit).countByState(atMost);
        }
    }

    /**
     * The case that has been longest in each state of each version. Not with an {@link #idPrefix}; cursor, limit and order do not matter.
     *
     * @return the cases, by workflow, version and state; states without a case are left out
     */
    public List<CaseHead> oldestByState() {
        try (Store.Unit unit = store.begin()) {
            return listing(unit).oldestByState();
        }
    }

    private CaseListing listing(Store.Unit unit) {
        return new CaseListing(unit.lists(), criteria);
    }
}
