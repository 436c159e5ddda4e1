package org.workflowengine.examples.hello;

import static org.workflowengine.examples.hello.CaseReviewFact.amountWithinThreshold;
import static org.workflowengine.examples.hello.CaseReviewFact.highAmount;
import static org.workflowengine.examples.hello.CaseReviewFact.missingInfoDetected;
import static org.workflowengine.examples.hello.CaseReviewFact.noPendingActions;
import static org.workflowengine.examples.hello.CaseReviewFact.requiredFieldsComplete;
import static org.workflowengine.examples.hello.CaseReviewFact.riskRulesPassed;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.engine.History;

/** Takes one claim from its opening to its end, shows what is refused on the way, and lets a SQL console attack the database. */
final class Hello {
    private static final String CASE = "C-1042";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String ENTRY = "  %-2s %-13s %-13s %-13s %-9s %-6s %-17s %s%n";

    private Hello() {}

    /**
     * The demo.
     *
     * @param arguments where the database is to be, without the suffix of its file, {@code target/claims} by default; one that is there is
     *     replaced
     */
    public static void main(String... arguments) throws IOException, SQLException {
        Path database =
                Path.of(arguments.length == 0 ? "target/claims" : arguments[0]).toAbsolutePath();
        Files.deleteIfExists(Path.of(database + ".mv.db"));
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(database)) {
            // Generated from CaseReview, like every other type here whose name begins with it.
            CaseReviewEngine reviews = CaseReviewEngine.on(runtime);
            System.out.print(Diagram.of(reviews.definition()).withoutGuards().text());
            moves(reviews);
            others(reviews);
        }
        heading("Somebody with a SQL console, as the owner of the tables, tries to");
        SqlConsole.attack(database, CASE);
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(database)) {
            proof(runtime, CaseReviewEngine.on(runtime));
        }
        heading("The database stays in " + database
                + ".mv.db, with three more claims under way; look at them in a browser, and go on:");
        next(database);
    }

    private static void moves(CaseReviewEngine reviews) {
        heading("Case " + CASE + ": each step writes the state and its audit entry in one commit, or neither");
        var created = reviews.open(CASE, by("alice").because("claim received")).orThrow();
        show("open", created);
        var review = created.startReview(
                        requiredFieldsComplete(true), by("alice").because("all documents in"))
                .orThrow();
        show("startReview", review);
        // A fact is not as the transition requires it.
        show(
                "approve",
                review.approve(
                        riskRulesPassed(true),
                        amountWithinThreshold(false),
                        by("bob").because("low risk")));
        // review.approve(riskRulesPassed(true), …)   does not compile: amountWithinThreshold is missing
        // review.close(…)                            does not compile: a claim under review has no close
        // By id, as a REST call would ask for it, it compiles, and is refused.
        show(
                "close",
                reviews.close(
                        CASE,
                        CaseReviewFacts.of(noPendingActions(true)),
                        by("bob").because("done")));
        var approved = review.approve(
                        riskRulesPassed(true),
                        amountWithinThreshold(true),
                        by("bob").because("amount corrected"))
                .orThrow();
        show("approve", approved);
        show(
                "close",
                approved.close(noPendingActions(true), by("bob").because("paid out"))
                        .orThrow());
    }

    /** Claims that are not finished: pages that show where every case stands have more to say about them. */
    private static void others(CaseReviewEngine reviews) {
        Decision received = by("alice").because("claim received");
        Decision complete = by("alice").because("all documents in");
        reviews.open("C-1043", received).orThrow();
        reviews.open("C-1044", received)
                .orThrow()
                .startReview(requiredFieldsComplete(true), complete)
                .orThrow()
                .requestInfo(missingInfoDetected(true), by("bob").because("an invoice is missing"))
                .orThrow();
        reviews.open("C-1045", received)
                .orThrow()
                .startReview(requiredFieldsComplete(true), complete)
                .orThrow()
                .escalate(highAmount(true), by("bob").because("above my limit"))
                .orThrow();
    }

    private static void proof(WorkflowRuntime runtime, CaseReviewEngine reviews) {
        heading("The history: each digest covers the entry and the digest before it");
        History history = reviews.history(CASE);
        Verdict verdict = runtime.verification().verifyAll();
        System.out.printf(ENTRY, "#", "transition", "from", "to", "at (UTC)", "by", "because", "digest");
        history.entries().forEach(Hello::show);
        System.out.println("  rebuilt from the transitions alone: " + history.rebuild(reviews.definition())
                + "; the case is in " + reviews.load(CASE).state() + "; verification: "
                + (verdict.isIntact() ? "intact" : verdict));
    }

    private static void next(Path database) {
        List<String> commands = List.of(
                "java -jar tools/workflow-cli/target/workflow-cli-*-runnable.jar serve --user sa \\\n      --url \"jdbc:h2:"
                        + database + ";WRITE_DELAY=0\"",
                "./mvnw -q -Pexample package -pl :example-02-loan-applications -am   replays the log of a bank",
                "./mvnw -q -Pexample package -pl :example-03-tamper-lab -am          makes 500 attacks on a history, for a minute");
        commands.forEach(command -> System.out.println("  " + command));
    }

    private static void heading(String text) {
        System.out.println();
        System.out.println(text);
    }

    private static void show(String step, CaseReviewCase claim) {
        System.out.printf(
                "  %-12s now %-13s digest %s%n",
                step, claim.state(), claim.digest().abbreviated());
    }

    private static void show(String step, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            System.out.printf("  %-12s refused: %s%n", step, refused.refusal().explanation());
        }
    }

    private static void show(AuditEntry entry) {
        System.out.printf(
                ENTRY,
                entry.seq(),
                entry.transition(),
                entry.fromState(),
                entry.toState(),
                TIME.format(entry.recordedAt()),
                entry.actor(),
                entry.reason(),
                entry.digest().abbreviated());
    }
}
