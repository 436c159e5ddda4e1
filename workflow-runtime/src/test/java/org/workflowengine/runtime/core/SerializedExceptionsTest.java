package org.workflowengine.runtime.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.fixture.Serialized;
import org.workflowengine.runtime.internal.text.JsonException;

/** An exception that crosses a wire or is kept in a session says there what it said here. */
class SerializedExceptionsTest {
    private static final Digest DIGEST = new Digest("ab".repeat(32));
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final CaseHead HEAD = new CaseHead("C-1", "claim", 1, "CREATED", 1, DIGEST, NOW);
    private static final FactRow FACT = FactRow.bool("COMPLETE", "all documents in");
    private static final AuditEntry ENTRY = AuditEntry.of("C-1", 2)
            .workflow("claim")
            .fromVersion(1)
            .version(1)
            .fingerprint(DIGEST)
            .transition("CLOSE")
            .fromState("CREATED")
            .toState("CLOSED")
            .actorKind(Actor.Kind.PERSON)
            .actor("bob")
            .onBehalfOf("alice")
            .reason("mine")
            .facts("{}")
            .evidence("{}")
            .salt(Salt.of(new byte[Salt.BYTES]))
            .payloadDigest(DIGEST)
            .requestId("R-1")
            .source("test")
            .recordedAt(NOW)
            .occurredAt(NOW)
            .previousDigest(DIGEST)
            .format(1)
            .algorithm("HmacSHA256")
            .keyId("2026")
            .digest(DIGEST)
            .seal(new byte[] {1, 2})
            .build();

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal.NoSuchCase("C-1"),
            new Refusal.CaseAlreadyExists("C-1", HEAD),
            new Refusal.UnknownTransition("CLOSSE", List.of("CLOSE")),
            new Refusal.NotAllowedHere("CREATED", "CLOSE", List.of()),
            new Refusal.GuardNotSatisfied(
                    "CREATED",
                    "CLOSE",
                    List.of(
                            new UnmetCondition(FACT, List.of("true"), Optional.of("false")),
                            new UnmetCondition(FACT, List.of("true"), Optional.empty()))),
            new Refusal.Stale(1, 2, ENTRY),
            new Refusal.Stale(
                    1,
                    2,
                    ENTRY.toBuilder()
                            .salt(null)
                            .actor(null)
                            .onBehalfOf(null)
                            .reason(null)
                            .facts(null)
                            .evidence(null)
                            .build()),
            new Refusal.InvalidInput("case id", "an empty text", "1 to 64 characters"),
            new Refusal.RequestIdReused("C-1", "R-1", 2),
            new Refusal.DefinitionMismatch(HEAD, "claim", 2),
            new Refusal.NotErasable("C-1", 2, Refusal.NotErasable.Cause.ERASED_ALREADY),
            new Refusal.NotMigratable(HEAD, 2, Refusal.NotMigratable.Cause.STATE_STAYS),
            new Refusal.NotImportable("CLOSED", List.of("CREATED")),
            new Refusal.AppliedUnderAnotherVersion(HEAD, "R-1", 2),
            new Refusal.ActorNotPermitted(
                    "REVIEW", "APPROVE", "REVIEW", 2, "alice", Refusal.ActorNotPermitted.Cause.SAME_NAME),
            new Refusal.QuorumNotReached("REVIEW", "APPROVE", "ENDORSE", 1, 2, 0),
            new Refusal.OnHold("C-1", List.of("M-1")),
            new Refusal.HeldAlready("C-1", "M-1", 3),
            new Refusal.NotHeld("C-1", "M-1", List.of()),
            new Refusal.Purged("C-1", 1, Instant.EPOCH, "tax-10y"));

    private static final Throwable CAUSE = new IllegalStateException("the cause");

    private static final List<Throwable> OTHERS = List.of(
            UnchangedException.hidden("C-1", 2),
            new UnchangedException("reading", true, CAUSE),
            new OutcomeUnknownException(ENTRY, CAUSE),
            new OutcomeUnknownException(ENTRY.toBuilder().requestId(null).build(), CAUSE),
            new IntegrityException("C-1", "two heads"),
            new BundleException("the file is empty"),
            new CheckpointException("the file is empty"),
            new SetupException("no tables", "run the script", CAUSE),
            new InvalidFactsException("COMPLETED", "nothing", "a fact", List.of("COMPLETE")),
            new JsonException("nothing", "an object"));

    static Stream<Throwable> exceptions() {
        return Stream.concat(REFUSALS.stream().map(RefusedException::new), OTHERS.stream());
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void saysTheSame(Throwable original) throws Exception {
        Throwable copy = Serialized.copy(original);
        assertThat(copy).isNotSameAs(original).hasMessage(original.getMessage());
        assertThat(properties(copy)).isEqualTo(properties(original));
        assertThat(Optional.ofNullable(copy.getCause()).map(Throwable::getMessage))
                .isEqualTo(Optional.ofNullable(original.getCause()).map(Throwable::getMessage));
        if (original instanceof RefusedException refused) {
            Refusal refusal = ((RefusedException) copy).refusal();
            assertThat(refusal).isEqualTo(refused.refusal()).hasSameHashCodeAs(refused.refusal());
            assertThat(refusal.explanation()).isEqualTo(original.getMessage());
            if (refusal instanceof Refusal.Stale stale) {
                Refusal.Stale before = (Refusal.Stale) refused.refusal();
                assertThat(stale.winner().isErased()).isEqualTo(before.winner().isErased());
                assertThat(AuditEntry.saltOf(stale.winner())).isEqualTo(AuditEntry.saltOf(before.winner()));
            }
        }
    }

    private static Map<String, Object> properties(Throwable exception) throws ReflectiveOperationException {
        Map<String, Object> properties = new TreeMap<>();
        for (Method method : exception.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0) {
                properties.put(method.getName(), method.invoke(exception));
            }
        }
        return properties;
    }

    /** Nobody adds one without a look at what it carries. */
    @Test
    void noneIsForgotten() throws Exception {
        List<Class<?>> tried =
                exceptions().<Class<?>>map(Object::getClass).distinct().toList();
        assertThat(exceptionClasses())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(tried).contains(type));
        assertThat(REFUSALS.stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Refusal.class.getPermittedSubclasses())
                        .filter(type -> type != LaterRefusal.class)
                        .toList());
    }

    private static List<Class<?>> exceptionClasses() throws Exception {
        Path classes = Path.of(WorkflowException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .<Class<?>>map(SerializedExceptionsTest::load)
                    .filter(type -> Throwable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the classes are not in a folder", e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'),
                    false,
                    WorkflowException.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(file, e);
        }
    }
}
