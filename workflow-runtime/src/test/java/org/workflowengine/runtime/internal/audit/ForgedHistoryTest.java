package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.Policy;

/** Histories by somebody who knows the form: each digest is right, and each chain. What is wrong with them only the definition tells. */
class ForgedHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Digest ORIGIN = Digest.of(new byte[Digest.BYTES]);

    private final List<AuditEntry> steps = new ArrayList<>();

    @Test
    void whatTheDefinitionPermitsIsSound() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        erasure(2, "REVIEW");
        hold("M-1", "REVIEW");
        hold("M-2", "REVIEW");
        release("M-1", "REVIEW");
        step("ENDORSE", "REVIEW", "REVIEW", by("bob", null));
        step("ENDORSE", "REVIEW", "REVIEW", by("carol", "dora"));
        step("GRANT", "REVIEW", "APPROVED", by("erin", null));
        erase(2);
        assertThat(found(Loan.SECOND)).isEmpty();
    }

    @Test
    void aStepThatDoesNotFollowTheOneBefore() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        step("RETURN", "REVIEW", "OPENED");
        forged(3, entry -> entry.seq(4), "seq 3, found 4");
        forged(3, entry -> entry.workflow("claim"), "workflow \"loan\", found \"claim\"");
        forged(3, entry -> entry.fromState("OPENED"), "from_state \"REVIEW\", found \"OPENED\"");
        forged(3, entry -> entry.fromVersion(1), "from_version 2, found 1");
        forged(3, entry -> entry.previousDigest(ORIGIN), "previous_digest ");
        forged(3, entry -> entry.fromVersion(1).version(1), "from_version 2, found 1");
        forged(3, entry -> entry.version(1), "version 2, found 1");
        forged(3, entry -> entry.fingerprint(ORIGIN), "fingerprint ");
        forged(3, entry -> entry.format(2), "format 1, found 2");
        forged(3, entry -> entry.digest(ORIGIN), "digest ");
        forged(3, entry -> entry.version(3).fromVersion(3), "from_version 2, found 3");
        forged(1, entry -> entry.seq(2), "seq 1, found 2");
        forged(1, entry -> entry.fromState("OPENED"), "from_state \"(new)\", found \"OPENED\"");
    }

    @Test
    void timesThatNotEveryReaderCanCalculateWith() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        var range = " from 1900-01-01T00:00:00Z to 2199-12-31T23:59:59.999999Z, found ";
        for (var time : List.of("1899-12-31T23:59:59.999999Z", "2200-01-01T00:00:00Z")) {
            forged(2, entry -> entry.recordedAt(Instant.parse(time)), "recorded_at" + range + time);
            forged(2, entry -> entry.occurredAt(Instant.parse(time)), "occurred_at" + range + time);
        }
        for (var time : List.of("1900-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z")) {
            sound(2, entry -> entry.recordedAt(Instant.parse(time)).occurredAt(Instant.parse(time)));
        }
    }

    @Test
    void aRequestThatMadeTwoSteps() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW", entry -> entry.requestId("R-1"));
        step("RETURN", "REVIEW", "OPENED", entry -> entry.requestId("R-2"));
        assertThat(found(Loan.SECOND)).isEmpty();
        forged(3, entry -> entry.requestId("R-1"), "\"R-1\", which has made a step before");
    }

    /** In a case with more requests than are kept in memory. */
    @Test
    void aRequestThatMadeTwoStepsFarApart() {
        imported("REVIEW", BEGIN);
        for (int i = 0; i <= RequestIds.KEPT; i++) {
            String request = "R-" + i;
            step("REMIND", "REVIEW", "REVIEW", entry -> entry.requestId(request));
        }
        assertThat(found(Loan.SECOND)).isEmpty();
        step("REMIND", "REVIEW", "REVIEW", entry -> entry.requestId("R-0"));
        assertThat(HistoryCheck.of(steps, List.of(Loan.SECOND)))
                .singleElement()
                .asString()
                .startsWith("\"C-1\" #" + (RequestIds.KEPT + 3) + ": ")
                .endsWith("found one that has made a step before");
    }

    /** The opening continues the installation, and its digest is right all the same. */
    @Test
    void theOpeningOfAnotherInstallation() {
        opened();
        Row<AuditColumn> opening = Row.of(steps.get(0));
        assertThat(found(opening, ORIGIN.bytes())).isEmpty();
        assertThat(found(opening, Sha256.of(new byte[1]).bytes()))
                .singleElement()
                .asString()
                .startsWith("\"C-1\" #1: expected previous_digest ");
    }

    @Test
    void anActorOfNoKind() {
        opened();
        for (String kind : List.of("PERSON", "SERVICE", "SYSTEM", "ROBOT")) {
            Row<AuditColumn> opening = Row.of(steps.get(0)).with(AuditColumn.ACTOR_KIND, kind);
            byte[] digest = Sha256.of(new CanonicalForm().ofEntry(opening)).bytes();
            assertThat(found(opening.with(AuditColumn.DIGEST, digest), ORIGIN.bytes()))
                    .isEqualTo(
                            kind.equals("ROBOT")
                                    ? List.of(
                                            "\"C-1\" #1: expected actor_kind PERSON, SERVICE or SYSTEM, found \"ROBOT\"")
                                    : List.of());
        }
    }

    private static List<String> found(Row<AuditColumn> opening, byte[] origin) {
        List<String> found = new ArrayList<>();
        checked(opening, origin, found);
        return found;
    }

    private static CaseCheck checked(Row<AuditColumn> opening, byte[] origin, List<String> found) {
        Findings findings = new Findings(finding -> found.add(finding.toString()));
        CaseCheck check = new CaseCheck(
                DefinitionCheck.only(List.of(Loan.SECOND), findings),
                new SealCheck(Seals.none(), new CanonicalForm()),
                new CanonicalForm(),
                findings,
                origin,
                Listed.unknown(),
                opening);
        check.step(opening);
        check.endOfSteps();
        return check;
    }

    @Test
    void anErasureThatTheDefinitionForbids() {
        Definition forbidding = Definition.of(
                "loan",
                2,
                List.copyOf(Loan.SECOND.states()),
                Loan.SECOND.transitions(),
                List.of(),
                Traits.NONE.notErasable());
        add(row("(open)", "(new)", "OPENED", forbidding));
        add(row("(erase)", "OPENED", "OPENED", forbidding).facts("{\"ERASED_SEQ\":\"1\"}"));
        erase(1);
        assertThat(found(forbidding)).containsExactly("no erasure, which loan version 2 does not permit, found one");
    }

    /** Of two steps, one into the state and one into what it was called in version 1, the later one counts. */
    @Test
    void fourEyesAcrossVersions() {
        Definition[] both = {Loan.FIRST, Loan.SECOND};
        add(row("(open)", "(new)", "FILED", Loan.FIRST));
        add(by("alice", null).apply(row("SUBMIT", "FILED", "SUBMITTED", Loan.FIRST)));
        add(row("(migrate:1)", "SUBMITTED", "REVIEW", Loan.SECOND)
                .fromVersion(1)
                .actor("operator"));
        step("CLOSE", "REVIEW", "CLOSED", by("carol", null));
        assertThat(found(both)).isEmpty();
        // Who has opened it in version 1, where the state was called FILED.
        forged(
                4,
                by("dora", "alice"),
                "CLOSE not made by who brought the case into OPENED, found \"alice\" in both, this step and step 1",
                both);
        steps.remove(3);
        step("APPROVE", "REVIEW", "APPROVED", by("bob", null));
        assertThat(found(both)).isEmpty();
        String expected = "APPROVE not made by who brought the case into REVIEW, found \"";
        forged(4, by("alice", null), expected + "alice\" in both, this step and step 2", both);
        steps.remove(3);
        step("RETURN", "REVIEW", "OPENED");
        step("SUBMIT", "OPENED", "REVIEW", by("carol", null));
        step("APPROVE", "REVIEW", "APPROVED", by("alice", null));
        assertThat(found(both)).isEmpty();
        forged(6, by("carol", null), expected + "carol\" in both, this step and step 5", both);
    }

    @Test
    void whatTheDefinitionDoesNotPermit() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        forged(1, entry -> entry.transition("SUBMIT"), "transition \"(open)\", found \"SUBMIT\"");
        forged(1, entry -> entry.toState("REVIEW"), "to_state \"OPENED\", found \"REVIEW\"");
        forged(2, entry -> entry.toState("APPROVED"), "to_state \"REVIEW\", found \"APPROVED\"");
        forged(2, entry -> entry.transition("GRANT"), "a transition that leaves \"OPENED\", found \"GRANT\"");
        forged(2, entry -> entry.transition("(hold)").facts("{\"MATTER\":\"M-1\"}"), "to_state \"OPENED\", found");
        forged(2, entry -> entry.transition("(release)").facts("{\"MATTER\":\"M-1\"}"), "to_state \"OPENED\", found");
        forged(2, entry -> entry.transition("(erase)").facts("{\"ERASED_SEQ\":\"1\"}"), "to_state \"OPENED\", found");
        forged(
                2,
                entry -> entry.transition("(migrate:1)"),
                "a transition that leaves \"OPENED\", found \"(migrate:1)\"");
    }

    @Test
    void anImport() {
        imported("REVIEW", BEGIN);
        assertThat(found(Loan.SECOND)).isEmpty();
        sound(1, entry -> entry.occurredAt(null));
        forged(1, entry -> entry.toState("OPENED"), "a state of loan that is importable, found \"OPENED\"");
        forged(
                1,
                entry -> entry.occurredAt(BEGIN.plus(1, ChronoUnit.MICROS)),
                "occurred_at not after recorded_at, in an import, found");
        forged(1, entry -> entry.fromState("OPENED"), "from_state \"(new)\", found \"OPENED\"");
        step("RETURN", "REVIEW", "OPENED");
        forged(2, entry -> entry.transition("(import)").toState("REVIEW"), "from_state \"(new)\", found \"REVIEW\"");
    }

    @Test
    void aMigration() {
        opened();
        steps.set(
                0,
                chained(
                        steps.get(0).toBuilder()
                                .fromVersion(1)
                                .version(1)
                                .fingerprint(Loan.FIRST.fingerprint())
                                .toState("FILED"),
                        null));
        step("(migrate:1)", "FILED", "OPENED", entry -> entry.fromVersion(1));
        assertThat(found(Loan.FIRST, Loan.SECOND)).isEmpty();
        forged(2, entry -> entry.toState("REVIEW"), "to_state \"OPENED\", found \"REVIEW\"", Loan.FIRST, Loan.SECOND);
        forged(
                2,
                entry -> entry.transition("(migrate:2)"),
                "a transition that leaves \"FILED\", found \"(migrate:2)\"",
                Loan.FIRST,
                Loan.SECOND);
        forged(2, entry -> entry.transition("SUBMIT"), "version 1, found 2", Loan.FIRST, Loan.SECOND);
        forged(2, entry -> entry, "a definition of \"loan\" version 2, found none that can be read", Loan.FIRST);
    }

    @Test
    void aGuard() {
        Definition review = CaseReview.DEFINITION;
        add(row("(open)", "(new)", "CREATED", review));
        add(row("START_REVIEW", "CREATED", "UNDER_REVIEW", review).facts("{\"REQUIRED_FIELDS_COMPLETE\":true}"));
        assertThat(found(review)).isEmpty();
        String guard = "the guard of START_REVIEW satisfied: REQUIRED_FIELDS_COMPLETE = true, found ";
        forged(2, entry -> entry.facts("{\"REQUIRED_FIELDS_COMPLETE\":false}"), guard + "false", review);
        forged(2, entry -> entry.facts("{}"), guard + "it unknown", review);
        forged(2, entry -> entry.facts("{\"NO_FACT\":true}"), "facts of case-review in canonical text", review);
        forged(2, entry -> entry.facts("{ }"), "facts of case-review in canonical text", review);
    }

    @Test
    void theGuardOfAMigration() {
        Definition first = Policy.FIRST;
        add(row("(open)", "(new)", "RECEIVED", first));
        steps.add(0, chained(steps.remove(0).toBuilder().toState("RECEIVED"), null));
        add(row("(migrate:1)", "RECEIVED", "RECEIVED", Policy.SECOND).fromVersion(1));
        assertThat(found(first, Policy.SECOND)).isEmpty();
        forged(2, entry -> entry.facts("{\"CONSENT\":\"perhaps\"}"), "facts of policy", first, Policy.SECOND);
    }

    @Test
    void fourEyes() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW", by("alice", "bob"));
        step("APPROVE", "REVIEW", "APPROVED", by("carol", "dora"));
        assertThat(found(Loan.SECOND)).isEmpty();
        String expected = "APPROVE not made by who brought the case into REVIEW, found ";
        forged(3, by("alice", null), expected + "\"alice\" in both, this step and step 2");
        forged(3, by("carol", "alice"), expected + "\"alice\" in both, this step and step 2");
        forged(3, by("bob", null), expected + "\"bob\" in both, this step and step 2");
        forged(3, by("carol", "bob"), expected + "\"bob\" in both, this step and step 2");
    }

    @Test
    void fourEyesLookAtTheLastStepIntoTheState() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW", by("alice", null));
        step("RETURN", "REVIEW", "OPENED", by("bob", null));
        step("SUBMIT", "OPENED", "REVIEW", by("carol", null));
        // What keeps the state brings nobody there.
        step("REMIND", "REVIEW", "REVIEW", by("dora", null));
        hold("M-1", "REVIEW");
        step("APPROVE", "REVIEW", "APPROVED", by("alice", "dora"));
        assertThat(found(Loan.SECOND)).isEmpty();
        forged(7, by("carol", null), "\"carol\" in both, this step and step 4");
    }

    @Test
    void fourEyesWhereNobodyHasBroughtTheCase() {
        imported("REVIEW", BEGIN);
        step("APPROVE", "REVIEW", "APPROVED", by("bob", null));
        assertThat(found(Loan.SECOND))
                .containsExactly("APPROVE not made by who brought the case into REVIEW, found no step into that state");
    }

    @Test
    void fourEyesOnAnErasedStep() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW", by("alice", null));
        erasure(2, "REVIEW");
        step("APPROVE", "REVIEW", "APPROVED", by("alice", null));
        erase(2);
        assertThat(found(Loan.SECOND))
                .containsExactly(
                        "APPROVE not made by who brought the case into REVIEW, found the names of step 2 erased before");
        // Erased later, it was known when the step was made, and is unknown now.
        steps.subList(2, 4).clear();
        step("APPROVE", "REVIEW", "APPROVED", by("alice", null));
        erasure(2, "APPROVED");
        erase(2);
        assertThat(found(Loan.SECOND)).isEmpty();
    }

    @Test
    void aQuorum() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        step("ENDORSE", "REVIEW", "REVIEW", by("bob", null));
        step("ENDORSE", "REVIEW", "REVIEW", by("carol", null));
        step("GRANT", "REVIEW", "APPROVED", by("alice", null));
        assertThat(found(Loan.SECOND)).isEmpty();
        String expected = "GRANT after 2 different persons have made ENDORSE, found 1 of 2";
        forged(4, by("bob", null), expected);
        forged(4, by("carol", "bob"), expected);
        forged(4, by("bob", "carol"), expected);
        forged(4, entry -> entry.actorKind(Actor.Kind.SERVICE), expected);
        forged(4, entry -> entry.transition("REMIND"), expected);
    }

    @Test
    void aQuorumBeginsAnewWithTheState() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        step("ENDORSE", "REVIEW", "REVIEW", by("bob", null));
        step("RETURN", "REVIEW", "OPENED");
        step("SUBMIT", "OPENED", "REVIEW");
        step("ENDORSE", "REVIEW", "REVIEW", by("carol", null));
        step("GRANT", "REVIEW", "APPROVED");
        assertThat(found(Loan.SECOND))
                .containsExactly("GRANT after 2 different persons have made ENDORSE, found 1 of 2");
    }

    @Test
    void whoWasErasedBeforeDoesNotCountForAQuorum() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        step("ENDORSE", "REVIEW", "REVIEW", by("bob", null));
        step("ENDORSE", "REVIEW", "REVIEW", by("carol", null));
        erasure(3, "REVIEW");
        step("GRANT", "REVIEW", "APPROVED");
        erase(3);
        assertThat(found(Loan.SECOND))
                .containsExactly("GRANT after 2 different persons have made ENDORSE, found 1 of 2");
        // Erased later, they counted when the step was made.
        steps.subList(4, 6).clear();
        step("GRANT", "REVIEW", "APPROVED");
        erasure(3, "APPROVED");
        erase(3);
        assertThat(found(Loan.SECOND)).isEmpty();
    }

    @Test
    void holds() {
        opened();
        hold("M-1", "OPENED");
        hold("M-2", "OPENED");
        release("M-1", "OPENED");
        release("M-2", "OPENED");
        erasure(1, "OPENED");
        erase(1);
        assertThat(found(Loan.SECOND)).isEmpty();
        forged(
                3,
                entry -> entry.facts("{\"MATTER\":\"M-1\"}"),
                "a hold for a matter that is not held, found \"M-1\", held since step 2");
        forged(
                4,
                entry -> entry.facts("{\"MATTER\":\"M-3\"}"),
                "a release of a matter that is held, found \"M-3\", which is not");
        forged(4, entry -> entry.facts("{}"), "facts that name the matter, found \"{}\"");
        forged(5, entry -> entry.facts("{\"MATTER\":\"M-3\"}"), "a release of a matter that is held");
        forged(
                5,
                entry -> entry.transition("(hold)").facts("{\"MATTER\":\"M-1\"}"),
                "no erasure while a legal hold stands, found one, and step 3 is not released");
        steps.set(1, erased(steps.get(1)));
        rechained(2);
        assertThat(found(Loan.SECOND))
                .first()
                .isEqualTo("who ordered or released the hold, why and for which matter, found nothing: it was erased");
    }

    @Test
    void erasures() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW");
        erasure(2, "REVIEW");
        erase(2);
        assertThat(found(Loan.SECOND)).isEmpty();
        forged(
                3,
                entry -> entry.facts("{\"ERASED_SEQ\":\"1\"}"),
                "step 1 without its payload, found no such step before this one");
        forged(3, entry -> entry.facts("{\"ERASED_SEQ\":\"02\"}"), "facts that name the step erased, found");
        forged(3, entry -> entry.transition("REMIND").facts("{}"), "a payload, or its erasure recorded, found neither");
        var good = List.copyOf(steps);
        for (UnaryOperator<AuditEntryBuilder> part : List.<UnaryOperator<AuditEntryBuilder>>of(
                entry -> entry.actor("alice"),
                entry -> entry.reason("r"),
                entry -> entry.facts("{}"),
                entry -> entry.salt(salt()),
                entry -> entry.onBehalfOf("bob"),
                entry -> entry.evidence("{}"))) {
            steps.set(1, part.apply(steps.get(1).toBuilder()).build());
            assertThat(found(Loan.SECOND)).first().isEqualTo("a payload whole or erased, found a part of one");
            steps.clear();
            steps.addAll(good);
        }
        steps.set(2, erased(steps.get(2)));
        assertThat(found(Loan.SECOND)).contains("who erased, why and what, found nothing: it was erased itself");
    }

    @Test
    void evidence() {
        opened();
        step("SUBMIT", "OPENED", "REVIEW", entry -> entry.evidence("{\"rules\":{\"version\":7}}"));
        assertThat(found(Loan.SECOND)).isEmpty();
        String expected = "evidence as one canonical JSON object, found ";
        forged(2, entry -> entry.evidence("[]"), expected + "no object");
        forged(2, entry -> entry.evidence("{ }"), expected + "another way to write it");
        forged(2, entry -> entry.evidence("{"), expected);
        String large = "{\"a\":\"" + "x".repeat(65_536 - 8) + "\"}";
        sound(2, entry -> entry.evidence(large));
        forged(2, entry -> entry.evidence(large.replace("\"}", "x\"}")), expected + "more than 65536 bytes");
    }

    private void opened() {
        step("(open)", "(new)", "OPENED");
    }

    private void imported(String state, Instant occurred) {
        step("(import)", "(new)", state, entry -> entry.recordedAt(BEGIN).occurredAt(occurred));
    }

    private void hold(String matter, String state) {
        step("(hold)", state, state, entry -> entry.facts("{\"MATTER\":\"" + matter + "\"}"));
    }

    private void release(String matter, String state) {
        step("(release)", state, state, entry -> entry.facts("{\"MATTER\":\"" + matter + "\"}"));
    }

    private void erasure(long seq, String state) {
        step("(erase)", state, state, entry -> entry.facts("{\"ERASED_SEQ\":\"" + seq + "\"}"));
    }

    /** Takes the payload away; the digests stay. */
    private void erase(int seq) {
        steps.set(seq - 1, erased(steps.get(seq - 1)));
    }

    private static AuditEntry erased(AuditEntry entry) {
        return entry.toBuilder()
                .salt(null)
                .actor(null)
                .onBehalfOf(null)
                .reason(null)
                .facts(null)
                .evidence(null)
                .build();
    }

    private static UnaryOperator<AuditEntryBuilder> by(String actor, String principal) {
        return entry -> entry.actor(actor).onBehalfOf(principal);
    }

    private void step(String transition, String from, String to) {
        step(transition, from, to, entry -> entry);
    }

    private void step(String transition, String from, String to, UnaryOperator<AuditEntryBuilder> change) {
        add(change.apply(row(transition, from, to, Loan.SECOND)));
    }

    private AuditEntryBuilder row(String transition, String from, String to, Definition definition) {
        long seq = steps.size() + 1;
        return AuditEntry.of("C-1", seq)
                .workflow(definition.workflow())
                .fromVersion(definition.version())
                .version(definition.version())
                .fingerprint(definition.fingerprint())
                .transition(transition)
                .fromState(from)
                .toState(to)
                .actorKind(Actor.Kind.PERSON)
                .actor("alice")
                .reason("because")
                .facts("{}")
                .salt(salt())
                .source("forger")
                .recordedAt(BEGIN.plusSeconds(seq))
                .format(1);
    }

    private static Salt salt() {
        return Salt.of(new byte[Salt.BYTES]);
    }

    private void add(AuditEntryBuilder entry) {
        steps.add(chained(entry, steps.isEmpty() ? null : steps.get(steps.size() - 1)));
    }

    /** With the digests of its payload, of the entry before and its own. */
    private static AuditEntry chained(AuditEntryBuilder entry, AuditEntry before) {
        AuditEntry whole = entry.previousDigest(before == null ? ORIGIN : before.digest())
                .payloadDigest(ORIGIN)
                .digest(ORIGIN)
                .build();
        return digested(whole.isErased() ? whole.toBuilder() : payloadDigested(whole));
    }

    private static AuditEntryBuilder payloadDigested(AuditEntry entry) {
        return entry.toBuilder()
                .payloadDigest(DigestChain.ofPayload(
                        AuditEntry.saltOf(entry).orElseThrow(),
                        entry.actor(),
                        entry.onBehalfOf(),
                        entry.reason(),
                        entry.facts(),
                        entry.evidence()));
    }

    private static AuditEntry digested(AuditEntryBuilder entry) {
        return entry.digest(DigestChain.of(entry)).build();
    }

    /** What follows a step is chained to it again. */
    private void rechained(int seq) {
        for (int i = seq; i < steps.size(); i++) {
            steps.set(
                    i,
                    digested(steps.get(i).toBuilder()
                            .previousDigest(steps.get(i - 1).digest())));
        }
    }

    private void forged(int seq, UnaryOperator<AuditEntryBuilder> change, String finding) {
        forged(seq, change, finding, Loan.SECOND);
    }

    /** One step is changed, with every digest that follows from it, unless a digest itself is what is changed. */
    private void forged(int seq, UnaryOperator<AuditEntryBuilder> change, String finding, Definition... definitions) {
        assertThat(changed(seq, change, definitions))
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    private void sound(int seq, UnaryOperator<AuditEntryBuilder> change) {
        assertThat(changed(seq, change, Loan.SECOND)).isEmpty();
    }

    private List<String> changed(int seq, UnaryOperator<AuditEntryBuilder> change, Definition... definitions) {
        var good = List.copyOf(steps);
        AuditEntry old = steps.get(seq - 1);
        AuditEntry changed = change.apply(old.toBuilder()).build();
        AuditEntryBuilder whole = changed.isErased() ? changed.toBuilder() : payloadDigested(changed);
        if (changed.digest().equals(old.digest())) {
            steps.set(seq - 1, digested(whole));
            rechained(seq);
        } else {
            steps.set(seq - 1, whole.build());
        }
        var found = found(definitions);
        steps.clear();
        steps.addAll(good);
        return found;
    }

    private List<String> found(Definition... definitions) {
        return HistoryCheck.of(steps, List.of(definitions)).stream()
                .map(finding -> finding.expected() + ", found " + finding.found())
                .toList();
    }
}
