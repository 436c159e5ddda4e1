package org.workflowengine.examples.springboot;

import static org.workflowengine.examples.springboot.ClaimFact.withinLimit;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.query.CaseSearch;

/** Claims over HTTP. The caller is a parameter here; in your application it comes from Spring Security. */
@RestController
public class ClaimController {
    private static final int LIMIT = 10_000;

    private final JdbcClient database;
    private final ClaimEngine.Throwing claims;
    private final WorkflowRuntime workflows;

    ClaimController(JdbcClient database, ClaimEngine claims, WorkflowRuntime workflows) {
        this.database = database;
        this.claims = claims.throwing();
        this.workflows = workflows;
    }

    /** The row of the claim and its case: both, or neither. */
    @PostMapping("/claims/{id}")
    @Transactional
    public Line open(@PathVariable String id, @RequestParam int amount, @RequestParam String user) {
        database.sql("INSERT INTO claim (id, amount) VALUES (?, ?)")
                .params(id, amount)
                .update();
        return shown(claims.open(id, by(user).because("claim received")));
    }

    @PostMapping("/claims/{id}/approve")
    @Transactional
    public Line approve(@PathVariable String id, @RequestParam String user, @RequestParam String reason) {
        int amount = database.sql("SELECT amount FROM claim WHERE id = ?")
                .param(id)
                .query(Integer.class)
                .single();
        return shown(claims.approve(id, ClaimFacts.of(withinLimit(amount <= LIMIT)), by(user).because(reason)));
    }

    /** What the list screen shows of a claim. */
    public record Line(String id, String state, Instant since) {}

    /** The list screen: claims that are still open, the newest first. */
    @GetMapping("/claims")
    public List<Line> open() {
        CaseSearch open = workflows.cases().workflow("claim").open().newestFirst();
        return open.list().cases().stream()
                .map(claim -> new Line(claim.caseId(), claim.state(), claim.enteredAt()))
                .toList();
    }

    /** A refusal has rolled the transaction back. It says why. */
    @ExceptionHandler
    public ProblemDetail refused(RefusedException refused) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, refused.refusal().explanation());
    }

    private static Line shown(ClaimCase claim) {
        return new Line(claim.caseId(), claim.state().id(), claim.enteredAt());
    }
}
