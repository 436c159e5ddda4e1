package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.runtime.audit.CheckpointFiles;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.engine.History;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.whatif.RecordedCases;
import org.workflowengine.runtime.whatif.WhatIf;

/** An argument out of its documented range is a mistake in the program: the answer names the parameter, what was found and what is expected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RangesTest {
    private static final BulkOptions BULK = BulkOptions.defaults();
    private static final FactRow SURE = FactRow.bool("SURE", "");

    private final WorkflowRuntime runtime = WorkflowRuntime.inMemory();
    private final CaseReview.Engine engine = CaseReview.Engine.on(runtime);
    private KeyPair keys;
    private KeyPair otherKeys;
    private KeyPair rsa;

    @BeforeAll
    void makeKeys() throws NoSuchAlgorithmException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        otherKeys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }

    @AfterAll
    void close() {
        runtime.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"numbers", "texts", "bytesAndKeys", "lists"})
    void anArgumentOutOfRangeIsNamed(String expected, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(expected);
    }

    private Stream<Arguments> numbers() {
        var created = engine.cases().inState(CaseReview.State.CREATED);
        var cases = runtime.cases();
        var newest = runtime.steps().newestSince(Instant.EPOCH);
        String page = "from 1 to 1000";
        String count = "from 1 to 100000";
        return Stream.of(
                row("chunkSize: found 0, expected from 1 to 10000", () -> BULK.chunkSize(0)),
                row("chunkSize: found 10001, expected from 1 to 10000", () -> BULK.chunkSize(10_001)),
                row("limit: found 0, expected at least 1", () -> engine.history("C-1", 0, 0)),
                row("limit: found -1, expected at least 1", () -> created.limit(-1)),
                row("limit: found -1, expected " + page, () -> cases.limit(-1)),
                row("limit: found 1001, expected " + page, () -> cases.limit(1_001)),
                row("limit: found 0, expected " + page, () -> newest.limit(0)),
                row("limit: found 1001, expected " + page, () -> newest.limit(1_001)),
                row("limit: found 0, expected " + page, () -> runtime.steps().ofCase("C-1", 0, 0)),
                row("limit: found 1001, expected " + page, () -> runtime.steps().ofCase("C-1", 0, 1_001)),
                row("atMost: found 0, expected " + count, () -> cases.count(0)),
                row("atMost: found 100001, expected " + count, () -> cases.count(100_001)),
                row("atMost: found 0, expected " + count, () -> cases.countByState(0)),
                row("atMost: found 100001, expected " + count, () -> cases.countByState(100_001)),
                row(
                        "statementTimeout: found PT0S, expected whole seconds, from one second to an hour",
                        () -> RuntimeOptions.defaults().statementTimeout(Duration.ZERO)),
                row(
                        "statementTimeout: found PT1.5S, expected whole seconds, from one second to an hour",
                        () -> RuntimeOptions.defaults().statementTimeout(Duration.ofMillis(1_500))),
                row(
                        "statementTimeout: found PT1H1S, expected whole seconds, from one second to an hour",
                        () -> RuntimeOptions.defaults().statementTimeout(Duration.ofSeconds(3_601))),
                row(
                        "version: found 0, expected at least 1",
                        () -> Migration.from(
                                0, CaseReview.DEFINITION.fingerprint().hex())),
                row("version: found 0 of workflow \"claim\", expected at least 1", () -> definition("claim", 0)));
    }

    private static Stream<Arguments> texts() {
        String id = "a letter, then up to 63 letters, digits, dots, hyphens and underscores";
        return Stream.of(
                row("workflow: found \"a b\", expected " + id, () -> definition("a b", 1)),
                row(
                        "source: found a blank text, expected 1 to 128 characters, not all blank",
                        () -> RuntimeOptions.defaults().source(" ")),
                row("id: found \"1\", expected " + id, () -> FactRow.bool("1", "")),
                row(
                        "values: found \"a b\" of fact SIZE, expected names of constants",
                        () -> new FactRow("SIZE", List.of("SMALL", "a b"), "")),
                row(
                        "accepted: found [maybe], expected some of [false, true], the values of fact SURE",
                        () -> new Condition(SURE, List.of("maybe"))),
                row(
                        "fingerprint: found \"ab\", expected 64 lower-case hexadecimal digits",
                        () -> Migration.from(1, "ab")),
                row(
                        "from: found \"a b\", expected the id of a state",
                        () -> Migration.from(
                                        1, CaseReview.DEFINITION.fingerprint().hex())
                                .state("a b", CaseReview.State.CREATED)),
                row("hex: found \"ab\", expected 64 lower-case hexadecimal digits", () -> new Digest("ab")),
                row("id: found \"ab\", expected 32 lower-case hexadecimal digits", () -> new Installation("ab")));
    }

    private Stream<Arguments> bytesAndKeys() {
        return Stream.of(
                row("bytes: found 31 bytes, expected 32 bytes", () -> Digest.of(new byte[31])),
                row("bytes: found 17 bytes, expected 16 bytes", () -> Salt.of(new byte[17])),
                row("bytes: found 0 bytes, expected 16 bytes", () -> Installation.of(new byte[0])),
                row(
                        "keyId: found \"-\", expected [A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                        () -> Sealer.hmacSha256("-", new byte[32])),
                row(
                        "key: found 31 bytes for K-1, expected at least 32 random ones",
                        () -> Sealer.hmacSha256("K-1", new byte[31])),
                row(
                        "publicKey: found a key of RSA for K-1, expected one of Ed25519",
                        () -> SealVerifier.ed25519("K-1", rsa.getPublic())),
                row(
                        "privateKey: found a key of RSA for K-1, expected one of Ed25519",
                        () -> Sealer.ed25519("K-1", rsa.getPrivate(), keys.getPublic())),
                row(
                        "publicKey: found one for K-1 that does not verify what the private key signs, expected the one that"
                                + " belongs to it",
                        () -> Sealer.ed25519("K-1", keys.getPrivate(), otherKeys.getPublic())));
    }

    private Stream<Arguments> lists() {
        return Stream.of(
                row("entries: found none, expected at least the opening", () -> new History(List.of())),
                row("paths: found none, expected at least one bundle", RecordedCases::bundles),
                row(
                        "history: found entries of 0 cases, expected those of one",
                        () -> WhatIf.compare(CaseReview.DEFINITION, List.of())),
                row("definitions: found none, expected at least one", () -> Workflows.on(runtime, List.of())),
                row(
                        "definitions: found case-review version 1 twice, expected each version of a workflow once",
                        () -> Workflows.on(runtime, List.of(CaseReview.DEFINITION, CaseReview.DEFINITION))),
                row("files: found none, expected that of one checkpoint at least", () -> CheckpointFiles.of(List.of())),
                row(
                        "files: found none, expected that of one checkpoint at least",
                        () -> runtime.verification().against()),
                row(
                        "files: found none, expected that of one checkpoint at least",
                        () -> BundleVerification.of(Seals.none()).against()),
                row(
                        "earlier: found none, expected that of one checkpoint at least",
                        () -> runtime.verification().checkpoint(new StringBuilder(), List.of())),
                row(
                        "fingerprints: found none, expected at least one: nothing could be trusted",
                        () -> runtime.verification().trusting(List.of())),
                row(
                        "fingerprints: found none, expected at least one: nothing could be trusted",
                        () -> BundleVerification.of(Seals.none()).trusting(List.of())));
    }

    private static Definition definition(String workflow, int version) {
        return Definition.of(
                workflow,
                version,
                List.of(CaseReview.State.values()),
                List.of(CaseReview.Transition.values()),
                CaseReview.VOCABULARY);
    }

    private static Arguments row(String expected, ThrowingCallable call) {
        return arguments(expected, call);
    }
}
