/*
 * The schema as constraints, and what follows from them: a model of the SQL scripts of workflow-runtime, not of its Java. Whoever
 * writes SQL, while these constraints are in force the histories below are the only ones that a database can hold.
 *
 * The state of the database is which audit rows it holds and to which of them each case points; a step is one committed
 * transaction of anybody's, with any statements in it. "sound" must find no counterexample. Every "without…" drops one constraint
 * and must find one: otherwise the constraint would be idle, or the promise empty. ModelIT compares each with its "expect".
 *
 * Not modelled: the definition's own rows (taken as installed and closed), versions, payloads and their erasure. A digest stands
 * for one row: two rows never share one.
 */
module workflow

open util/ordering[Seq]

sig Seq {}

abstract sig Place {}
/* '(new)' */
one sig New extends Place {}
sig State extends Place {}
one sig Initial extends State {}

sig Name {}
/* '(open)' */
one sig Open extends Name {}

/* workflow_transition, whose key and whose CHECK on the opening are taken as given. */
sig Legal { from: Place, by: Name, to: State }
fact {
  all disj a, b: Legal | a.from != b.from or a.by != b.by
  all legal: Legal | legal.from = New iff legal.by = Open
  all legal: Legal | legal.by = Open implies legal.to = Initial
}

sig Case {}
sig Request {}
sig Digest {}
one sig Zero extends Digest {}

/* What a row of workflow_audit can be; which of them the database holds is "Audit". */
sig Row {
  ofCase: Case,
  nr: Seq,
  fromState: Place,
  transition: Name,
  toState: State,
  previousDigest: Digest,
  digest: Digest - Zero,
  request: lone Request
}
fact { all disj a, b: Row | a.digest != b.digest }

var sig Audit in Row {}
/* workflow_case: to which audit row each case points. */
one sig Cases { var head: Case -> lone Row }

abstract sig Constraint {}
one sig KEY, REQUEST, CHAIN, CHAINED_STATE, CHAINED_DIGEST, LEGAL, OPENING, OPENING_DIGEST, CASE_AUDIT, APPEND_ONLY, FORWARD,
  MOVES extends Constraint {}
one sig Mutant { drops: set Constraint }

/* ---- the constraints, each under its name in the SQL scripts ---- */

/* workflow_audit_key: PRIMARY KEY (case_id, seq); here a number is "nr", because Alloy keeps "seq" for itself */
pred keyHolds { all disj a, b: Audit | a.ofCase != b.ofCase or a.nr != b.nr }

/* workflow_audit_request: UNIQUE (case_id, request_id) */
pred requestHolds { all disj a, b: Audit | some a.request & b.request implies a.ofCase != b.ofCase }

/* workflow_audit_chain: the row before, of the same case, with the state and the digest that this row continues */
pred chainHolds {
  all row: Audit | row.nr != first implies some prior: Audit {
    prior.ofCase = row.ofCase
    prior.nr = row.nr.prev
    CHAINED_STATE not in Mutant.drops implies prior.toState = row.fromState
    CHAINED_DIGEST not in Mutant.drops implies prior.digest = row.previousDigest
  }
}

/* workflow_audit_legal: a row of the legal table */
pred legalHolds {
  all row: Audit | some step: Legal | step.from = row.fromState and step.by = row.transition and step.to = row.toState
}

/* workflow_audit_opening: CHECK ((seq = 1) = (from_state = '(new)')) */
pred openingHolds { all row: Audit | row.nr = first iff row.fromState = New }

/* workflow_audit_opening_digest */
pred openingDigestHolds { all row: Audit | row.nr = first implies row.previousDigest = Zero }

/* workflow_case_audit: the case is a copy of an audit row of its own */
pred caseAuditHolds { all case: Case | Cases.head[case] in Audit and Cases.head[case].ofCase in case }

/* The append-only triggers: what is recorded stays recorded. */
pred appendOnlyHolds { Audit in Audit' }

/* The trigger on workflow_case: from one step to the next, never back, never gone. */
pred forwardHolds {
  all case: Case | some Cases.head[case] implies some Cases.head'[case] and gte[Cases.head'[case].nr, Cases.head[case].nr]
}

/* The deferred trigger "an audit row needs its state change", which fires for the rows that a transaction has added. */
pred movesHolds {
  all row: Audit' - Audit | some Cases.head'[row.ofCase] and gte[Cases.head'[row.ofCase].nr, row.nr]
}

pred schema {
  no Audit and no Cases.head
  always {
    KEY not in Mutant.drops implies keyHolds
    REQUEST not in Mutant.drops implies requestHolds
    CHAIN not in Mutant.drops implies chainHolds
    LEGAL not in Mutant.drops implies legalHolds
    OPENING not in Mutant.drops implies openingHolds
    OPENING_DIGEST not in Mutant.drops implies openingDigestHolds
    CASE_AUDIT not in Mutant.drops implies caseAuditHolds
    APPEND_ONLY not in Mutant.drops implies appendOnlyHolds
    FORWARD not in Mutant.drops implies forwardHolds
    MOVES not in Mutant.drops implies movesHolds
  }
}

/* ---- what they promise ---- */

/* Step n of a case is one step, and the steps before it are all there. */
pred noGapsNoForks {
  all row: Audit, number: Seq | lte[number, row.nr] implies one same: Audit | same.ofCase = row.ofCase and same.nr = number
}

/* A history begins with the opening, and each step leaves what the one before has entered, as the definition permits. */
pred legalHistory {
  all row: Audit {
    row.nr = first implies row.fromState = New and row.toState = Initial and row.previousDigest = Zero
    row.nr != first implies row.fromState != New and
      (all prior: Audit | prior.ofCase = row.ofCase and prior.nr = row.nr.prev implies
        prior.toState = row.fromState and prior.digest = row.previousDigest)
    some step: Legal | step.from = row.fromState and step.by = row.transition and step.to = row.toState
  }
}

/* The state is the newest step: no state without its audit, no audit ahead of the state. */
pred stateIsNewest {
  all case: Case {
    some Cases.head[case] implies Cases.head[case] in Audit and Cases.head[case].ofCase = case
    all row: Audit | row.ofCase = case implies some Cases.head[case] and lte[row.nr, Cases.head[case].nr]
  }
}

/* What has happened stays, and a case never goes back. */
pred noRewind {
  Audit in Audit'
  all case: Case | some Cases.head[case] implies some Cases.head'[case] and gte[Cases.head'[case].nr, Cases.head[case].nr]
}

pred appliedOnce { all case: Case, id: Request | lone row: Audit | row.ofCase = case and id in row.request }

pred promises { always (noGapsNoForks and legalHistory and stateIsNewest and noRewind and appliedOnce) }

/* ---- the commands ---- */

/* Not vacuous: a case can be opened and moved twice. */
run possible {
  no Mutant.drops
  schema
  eventually { some case: Case | Cases.head[case].nr = first.next.next }
} for 4 but 3 Seq, 2 Case, 4 steps expect 1

check sound { (no Mutant.drops and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 0

check withoutKey { (Mutant.drops = KEY and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutRequest { (Mutant.drops = REQUEST and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutChain { (Mutant.drops = CHAIN and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutChainedState { (Mutant.drops = CHAINED_STATE and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutChainedDigest { (Mutant.drops = CHAINED_DIGEST and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutLegal { (Mutant.drops = LEGAL and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutOpening { (Mutant.drops = OPENING and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutOpeningDigest { (Mutant.drops = OPENING_DIGEST and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutCaseAudit { (Mutant.drops = CASE_AUDIT and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutAppendOnly { (Mutant.drops = APPEND_ONLY and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutForward { (Mutant.drops = FORWARD and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
check withoutMoves { (Mutant.drops = MOVES and schema) implies promises } for 4 but 3 Seq, 2 Case, 4 steps expect 1
