package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The procedure of {@code docs/how-to/rotate-a-key.md}, step by step; then the old key is in the hands of somebody with the application's login. */
abstract class KeyRotationContract {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final Sealer OLD = key("2025");
    private static final Sealer NEW = key("2026");

    private final TestDatabase database;

    @TempDir
    private Path folder;

    KeyRotationContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Sealer key(String id) {
        return Sealer.hmacSha256(id, (id + " 0123456789abcdef0123456789abcdef").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aKeyIsReplaced() throws Exception {
        WorkflowRuntime before = runtime(RuntimeOptions.defaults().sealer(OLD));
        Engine.on(before).open("C-1", BY_ALICE).orThrow();
        Engine.on(before).open("C-2", BY_ALICE).orThrow();

        // 1. Every node accepts the new key, and goes on sealing with the old one.
        WorkflowRuntime first = runtime(RuntimeOptions.defaults().sealer(OLD).alsoAccepted(NEW));
        // 2. Node by node, the new key seals; both are at work on one database, and on one case.
        WorkflowRuntime second = runtime(RuntimeOptions.defaults().sealer(NEW).alsoAccepted(OLD));
        move(first, "C-1", "START_REVIEW");
        move(second, "C-1", "ESCALATE");
        move(first, "C-1", "APPROVE");
        Engine.on(first).open("C-3", BY_ALICE).orThrow();
        Engine.on(second).open("C-4", BY_ALICE).orThrow();
        for (WorkflowRuntime either : List.of(first, second)) {
            assertThat(either.verification().verifyAll()).hasToString("intact: 4 cases, 7 entries");
        }

        // 3. No node uses the old key any more. Verify, take the checkpoint under the new key, keep it with the keys.
        assertThat(second.verification().verifyAll().isIntact()).isTrue();
        Path checkpoint = checkpoint(second.verification());
        assertThat(Files.readString(checkpoint)).contains("\nseal HMAC-SHA-256 2026 ");

        // 4. The old key is not current any more. Cases go on.
        WorkflowRuntime after = runtime(RuntimeOptions.defaults().sealer(NEW));
        move(after, "C-1", "CLOSE");
        move(after, "C-3", "START_REVIEW");
        assertThat(after.verification().verifyAll().isBroken())
                .as("a key that nobody has named")
                .isTrue();
        Verdict withoutCheckpoint = after.verification().formerKeys(OLD).verifyAll();
        assertThat(withoutCheckpoint)
                .hasToString("not proven, 5 entries rest on a former key alone: 4 cases, 9 entries");
        assertThat(withoutCheckpoint.isIntact()).isFalse();
        assertThat(withoutCheckpoint.isBroken()).isFalse();
        assertThat(withoutCheckpoint.onFormerKeys()).isEqualTo(5);
        Verification proven = after.verification().formerKeys(OLD).against(checkpoint);
        assertThat(proven.verifyAll()).hasToString("intact: 4 cases, 9 entries");
        assertThat(proven.verify("C-1")).hasToString("intact: 1 cases, 5 entries");
        assertThat(after.verification().formerKeys(OLD).verify("C-2"))
                .hasToString("not proven, 1 entry rests on a former key alone: 1 cases, 1 entries");
        assertThat(after.verification().formerKeys(OLD).verify("C-4").isIntact())
                .isTrue();

        // The old key leaks. With it, the login of the application and the public jar, anybody makes sound steps.
        WorkflowRuntime mallory = leaked(RuntimeOptions.defaults().sealer(OLD));
        Engine.on(mallory).open("C-9", BY_ALICE).orThrow();
        move(mallory, "C-9", "START_REVIEW");
        move(mallory, "C-2", "START_REVIEW");
        Verdict found = proven.verifyAll();
        assertThat(found).hasToString("broken, 3 findings: 5 cases, 12 entries");
        assertThat(found.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "\"C-2\" #2: expected a seal of HMAC-SHA-256 with key 2026, because the checkpoint lists the case up"
                                + " to step 1, found one of the former key HMAC-SHA-256 with key 2025",
                        "\"C-9\" #1: expected a seal of HMAC-SHA-256 with key 2026, because the checkpoint lists no step of"
                                + " the case, found one of the former key HMAC-SHA-256 with key 2025",
                        "\"C-9\" #2: expected a seal of HMAC-SHA-256 with key 2026, because the checkpoint lists no step of"
                                + " the case, found one of the former key HMAC-SHA-256 with key 2025");
        assertThat(proven.verify("C-9").isBroken()).isTrue();
        assertThat(proven.verify("C-2").isBroken()).isTrue();
        assertThat(proven.verify("C-1").isIntact()).isTrue();

        // A checkpoint of his own making, with which what he made would be listed.
        for (Path forged : List.of(
                checkpoint(mallory.verification()),
                checkpoint(leaked(RuntimeOptions.defaults()).verification()))) {
            Verdict verdict =
                    after.verification().formerKeys(OLD).against(forged).verifyAll();
            assertThat(verdict.findings()).extracting(Finding::subject).containsExactly(Subject.CHECKPOINT);
            assertThat(verdict.findings().get(0).expected())
                    .isEqualTo("a seal of HMAC-SHA-256 with key 2026 over the checkpoint");
            assertThat(verdict.onFormerKeys()).isEqualTo(8);
            assertThat(verdict.isIntact()).isFalse();
        }
        // The line of the case that he would like to have is put into the true one.
        String line = Files.readString(checkpoint(mallory.verification()))
                .lines()
                .filter(l -> l.startsWith("case C-9"))
                .findFirst()
                .orElseThrow();
        String text = Files.readString(checkpoint);
        Path changed = file("changed", text.replace("total ", line + "\ntotal "));
        assertThat(after.verification()
                        .formerKeys(OLD)
                        .against(changed)
                        .verifyAll()
                        .isIntact())
                .isFalse();
        // Stripped of its seal, it is as good as none.
        Path stripped = file("stripped", text.substring(0, text.indexOf("seal ")));
        assertThat(after.verification()
                        .formerKeys(OLD)
                        .against(stripped)
                        .verifyAll()
                        .onFormerKeys())
                .isEqualTo(8);
    }

    /** The owner of the tables with the old key writes a listed history anew: it is not the one that is listed. */
    @Test
    void aListedHistoryIsWrittenAnewWithTheOldKey() throws Exception {
        WorkflowRuntime old = runtime(RuntimeOptions.defaults().sealer(OLD));
        Engine.on(old).open("C-1", BY_ALICE).orThrow();
        move(old, "C-1", "START_REVIEW");
        WorkflowRuntime after = runtime(RuntimeOptions.defaults().sealer(NEW));
        Path checkpoint = checkpoint(after.verification());
        Verification proven = after.verification().formerKeys(OLD).against(checkpoint);
        assertThat(proven.verifyAll()).hasToString("intact: 1 cases, 2 entries");
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case");
        database.sql("DELETE FROM workflow_audit WHERE seq = 2");
        database.sql("DELETE FROM workflow_audit");
        Engine.on(old).open("C-1", by("mallory").because("another")).orThrow();
        move(old, "C-1", "START_REVIEW");
        for (Verdict verdict : List.of(proven.verifyAll(), proven.verify("C-1"))) {
            assertThat(verdict.isBroken()).isTrue();
            assertThat(verdict.findings())
                    .singleElement()
                    .asString()
                    .startsWith("\"C-1\" #2: expected what the checkpoint lists, digest ");
        }
    }

    /** A series does what a full checkpoint does, and its parts may be sealed with what was current then. */
    @Test
    void theCheckpointIsASeries() throws Exception {
        WorkflowRuntime old = runtime(RuntimeOptions.defaults().sealer(OLD));
        Engine.on(old).open("C-1", BY_ALICE).orThrow();
        Engine.on(old).open("C-2", BY_ALICE).orThrow();
        Path monday = checkpoint(old.verification());
        move(old, "C-2", "START_REVIEW");
        Path tuesday = checkpoint(old.verification(), monday);
        Engine.on(old).open("C-3", BY_ALICE).orThrow();
        WorkflowRuntime after = runtime(RuntimeOptions.defaults().sealer(NEW));
        assertThatThrownBy(() -> checkpoint(after.verification(), monday, tuesday))
                .as("sealed with a key that nobody has named")
                .hasMessageContaining("expected a seal of HMAC-SHA-256 with key 2026");
        Path wednesday = checkpoint(after.verification().formerKeys(OLD), monday, tuesday);
        Verification former = after.verification().formerKeys(OLD);
        assertThat(former.against(monday, tuesday, wednesday).verifyAll()).hasToString("intact: 3 cases, 4 entries");
        assertThat(former.against(monday, tuesday, wednesday).verify("C-1").isIntact())
                .isTrue();
        assertThat(former.against(monday, tuesday).verifyAll().onFormerKeys()).isEqualTo(4);
        assertThat(former.against(monday, wednesday).verifyAll().onFormerKeys()).isEqualTo(4);
        assertThat(former.against(wednesday).verifyAll().onFormerKeys()).isEqualTo(4);
        WorkflowRuntime mallory = leaked(RuntimeOptions.defaults().sealer(OLD));
        move(mallory, "C-1", "START_REVIEW");
        assertThat(former.against(monday, tuesday, wednesday).verifyAll().findings())
                .extracting(Finding::id)
                .containsExactly("C-1");
        // No day of his own is added to the series.
        Path thursday = checkpoint(mallory.verification().formerKeys(NEW), monday, tuesday, wednesday);
        assertThat(former.against(monday, tuesday, wednesday, thursday)
                        .verifyAll()
                        .isIntact())
                .isFalse();
    }

    @Test
    void nothingWasSealedBefore() throws Exception {
        WorkflowRuntime before = runtime(RuntimeOptions.defaults());
        Engine.on(before).open("C-1", BY_ALICE).orThrow();
        move(before, "C-1", "START_REVIEW");
        WorkflowRuntime after = runtime(RuntimeOptions.defaults().sealer(NEW));
        Path checkpoint = checkpoint(after.verification());
        move(after, "C-1", "ESCALATE");
        assertThat(after.verification().verifyAll().isBroken()).isTrue();
        assertThat(after.verification().against(checkpoint).verifyAll().isBroken())
                .as("nobody has said that there were no seals")
                .isTrue();
        Verification former = after.verification().formerUnsealed();
        assertThat(former.verifyAll())
                .hasToString("not proven, 2 entries rest on a former key alone: 1 cases, 3 entries");
        assertThat(former.against(checkpoint).verifyAll()).hasToString("intact: 1 cases, 3 entries");
        // Whoever has no key at all.
        WorkflowRuntime mallory = leaked(RuntimeOptions.defaults());
        move(mallory, "C-1", "APPROVE");
        Engine.on(mallory).open("C-9", BY_ALICE).orThrow();
        assertThat(former.against(checkpoint).verifyAll().findings())
                .extracting(finding -> finding.id() + " " + finding.found())
                .containsExactly("C-1 no seal", "C-9 no seal");
    }

    @Test
    void aFormerKeyIsNoCurrentOne() {
        WorkflowRuntime keyed = runtime(RuntimeOptions.defaults().sealer(NEW));
        assertThatThrownBy(() -> keyed.verification().formerKeys(NEW))
                .hasMessage("two keys go by the name HMAC-SHA-256 with key 2026: name each once");
        Verification without = runtime(RuntimeOptions.defaults()).verification();
        assertThatThrownBy(() -> without.formerKeys(OLD))
                .hasMessage("former keys were named and no current one: name the current key too");
        assertThatThrownBy(without::formerUnsealed).isInstanceOf(IllegalArgumentException.class);
    }

    private WorkflowRuntime runtime(RuntimeOptions options) {
        return WorkflowRuntime.on(database.dataSource(), options.schemaMode(SchemaMode.CREATE));
    }

    private WorkflowRuntime leaked(RuntimeOptions options) throws Exception {
        return WorkflowRuntime.on(application(), options.schemaMode(SchemaMode.VALIDATE));
    }

    private DataSource login;

    private DataSource application() throws Exception {
        if (login == null) {
            database.roles();
            login = database.login("application");
        }
        return login;
    }

    private static void move(WorkflowRuntime runtime, String caseId, String transition) {
        Engine.on(runtime).fire(caseId, transition, ALL_TRUE, BY_ALICE).orThrow();
    }

    private int files;

    private Path checkpoint(Verification verification, Path... earlier) throws IOException {
        StringBuilder out = new StringBuilder();
        if (earlier.length == 0) {
            verification.checkpoint(out);
        } else {
            verification.checkpoint(out, List.of(earlier));
        }
        return file("checkpoint-" + ++files, out.toString());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }
}
