package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;
import static org.workflowengine.runtime.fixture.CaseReview.DEFINITION;

import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted;
import org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.HeldAlready;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.NotHeld;
import org.workflowengine.runtime.core.Refusal.NotImportable;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Refusal.OnHold;
import org.workflowengine.runtime.core.Refusal.Purged;
import org.workflowengine.runtime.core.Refusal.QuorumNotReached;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.NullArguments;
import org.workflowengine.runtime.fixture.PublicApi;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.PurgeSummary;
import org.workflowengine.runtime.retention.RetentionRule;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.WorkflowObserver;
import org.workflowengine.runtime.whatif.RecordedCases;

/** A null where none is expected is a mistake in the program: it is noticed at the door, by the name of the parameter. */
class NullsTest {
    /** Types of which there is no sample, and why none is needed. */
    private static final Map<Class<?>, String> EXCLUDED = Map.of(
            BundleArchive.class, "users implement it, and a purge calls it",
            BundleArchive.Bundle.class, "a purge makes it, and an archive calls it",
            CallersTransaction.class, "users implement it, and the engine calls it",
            Refusal.Match.class, "users implement it, and refusals call it",
            TransactionalWork.class, "users implement it, and the engine calls it",
            WorkflowObserver.class, "users implement it, and the engine calls it");

    @Test
    void everyPublicMethodNamesTheParameterThatIsNull() throws Exception {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            NullArguments nulls = new NullArguments(samples(runtime), EXCLUDED.keySet());
            PublicApi.types(Path.of("target/classes")).forEach(nulls::walk);
            assertThat(nulls.complaints()).isEmpty();
            assertThat(nulls.withoutSample()).isEqualTo(EXCLUDED.keySet());
            assertThat(nulls.passed()).isGreaterThan(300);
        }
    }

    private static List<Object> samples(WorkflowRuntime runtime) throws Exception {
        CaseReview.Engine engine = CaseReview.Engine.on(runtime);
        Decision decision = by("alice").because("for the test");
        CaseReview.Case review = engine.open("C-1", decision).orThrow();
        AuditEntry entry = engine.history("C-1").entries().get(0);
        CaseHead head = entry.head(entry.recordedAt());
        Digest digest = entry.digest();
        FactRow fact = FactRow.bool("SURE", "");
        Refusal refusal = new NoSuchCase("C-1");
        Outcome<CaseReview.Case> applied = new Outcome.Applied<>(review, 1, digest, false);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Seals seals = Seals.none().sealedBy(Sealer.hmacSha256("K-1", new byte[32]));

        List<Object> samples = new ArrayList<>(refusals(refusal, head, entry));
        samples.addAll(List.of(
                runtime,
                engine,
                engine.throwing(),
                Workflows.on(runtime, List.of(DEFINITION)),
                review,
                engine.cases(),
                engine.cases().inState(State.CREATED),
                engine.history("C-1"),
                runtime.cases(),
                runtime.steps(),
                runtime.steps().newestSince(Instant.EPOCH),
                runtime.reading(),
                runtime.verification(),
                runtime.retention(),
                runtime.migrations(DEFINITION),
                RuntimeOptions.defaults()));
        samples.addAll(List.of(
                decision,
                by("alice"),
                decision.actor(),
                DEFINITION,
                Traits.NONE,
                Migration.from(1, digest.hex()),
                Obligation.quorum("ENDORSE", 2),
                ALL_TRUE,
                ALL_TRUE.values().get(0),
                fact,
                fact.is(true),
                entry,
                entry.toBuilder(),
                head,
                digest,
                applied,
                new Outcome.Refused<>(refusal),
                new BulkOutcome.Answered<>(applied),
                new BulkOutcome.Failed<>(UnchangedException.lostTransaction()),
                new RefusedException(refusal),
                new OutcomeUnknownException(entry, new IllegalStateException())));
        samples.addAll(List.of(
                BulkOptions.defaults(),
                SchemaScripts.H2,
                Answer.of("case-review", 1, "START_REVIEW", Answer.Result.APPLIED),
                seals,
                Sealer.hmacSha256("K-2", new byte[32]),
                Sealer.ed25519("K-3", keys.getPrivate(), keys.getPublic()),
                SealVerifier.ed25519("K-4", keys.getPublic()),
                runtime.installation(),
                CheckpointFiles.of(List.of(Path.of("checkpoint"))),
                BundleVerification.of(seals),
                RecordedCases.of(List.of()),
                RetentionRule.of("tax-10y"),
                new PurgeSummary(0, 0, Map.of()),
                Instant.EPOCH,
                Duration.ZERO,
                Reader.nullReader(),
                Writer.nullWriter()));
        return samples;
    }

    /** One of each kind: each has its own way to a branch. */
    private static List<Refusal> refusals(Refusal first, CaseHead head, AuditEntry winner) {
        return List.of(
                first,
                new CaseAlreadyExists("C-1", head),
                new UnknownTransition("X", List.of()),
                new NotAllowedHere("CREATED", "CLOSE", List.of()),
                new GuardNotSatisfied("UNDER_REVIEW", "APPROVE", List.of()),
                new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 0, "", ActorNotPermitted.Cause.NO_STEP),
                new QuorumNotReached("REVIEW", "APPROVE", "ENDORSE", 1, 2, 0),
                new Stale(1, 2, winner),
                new InvalidInput("reason", "a blank text", "1 to 2000 characters"),
                new RequestIdReused("C-1", "R-1", 2),
                new DefinitionMismatch(head, "case-review", 1),
                new NotErasable("C-1", 2, NotErasable.Cause.ERASED_ALREADY),
                new NotMigratable(head, 2, NotMigratable.Cause.NO_MIGRATION),
                new NotImportable("CREATED", List.of()),
                new AppliedUnderAnotherVersion(head, "R-1", 2),
                new OnHold("C-1", List.of("M-1")),
                new HeldAlready("C-1", "M-1", 3),
                new NotHeld("C-1", "M-1", List.of()),
                new Purged("C-1", 1, Instant.EPOCH, "tax-10y"));
    }
}
