/*
 * The schema as constraints, and what follows from them: a model of the SQL scripts of workflow-runtime, not of its Java. Whoever
 * writes SQL, while these constraints are in force the histories below are the only ones that a database can hold.
 *
 * The state of the database is which audit rows it holds, which of them have a payload, and to which of them each case points; a
 * step is one committed transaction of anybody's, with any statements in it. "sound" must find no counterexample. Every "without…"
 * drops one constraint and must find one: otherwise the constraint would be idle, or the promise empty. ModelIT compares each with
 * its "expect".
 *
 * Four eyes has commands of its own, because it takes longer histories to break it: "soundFourEyes", and "withoutFourEyes…", of which all
 * but the first make one mistake in the trigger. A row keeps here who made it, even when the database has erased the names: so the
 * promise is about persons, and the trigger sees only what the database still holds.
 *
 * Legal holds and purges have commands of their own too. A case counts its holds; here what the number says is which holds stand. That an
 * erasure looks once more for holds when the payload goes, and a purge when the case goes, is about races, which are not modelled: a
 * transaction that purges a case does nothing else with it. Nor is the chain of the tombstones.
 *
 * Not modelled: that the author's own rows of the legal table and the obligations are counted (taken as installed and closed; the rows
 * that are derived can be added at any time), fingerprints, facts, seals, and times that cannot be recorded; quorums; more than one
 * state whose four eyes one transition demands; the kind of the actor. The rows of one transaction are taken as inserted in the order of
 * their numbers. A digest stands for one row: two rows never share one, and no row has the origin digest of an installation.
 */
module workflow

open util/ordering[Seq] as seqs
open util/ordering[Version] as versions

sig Seq {}
sig Time {}

abstract sig Place {}
/* '(new)' */
one sig New extends Place {}
sig State extends Place {}

/* workflow_definition with its workflow_state: which is initial, which are importable, and which are terminal or resting. */
sig Version { initial: State, importable: set State, final: set State }
/* workflow_definition.erasable */
sig Erasable in Version {}

sig Name {}
/* '(open)', '(import)', '(erase)', and a form in parentheses that this version of the schema does not know */
one sig Open, Import, Erase, Unknown extends Name {}
/* '(hold)', '(release)' */
lone sig Hold, Release extends Name {}
/* '(migrate:n)' */
sig Migrate extends Name { out: Version }
fact { all disj a, b: Migrate | a.out != b.out }

/* workflow_transition; and its rows of workflow_obligation, of the kind FOUR_EYES, for one state: of_version -> of_state */
sig Legal { of: Version, from: Place, by: Name, to: State, fourEyes: Version -> State }
fact { all disj a, b: Legal | a.of != b.of or a.from != b.from or a.by != b.by or a.to != b.to }
/* workflow_obligation_declared, workflow_obligation_steps: the state itself, and states of older versions that are equal to it */
fact {
  all legal: Legal | some legal.fourEyes implies {
    legal.by not in Open + Import + Erase + Hold + Release + Unknown + Migrate
    one legal.fourEyes[legal.of]
    all older: legal.fourEyes.State - legal.of | versions/lt[older, legal.of]
  }
}

sig Digest {}
sig Installation { origin: Digest }
fact { all disj a, b: Installation | a.origin != b.origin }

sig Case {}
sig Request {}
sig Person {}
sig Matter {}

/* What a row of workflow_audit can be; which of them the database holds is "Audit". */
sig Row {
  ofCase: Case,
  nr: Seq,
  fromVersion: Version,
  version: Version,
  fromState: Place,
  transition: Name,
  toState: State,
  previousDigest: Digest,
  digest: Digest,
  request: lone Request,
  actor: Person,
  onBehalfOf: lone Person,
  recordedAt: Time,
  occurredAt: lone Time,
  /* the number in the facts of an erasure: {"ERASED_SEQ":"n"} */
  erases: lone Seq,
  /* the matter in the facts of a hold or a release */
  matter: lone Matter
}
fact {
  all disj a, b: Row | a.digest != b.digest
  no Row.digest & Installation.origin
  all row: Row | some row.erases implies row.transition = Erase
  all row: Row | some row.matter implies row.transition in Hold + Release
}

/* What a row of workflow_tombstone can be: where a case was. Which of them the database holds is "Tombstones". */
sig Tombstone { where: Row }
var sig Tombstones in Tombstone {}
fun stones[case: Case]: set Tombstone { where.ofCase.case }

var sig Audit in Row {}
/* The rows whose payload is there. */
var sig Payload in Row {}
/* workflow_installation and workflow_case: to which audit row each case points, and the two times beside. */
one sig Database {
  var installation: Installation,
  var head: Case -> lone Row,
  var enteredAt: Case -> lone Time,
  var movedAt: Case -> lone Time
}

abstract sig Constraint {}
one sig KEY, REQUEST, CHAIN, CHAINED_STATE, CHAINED_DIGEST, CHAINED_VERSION, LEGAL, OPENING, ORIGIN, INSTALLATION, VERSION,
  CASE_AUDIT, APPEND_ONLY, FORWARD, MOVES, ENTERED, MOVED, WHOLE, ERASED, ERASURE_WHOLE, ONE_RECORD, ERASURE_MADE,
  LEGAL_OPENING, LEGAL_ERASURE, TARGET, INITIAL, IMPORTABLE, ERASABLE, OLDER, FORMS,
  HELD_ERASURE, HELD_TWICE, HELD_RELEASE, NAMED,
  CASE_KEPT, STONE_HEAD, STONE_FINISHED, STONE_HELD, STONE_MADE, STONE_KEPT, STONE_CASE, PURGED,
  FOUR_EYES, EYES_PRINCIPALS, EYES_REAL, EYES_LAST, EYES_ERASED extends Constraint {}
one sig Mutant { drops: set Constraint }

/* ---- the legal table: its constraints, and the trigger workflow_transition_closed ---- */

/* workflow_transition_opening */
pred legalOpeningHolds { all legal: Legal | legal.from = New iff legal.by in Open + Import }
/* workflow_transition_keeping */
pred legalErasureHolds { all legal: Legal | legal.by in Erase + Hold + Release implies legal.from = legal.to }
/* workflow_transition_target: only imports lead from one state to several */
pred targetHolds {
  all disj a, b: Legal | a.of = b.of and a.from = b.from and a.by = b.by implies a.by = Import
}
/* The trigger, form by form. */
pred initialHolds { all legal: Legal | legal.by = Open implies legal.to = legal.of.initial }
pred importableHolds { all legal: Legal | legal.by = Import implies legal.to in legal.of.importable }
pred erasableHolds { all legal: Legal | legal.by = Erase implies legal.of in Erasable }
pred olderHolds { all legal: Legal | legal.by in Migrate implies versions/lt[legal.by.out, legal.of] }
pred formsHolds { no legal: Legal | legal.by = Unknown }

/* ---- the constraints of the history, each under its name in the SQL scripts ---- */

/* workflow_audit_key: PRIMARY KEY (case_id, seq); here a number is "nr", because Alloy keeps "seq" for itself */
pred keyHolds { all disj a, b: Audit | a.ofCase != b.ofCase or a.nr != b.nr }

/* workflow_audit_request: UNIQUE (case_id, request_id) */
pred requestHolds { all disj a, b: Audit | some a.request & b.request implies a.ofCase != b.ofCase }

/* workflow_audit_chain: the row before, of the same case, with the state, the version and the digest that this row continues */
pred chainHolds {
  all row: Audit | row.nr != seqs/first implies some prior: Audit {
    prior.ofCase = row.ofCase
    prior.nr = seqs/prev[row.nr]
    CHAINED_STATE not in Mutant.drops implies prior.toState = row.fromState
    CHAINED_DIGEST not in Mutant.drops implies prior.digest = row.previousDigest
    CHAINED_VERSION not in Mutant.drops implies prior.version = row.fromVersion
  }
}

/* workflow_audit_legal: a row of the legal table */
pred legalHolds { all row: Audit | isLegal[row] }
pred isLegal[row: Row] {
  some step: Legal | step.of = row.version and step.from = row.fromState and step.by = row.transition and step.to = row.toState
}

/* workflow_audit_opening: (seq = 1) = (from_state = '(new)') */
pred openingHolds { all row: Audit | row.nr = seqs/first iff row.fromState = New }

/* The trigger workflow_audit_whole, of new rows: a first step begins with the origin digest of the installation. */
pred originHolds { all row: Audit' - Audit | row.nr = seqs/first implies row.previousDigest = Database.installation'.origin }

/* workflow_installation_unchanged, workflow_installation_kept */
pred installationHolds { Database.installation' = Database.installation }

/* workflow_audit_version */
pred versionHolds {
  all row: Audit {
    (row.fromVersion = row.version and row.transition not in Migrate)
    or (row.nr != seqs/first and versions/lt[row.fromVersion, row.version] and row.transition in Migrate
      and row.transition.out = row.fromVersion)
  }
}

/* workflow_case_audit: the case is a copy of an audit row of its own */
pred caseAuditHolds { all case: Case | Database.head[case] in Audit and Database.head[case].ofCase in case }

/* workflow_audit_kept and the other append-only triggers: what is recorded stays recorded, but for a case that is gone and purged. */
pred appendOnlyHolds {
  all row: Audit - Audit' | no Database.head'[row.ofCase] and some stones[row.ofCase] & (Tombstones' - Tombstones)
}

/* The trigger workflow_case_forward: from one step to the next, never back … */
pred forwardHolds {
  all case: Case | some Database.head[case] and some Database.head'[case] implies
    seqs/gte[Database.head'[case].nr, Database.head[case].nr]
}
/* … and workflow_case_kept: never gone without a tombstone. */
pred caseKeptHolds {
  all case: Case | some Database.head[case] and no Database.head'[case] implies some stones[case] & (Tombstones' - Tombstones)
}

/* workflow_tombstone_new, of new rows: where the case is, which is finished and not held … */
pred stoneHeadHolds { all stone: Tombstones' - Tombstones | stone.where in Database.head[stone.where.ofCase] }
pred stoneFinishedHolds { all stone: Tombstones' - Tombstones | isFinal[stone.where] }
pred isFinal[row: Row] { row.toState in row.version.final }
pred stoneHeldHolds { all stone: Tombstones' - Tombstones | no standing[Audit, stone.where.ofCase] }
/* … workflow_tombstone_done and workflow_tombstone_made: at the commit nothing of the case is left … */
pred stoneMadeHolds {
  all stone: Tombstones' - Tombstones | no Database.head'[stone.where.ofCase] and no Audit' & ofCase.(stone.where.ofCase)
}
/* … workflow_tombstone_kept, and the key workflow_tombstone_case. */
pred stoneKeptHolds { Tombstones in Tombstones' }
pred stoneCaseHolds { all disj a, b: Tombstones | a.where.ofCase != b.where.ofCase }
/* The trigger workflow_audit_purged, of new first steps. */
pred purgedHolds { all row: Audit' - Audit | row.nr = seqs/first implies no stones[row.ofCase] & Tombstones' }

/* The matters for which a hold of a case stands after some of its rows. */
fun standing[rows: set Row, case: Case]: set Matter {
  { held: Matter | some hold: rows & ofCase.case | hold.transition = Hold and hold.matter = held
    and no release: rows & ofCase.case | release.transition = Release and release.matter = held and seqs/gt[release.nr, hold.nr] }
}
fun earlier[row: Row]: set Row { { other: Audit' | other.ofCase = row.ofCase and seqs/lt[other.nr, row.nr] } }
/* The trigger workflow_audit_held, of new rows: no erasure while a hold stands; a matter is held that is not, and released that is. */
pred heldErasureHolds { all row: Audit' - Audit | row.transition = Erase implies no standing[earlier[row], row.ofCase] }
pred heldTwiceHolds { all row: Audit' - Audit | row.transition = Hold implies row.matter not in standing[earlier[row], row.ofCase] or no row.matter }
pred heldReleaseHolds { all row: Audit' - Audit | row.transition = Release implies row.matter in standing[earlier[row], row.ofCase] }
pred namedHolds { all row: Audit' - Audit | row.transition in Hold + Release implies some row.matter }

/* Its times: a step that keeps the state keeps the time; an import enters its state when it occurred, if that was said. */
fun entering[row: Row]: lone Time {
  row.transition = Import and some row.occurredAt implies row.occurredAt else row.recordedAt
}
/* The steps that the transaction has moved the case by. */
fun passed[case: Case]: set Row {
  { row: Audit' | row.ofCase = case and some Database.head'[case] and seqs/lte[row.nr, Database.head'[case].nr]
    and (some Database.head[case] implies seqs/gt[row.nr, Database.head[case].nr]) }
}
fun newestEntered[rows: set Row]: set Row {
  { row: rows | row.fromState != row.toState and no later: rows | later.fromState != later.toState and seqs/gt[later.nr, row.nr] }
}
pred enteredHolds {
  all case: Case | let entered = newestEntered[passed[case]] | no Database.head'[case] implies no Database.enteredAt'[case] else
    Database.enteredAt'[case] = (some entered implies entering[entered] else Database.enteredAt[case])
}
pred movedHolds {
  all case: Case | no Database.head'[case] implies no Database.movedAt'[case] else Database.movedAt'[case] =
    (some passed[case] implies Database.head'[case].recordedAt else Database.movedAt[case])
}

/* The deferred trigger workflow_audit_made, of the rows that a transaction has added. */
pred movesHolds {
  all row: Audit' - Audit | some Database.head'[row.ofCase] and seqs/gte[Database.head'[row.ofCase].nr, row.nr]
}
/* No recorded erasure that has not taken place. */
pred erasureMadeHolds {
  all row: Audit' - Audit | row.transition = Erase implies
    some erased: Audit' - Payload' | erased.ofCase = row.ofCase and erased.nr = row.erases and seqs/lt[erased.nr, row.nr]
}

/* workflow_audit_whole: a step is recorded with its payload, which an erasure of the same transaction may take … */
pred wholeHolds { all row: Audit' - Audit | row in Payload' or isErased[row] }
/* … and workflow_audit_erased: a payload goes after its erasure has been recorded, and does not come back. */
pred erasedHolds { all row: Audit & Audit' | row in Payload implies (row in Payload' or isErased[row]) else row not in Payload' }
pred isErased[row: Row] {
  some erasure: Audit' | erasure.ofCase = row.ofCase and erasure.transition = Erase and erasure.erases = row.nr
    and seqs/gt[erasure.nr, row.nr]
}
/* workflow_audit_unerased: who ordered an erasure or a legal hold, and why, is never erased */
pred erasureWholeHolds { all row: Audit | row.transition in Erase + Hold + Release implies row in Payload }
/* workflow_audit_whole: no second record names the same step */
pred oneRecordHolds {
  all disj a, b: Audit | a.ofCase = b.ofCase and a.transition = Erase and b.transition = Erase implies no a.erases & b.erases
}

/*
 * The trigger workflow_audit_obliged, of new rows: the last real step into the state, of this version or of an equal state of an older
 * one, is there, its names are not erased, and none of them makes this step. A step of the same transaction whose names are erased in
 * it may still have had them when this row was inserted.
 */
pred fourEyesHolds {
  all row: Audit' - Audit | some demanded[row] implies some brought: Audit' {
    isReal[brought] or (EYES_REAL in Mutant.drops and brought.fromState != brought.toState)
    enters[brought, row]
    no other: Audit' {
      isReal[other] or (EYES_REAL in Mutant.drops and other.fromState != other.toState)
      enters[other, row]
      EYES_LAST in Mutant.drops implies seqs/lt[other.nr, brought.nr] else seqs/gt[other.nr, brought.nr]
    }
    brought in Audit - Payload implies EYES_ERASED in Mutant.drops
      else EYES_PRINCIPALS in Mutant.drops implies brought.actor != row.actor
      else no names[brought] & names[row]
  }
}
fun demanded[row: Row]: Version -> State {
  { legal: Legal | legal.of = row.version and legal.from = row.fromState and legal.by = row.transition and legal.to = row.toState }.fourEyes
}
pred isReal[row: Row] { row.fromState != row.toState and row.transition not in Import + Migrate }
/* An earlier step of the case into a state whose four eyes the row demands. */
pred enters[earlier, row: Row] {
  earlier.ofCase = row.ofCase and seqs/lt[earlier.nr, row.nr] and earlier.toState in demanded[row][earlier.version]
}
fun names[row: Row]: set Person { row.actor + row.onBehalfOf }

pred schema {
  no Tombstones and no Audit and no Payload and no Database.head and no Database.enteredAt and no Database.movedAt
  LEGAL_OPENING not in Mutant.drops implies legalOpeningHolds
  LEGAL_ERASURE not in Mutant.drops implies legalErasureHolds
  TARGET not in Mutant.drops implies targetHolds
  INITIAL not in Mutant.drops implies initialHolds
  IMPORTABLE not in Mutant.drops implies importableHolds
  ERASABLE not in Mutant.drops implies erasableHolds
  OLDER not in Mutant.drops implies olderHolds
  FORMS not in Mutant.drops implies formsHolds
  always {
    Payload in Audit
    KEY not in Mutant.drops implies keyHolds
    REQUEST not in Mutant.drops implies requestHolds
    CHAIN not in Mutant.drops implies chainHolds
    LEGAL not in Mutant.drops implies legalHolds
    OPENING not in Mutant.drops implies openingHolds
    ORIGIN not in Mutant.drops implies originHolds
    INSTALLATION not in Mutant.drops implies installationHolds
    VERSION not in Mutant.drops implies versionHolds
    CASE_AUDIT not in Mutant.drops implies caseAuditHolds
    APPEND_ONLY not in Mutant.drops implies appendOnlyHolds
    FORWARD not in Mutant.drops implies forwardHolds
    MOVES not in Mutant.drops implies movesHolds
    ENTERED not in Mutant.drops implies enteredHolds
    MOVED not in Mutant.drops implies movedHolds
    WHOLE not in Mutant.drops implies wholeHolds
    ERASED not in Mutant.drops implies erasedHolds
    ERASURE_WHOLE not in Mutant.drops implies erasureWholeHolds
    ONE_RECORD not in Mutant.drops implies oneRecordHolds
    ERASURE_MADE not in Mutant.drops implies erasureMadeHolds
    FOUR_EYES not in Mutant.drops implies fourEyesHolds
    HELD_ERASURE not in Mutant.drops implies heldErasureHolds
    HELD_TWICE not in Mutant.drops implies heldTwiceHolds
    HELD_RELEASE not in Mutant.drops implies heldReleaseHolds
    NAMED not in Mutant.drops implies namedHolds
    CASE_KEPT not in Mutant.drops implies caseKeptHolds
    STONE_HEAD not in Mutant.drops implies stoneHeadHolds
    STONE_FINISHED not in Mutant.drops implies stoneFinishedHolds
    STONE_HELD not in Mutant.drops implies stoneHeldHolds
    STONE_MADE not in Mutant.drops implies stoneMadeHolds
    STONE_KEPT not in Mutant.drops implies stoneKeptHolds
    STONE_CASE not in Mutant.drops implies stoneCaseHolds
    PURGED not in Mutant.drops implies purgedHolds
  }
}

/* ---- what they promise ---- */

/* Step n of a case is one step, and the steps before it are all there. */
pred noGapsNoForks {
  all row: Audit, number: Seq | seqs/lte[number, row.nr] implies one same: Audit | same.ofCase = row.ofCase and same.nr = number
}

/* A history begins with the opening or an import, in this installation; each step leaves what the one before has entered. */
pred legalHistory {
  all row: Audit {
    row.nr = seqs/first implies row.fromState = New and row.previousDigest = Database.installation.origin
    row.nr = seqs/first iff row.transition in Open + Import
    row.transition = Open implies row.toState = row.version.initial
    row.transition = Import implies row.toState in row.version.importable
    row.nr != seqs/first implies row.fromState != New and
      (all prior: Audit | prior.ofCase = row.ofCase and prior.nr = seqs/prev[row.nr] implies
        prior.toState = row.fromState and prior.digest = row.previousDigest)
    row.transition != Unknown
    isLegal[row]
  }
}

/* What a state and a transition lead to is one state, but for imports. */
pred oneTarget {
  all a, b: Audit | a.version = b.version and a.fromState = b.fromState and a.transition = b.transition
    and a.transition != Import implies a.toState = b.toState
}

/* A case follows another version only by the migration that is declared from its own, and only a later one. */
pred noSilentHop {
  all row: Audit {
    row.nr = seqs/first implies row.fromVersion = row.version and row.transition not in Migrate
    all prior: Audit | prior.ofCase = row.ofCase and row.nr = seqs/next[prior.nr] implies
      (row.transition in Migrate implies row.transition.out = prior.version and versions/lt[prior.version, row.version]
        else row.version = prior.version)
  }
}
/* A migration is one that a later version declares, which the legal table alone says: nothing that is installed leads back. */
pred declaredForward { all legal: Legal | legal.by in Migrate implies versions/lt[legal.by.out, legal.of] }

/* The state is the newest step: no state without its audit, no audit ahead of the state. */
pred stateIsNewest {
  all case: Case {
    some Database.head[case] implies Database.head[case] in Audit and Database.head[case].ofCase = case
    all row: Audit | row.ofCase = case implies some Database.head[case] and seqs/lte[row.nr, Database.head[case].nr]
  }
}

/* Since when a case is in its state, and when it was moved, follow from its history. */
pred timesFollow {
  all case: Case | let rows = { row: Audit | row.ofCase = case } {
    Database.enteredAt[case] = entering[newestEntered[rows]]
    Database.movedAt[case] = Database.head[case].recordedAt
  }
}

/* What has happened stays until its case is purged, and a case never goes back. */
pred noRewind {
  all row: Audit - Audit' | some stones[row.ofCase] & Tombstones'
  all case: Case | some Database.head[case] and no stones[case] & Tombstones' implies
    some Database.head'[case] and seqs/gte[Database.head'[case].nr, Database.head[case].nr]
}

/* Nothing is erased while a hold stands; a matter is held once at a time, and what says so stays. */
pred holdsKept {
  all row: Audit | row.transition = Erase implies no standing[preceding[row], row.ofCase]
  all row: Audit | row.transition in Hold + Release implies one row.matter and row.fromState = row.toState and row in Payload
  all row: Audit | row.transition = Hold implies row.matter not in standing[preceding[row], row.ofCase]
  all row: Audit | row.transition = Release implies row.matter in standing[preceding[row], row.ofCase]
}
fun preceding[row: Row]: set Row { { other: Audit | other.ofCase = row.ofCase and seqs/lt[other.nr, row.nr] } }

/* What is gone has one tombstone, of where it was: finished, and not held. Nothing of it is left, and its id never comes back. */
pred purgesKept {
  all row: Audit - Audit' | some stone: Tombstones' - Tombstones {
    stone.where in Database.head[row.ofCase]
    isFinal[stone.where]
    no standing[Audit, row.ofCase]
  }
  all case: Case | some Database.head[case] and no Database.head'[case] implies some stones[case] & Tombstones'
  all case: Case | some stones[case] & Tombstones implies no Database.head[case] and no Audit & ofCase.case
  all case: Case | lone stones[case] & Tombstones
  Tombstones in Tombstones'
  all stone: Tombstones' - Tombstones | stone.where in Audit
}

/* A payload is missing if and only if one later step of the case, which has its own, records that it was erased. */
pred erasedIffRecorded {
  all row: Audit {
    row not in Payload iff some erasure: Audit | records[erasure, row]
    lone erasure: Audit | records[erasure, row]
    row.transition = Erase implies row in Payload and row.fromState = row.toState and row.version in Erasable
      and some erased: Audit | records[row, erased]
  }
  all row: Audit & Audit' | row not in Payload implies row not in Payload'
}
pred records[erasure, row: Row] {
  erasure.transition = Erase and erasure.ofCase = row.ofCase and erasure.erases = row.nr and seqs/gt[erasure.nr, row.nr]
}

/* Who brought the case into the state is known to be somebody else than who makes a step with four eyes, whatever is erased later. */
pred fourEyesKept {
  all row: Audit | some demanded[row] implies some brought: Audit {
    isReal[brought]
    enters[brought, row]
    no later: Audit | isReal[later] and enters[later, row] and seqs/gt[later.nr, brought.nr]
    no (brought.actor + brought.onBehalfOf) & (row.actor + row.onBehalfOf)
  }
}

pred appliedOnce { all case: Case, id: Request | lone row: Audit | row.ofCase = case and id in row.request }

pred promises {
  declaredForward
  always (noGapsNoForks and legalHistory and oneTarget and noSilentHop and stateIsNewest and timesFollow and noRewind
    and erasedIffRecorded and appliedOnce and fourEyesKept)
}

/* ---- the commands ---- */

/* Not vacuous: a case can be opened and moved twice … */
run possible {
  no Mutant.drops
  schema
  eventually { some case: Case | Database.head[case].nr = seqs/first.(seqs/next).(seqs/next) }
} for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1

/* … imported, migrated and erased. */
run possibleToo {
  no Mutant.drops
  schema
  eventually {
    some row: Audit | row.transition = Import and row not in Payload and some row.occurredAt
    some row: Audit | row.transition in Migrate
    some row: Audit | row.transition = Erase
  }
} for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1

/* A step with four eyes can be made after a migration, and the names of who brought the case there can be erased afterwards. */
run possibleFourEyes {
  no Mutant.drops
  schema
  eventually {
    some row: Audit, brought: Audit - Payload | some demanded[row] and isReal[brought] and enters[brought, row]
      and brought.version != row.version
  }
} for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 1

check sound { (no Mutant.drops and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 0

check withoutKey { (Mutant.drops = KEY and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutRequest { (Mutant.drops = REQUEST and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutChain { (Mutant.drops = CHAIN and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutChainedState { (Mutant.drops = CHAINED_STATE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutChainedDigest { (Mutant.drops = CHAINED_DIGEST and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutChainedVersion { (Mutant.drops = CHAINED_VERSION and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutLegal { (Mutant.drops = LEGAL and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutOpening { (Mutant.drops = OPENING and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutOrigin { (Mutant.drops = ORIGIN and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutInstallation { (Mutant.drops = INSTALLATION and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutVersion { (Mutant.drops = VERSION and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutCaseAudit { (Mutant.drops = CASE_AUDIT and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutAppendOnly { (Mutant.drops = APPEND_ONLY and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutForward { (Mutant.drops = FORWARD and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutMoves { (Mutant.drops = MOVES and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutEntered { (Mutant.drops = ENTERED and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutMoved { (Mutant.drops = MOVED and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutWhole { (Mutant.drops = WHOLE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutErased { (Mutant.drops = ERASED and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutErasureWhole { (Mutant.drops = ERASURE_WHOLE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutOneRecord { (Mutant.drops = ONE_RECORD and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutErasureMade { (Mutant.drops = ERASURE_MADE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutLegalOpening { (Mutant.drops = LEGAL_OPENING and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutLegalErasure { (Mutant.drops = LEGAL_ERASURE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutTarget { (Mutant.drops = TARGET and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutInitial { (Mutant.drops = INITIAL and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutImportable { (Mutant.drops = IMPORTABLE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutErasable { (Mutant.drops = ERASABLE and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutOlder { (Mutant.drops = OLDER and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1
check withoutForms { (Mutant.drops = FORMS and schema) implies promises } for 4 but 3 Seq, 2 Case, 2 Version, 2 Installation, 2 Time, 6 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 4 steps expect 1

check soundFourEyes { (no Mutant.drops and schema) implies always fourEyesKept } for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 0

check withoutFourEyes { (Mutant.drops = FOUR_EYES and schema) implies always fourEyesKept } for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 1
check withoutFourEyesPrincipals { (Mutant.drops = EYES_PRINCIPALS and schema) implies always fourEyesKept } for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 1
check withoutFourEyesReal { (Mutant.drops = EYES_REAL and schema) implies always fourEyesKept } for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 1
check withoutFourEyesLast { (Mutant.drops = EYES_LAST and schema) implies always fourEyesKept } for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 1
check withoutFourEyesErased { (Mutant.drops = EYES_ERASED and schema) implies always fourEyesKept } for 4 but 4 Seq, 1 Case, 2 Version, 1 Installation, 2 Time, 7 Name, 6 Digest, 0 Hold, 0 Release, 0 Matter, 0 Tombstone, 3 Person, 4 steps expect 1

/* A case can be held for two matters, released, and then erased … */
run possibleHolds {
  no Mutant.drops
  schema
  eventually {
    some row: Audit | row.transition = Hold
    some row: Audit | row.transition = Release
    some row: Audit | row.transition = Erase
  }
} for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1

/* … and one that has been released can be purged while another one is there. */
run possiblePurge {
  no Mutant.drops
  schema
  eventually { some Tombstones and some row: Audit | row.ofCase not in Tombstones.where.ofCase }
} for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1

check soundHolds { (no Mutant.drops and schema) implies always (holdsKept and stateIsNewest and erasedIffRecorded) } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 0
check soundPurge { (no Mutant.drops and schema) implies always (purgesKept and holdsKept and noGapsNoForks and legalHistory and stateIsNewest and timesFollow and noRewind) } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 0

check withoutHeldErasure { (Mutant.drops = HELD_ERASURE and schema) implies always holdsKept } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1
check withoutHeldTwice { (Mutant.drops = HELD_TWICE and schema) implies always holdsKept } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1
check withoutHeldRelease { (Mutant.drops = HELD_RELEASE and schema) implies always holdsKept } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1
check withoutMatterNamed { (Mutant.drops = NAMED and schema) implies always holdsKept } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1
check withoutHoldWhole { (Mutant.drops = ERASURE_WHOLE and schema) implies always holdsKept } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1
check withoutHoldKeeping { (Mutant.drops = LEGAL_ERASURE and schema) implies always holdsKept } for 4 but 4 Seq, 1 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 2 Matter, 0 Tombstone, 1 Person, 3 steps expect 1

check withoutAuditKept { (Mutant.drops = APPEND_ONLY and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutCaseKept { (Mutant.drops = CASE_KEPT and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutTombstoneHead { (Mutant.drops = STONE_HEAD and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutTombstoneFinished { (Mutant.drops = STONE_FINISHED and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutTombstoneHeld { (Mutant.drops = STONE_HELD and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutTombstoneMade { (Mutant.drops = STONE_MADE and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutTombstoneKept { (Mutant.drops = STONE_KEPT and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutTombstoneCase { (Mutant.drops = STONE_CASE and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
check withoutPurged { (Mutant.drops = PURGED and schema) implies always purgesKept } for 4 but 3 Seq, 2 Case, 1 Version, 1 Installation, 1 Time, 7 Name, 6 Digest, 1 Matter, 2 Tombstone, 1 Person, 4 steps expect 1
