-- Workflow Automation Engine, schema version 5, for PostgreSQL 14 and later: the tables.
--
-- The constraints are the third line of defence, after the compiler and the engine: a case can only be where a recorded, legal,
-- unbroken history has led it, no matter who writes the SQL. Every statement can be run again: it creates what is missing.
-- All times are UTC, in whole microseconds. Texts compare byte by byte (COLLATE "C"), in every locale of the database. Their type is
-- TEXT because PostgreSQL has its own comparison operators for TEXT, which nobody else's operator can replace. It has none for
-- VARCHAR.

-- ---------------------------------------------------------------------------------------------------------------------
-- Which installation this is. The script makes the only row; every history begins with its origin digest.

CREATE TABLE IF NOT EXISTS workflow_installation (
    only_row        INTEGER                   NOT NULL,
    -- A random id. A restored copy of the database has the same one.
    installation    BYTEA                     NOT NULL,
    -- The previous digest in the first step of each case: SHA-256 of the tag WFI1 and the id.
    origin_digest   BYTEA                     NOT NULL,
    schema_version  INTEGER                   NOT NULL,
    CONSTRAINT workflow_installation_key      PRIMARY KEY (only_row),
    CONSTRAINT workflow_installation_only_row CHECK (only_row = 1),
    CONSTRAINT workflow_installation_id       CHECK (octet_length(installation) = 16),
    CONSTRAINT workflow_installation_origin   CHECK (origin_digest = sha256('\x5746493100000010'::BYTEA || installation))
);

INSERT INTO workflow_installation (only_row, installation, origin_digest, schema_version)
SELECT 1, made.id, sha256('\x5746493100000010'::BYTEA || made.id), 5
FROM (SELECT uuid_send(gen_random_uuid()) AS id) made
WHERE NOT EXISTS (SELECT FROM workflow_installation);

-- ---------------------------------------------------------------------------------------------------------------------
-- The definitions: what each version of each workflow permits. Installed from compiled code, kept permanently.

CREATE TABLE IF NOT EXISTS workflow_definition (
    workflow      TEXT COLLATE "C"            NOT NULL,
    version       INTEGER                     NOT NULL,
    fingerprint   BYTEA                       NOT NULL,
    graph         TEXT                        NOT NULL,
    -- How many rows of workflow_state and workflow_transition the author has declared. Once they exist, no more can be added.
    states        INTEGER                     NOT NULL,
    transitions   INTEGER                     NOT NULL,
    -- Whether the payload of a step can be erased.
    erasable      BOOLEAN                     NOT NULL,
    installed_at  TIMESTAMP(6)                NOT NULL,
    -- How many rows of workflow_obligation it has.
    obligations   INTEGER                     DEFAULT 0 NOT NULL,
    CONSTRAINT workflow_definition_key         PRIMARY KEY (workflow, version),
    CONSTRAINT workflow_definition_lengths     CHECK (char_length(workflow) BETWEEN 1 AND 64),
    CONSTRAINT workflow_definition_version     CHECK (version >= 1),
    CONSTRAINT workflow_definition_fingerprint CHECK (fingerprint = sha256(convert_to(graph, 'UTF8'::NAME))),
    CONSTRAINT workflow_definition_times       CHECK (installed_at >= '1900-01-01' AND installed_at < '2200-01-01')
);

CREATE TABLE IF NOT EXISTS workflow_state (
    workflow      TEXT COLLATE "C"            NOT NULL,
    version       INTEGER                     NOT NULL,
    state         TEXT COLLATE "C"            NOT NULL,
    initial       BOOLEAN                     NOT NULL,
    terminal      BOOLEAN                     NOT NULL,
    -- Whether the history of a case from elsewhere may begin here.
    importable    BOOLEAN                     NOT NULL,
    -- Whether a case may rest here for good, although it can still leave.
    resting       BOOLEAN                     DEFAULT FALSE NOT NULL,
    CONSTRAINT workflow_state_key             PRIMARY KEY (workflow, version, state),
    CONSTRAINT workflow_state_definition      FOREIGN KEY (workflow, version) REFERENCES workflow_definition (workflow, version),
    CONSTRAINT workflow_state_lengths         CHECK (char_length(state) BETWEEN 1 AND 64),
    CONSTRAINT workflow_state_resting         CHECK (NOT (terminal AND resting)),
    -- '(new)' means "before the opening" and is not a state.
    CONSTRAINT workflow_state_not_new         CHECK (state <> '(new)')
);

-- The author's rows: one for each transition; '(import)' from '(new)' for each importable state; '(migrate:n)' from a state of version
-- n. They are counted. Derived rows follow from the other columns and are not counted: '(open)' from '(new)' to the initial state, for
-- each state of an erasable definition '(erase)', which records an erasure, and for each state '(hold)' and '(release)', which record that
-- a legal hold begins and ends. These three keep the state.
CREATE TABLE IF NOT EXISTS workflow_transition (
    workflow      TEXT COLLATE "C"            NOT NULL,
    version       INTEGER                     NOT NULL,
    from_state    TEXT COLLATE "C"            NOT NULL,
    transition    TEXT COLLATE "C"            NOT NULL,
    to_state      TEXT COLLATE "C"            NOT NULL,
    -- Only imports may lead from one state to several.
    imported_into TEXT COLLATE "C"            GENERATED ALWAYS AS (CASE WHEN transition = '(import)' THEN to_state ELSE '' END) STORED,
    CONSTRAINT workflow_transition_key        PRIMARY KEY (workflow, version, from_state, transition, to_state),
    -- A state and a transition name have exactly one target.
    CONSTRAINT workflow_transition_target     UNIQUE (workflow, version, from_state, transition, imported_into),
    -- The target is a state. The source is then one too, because a case can only leave what it has entered.
    CONSTRAINT workflow_transition_to         FOREIGN KEY (workflow, version, to_state) REFERENCES workflow_state (workflow, version, state),
    CONSTRAINT workflow_transition_lengths    CHECK (char_length(from_state) BETWEEN 1 AND 64 AND char_length(transition) BETWEEN 1 AND 64),
    CONSTRAINT workflow_transition_opening    CHECK ((from_state = '(new)') = (transition IN ('(open)', '(import)'))),
    CONSTRAINT workflow_transition_keeping    CHECK (transition NOT IN ('(erase)', '(hold)', '(release)') OR from_state = to_state)
);

-- What a transition demands of who makes it. FOUR_EYES: not who brought the case into the state "subject"; one row for that state, and one
-- for each state of an older version that migrations make equal to it. QUORUM: so many different persons have made the transition
-- "subject", which keeps the state. Only these steps count: those of of_version that have entered or kept of_state.
CREATE TABLE IF NOT EXISTS workflow_obligation (
    workflow      TEXT COLLATE "C"            NOT NULL,
    version       INTEGER                     NOT NULL,
    from_state    TEXT COLLATE "C"            NOT NULL,
    transition    TEXT COLLATE "C"            NOT NULL,
    to_state      TEXT COLLATE "C"            NOT NULL,
    kind          TEXT COLLATE "C"            NOT NULL,
    subject       TEXT COLLATE "C"            NOT NULL,
    of_version    INTEGER                     NOT NULL,
    of_state      TEXT COLLATE "C"            NOT NULL,
    persons       INTEGER,
    CONSTRAINT workflow_obligation_key        PRIMARY KEY (workflow, version, from_state, transition, kind, subject, of_version, of_state),
    CONSTRAINT workflow_obligation_of         FOREIGN KEY (workflow, version, from_state, transition, to_state)
                                              REFERENCES workflow_transition (workflow, version, from_state, transition, to_state),
    CONSTRAINT workflow_obligation_lengths    CHECK (char_length(from_state) BETWEEN 1 AND 64 AND char_length(subject) BETWEEN 1 AND 64 AND char_length(of_state) BETWEEN 1 AND 64),
    CONSTRAINT workflow_obligation_kind       CHECK (CASE kind WHEN 'FOUR_EYES' THEN persons IS NULL WHEN 'QUORUM' THEN persons IS NOT NULL AND persons BETWEEN 1 AND 100 ELSE FALSE END),
    -- Only what an author declares is made by somebody who can be obliged.
    CONSTRAINT workflow_obligation_declared   CHECK (transition NOT LIKE '(%' AND subject NOT LIKE '(%'),
    CONSTRAINT workflow_obligation_steps      CHECK (
        of_version < version AND kind = 'FOUR_EYES'
        OR of_version = version AND (kind = 'FOUR_EYES' AND of_state = subject OR kind = 'QUORUM' AND of_state = from_state))
);

-- ---------------------------------------------------------------------------------------------------------------------
-- The history and the proof: one row for each step of each case. The first is the opening or the import.

CREATE TABLE IF NOT EXISTS workflow_audit (
    case_id          TEXT COLLATE "C"         NOT NULL,
    seq              BIGINT                   NOT NULL,
    -- The number of the previous step. NULL for the first step only.
    prev_seq         BIGINT                   GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
    workflow         TEXT COLLATE "C"         NOT NULL,
    -- The version that the case followed before the step, and the version that permitted the step and that the case follows after it.
    from_version     INTEGER                  NOT NULL,
    version          INTEGER                  NOT NULL,
    fingerprint      BYTEA                    NOT NULL,
    transition       TEXT COLLATE "C"         NOT NULL,
    from_state       TEXT COLLATE "C"         NOT NULL,
    to_state         TEXT COLLATE "C"         NOT NULL,
    actor_kind       TEXT COLLATE "C"         NOT NULL,
    -- The erasable payload: salt, actor, reason and facts are all present or, after a lawful erasure, NULL with all the others.
    actor            TEXT COLLATE "C",
    on_behalf_of     TEXT COLLATE "C",
    reason           TEXT COLLATE "C",
    facts            TEXT COLLATE "C",
    evidence         TEXT COLLATE "C",
    salt             BYTEA,
    payload_digest   BYTEA                    NOT NULL,
    request_id       TEXT COLLATE "C",
    source           TEXT COLLATE "C"         NOT NULL,
    recorded_at      TIMESTAMP(6)             NOT NULL,
    -- When it happened, according to the caller. Steps are never ordered by it.
    occurred_at      TIMESTAMP(6),
    previous_digest  BYTEA                    NOT NULL,
    format           INTEGER                  NOT NULL,
    -- They name the seal; NULL without a seal. The digest covers both, so a seal cannot be removed or exchanged.
    algorithm        TEXT COLLATE "C",
    key_id           TEXT COLLATE "C",
    digest           BYTEA                    NOT NULL,
    seal             BYTEA,
    CONSTRAINT workflow_audit_key             PRIMARY KEY (case_id, seq),
    -- The next step and the case refer to this.
    CONSTRAINT workflow_audit_head            UNIQUE (case_id, seq, workflow, version, to_state, digest),
    -- Every step continues the one before it: number, workflow, version, state and digest. No gap, no fork.
    CONSTRAINT workflow_audit_chain           FOREIGN KEY (case_id, prev_seq, workflow, from_version, from_state, previous_digest)
                                              REFERENCES workflow_audit (case_id, seq, workflow, version, to_state, digest),
    -- Every step is one that its definition permits.
    CONSTRAINT workflow_audit_legal           FOREIGN KEY (workflow, version, from_state, transition, to_state)
                                              REFERENCES workflow_transition (workflow, version, from_state, transition, to_state),
    CONSTRAINT workflow_audit_seq             CHECK (seq BETWEEN 1 AND 2147483647),
    -- The foreign key of the chain does not check the first step, because its prev_seq is NULL. So only the first step may begin a
    -- history.
    CONSTRAINT workflow_audit_opening         CHECK ((seq = 1) = (from_state = '(new)')),
    -- A case changes its version only by a declared migration from the version that it follows, and only to a later one.
    CONSTRAINT workflow_audit_version         CHECK (
        (from_version = version AND transition NOT LIKE '(migrate:%')
        OR (seq > 1 AND from_version < version AND transition = concat('(migrate:', from_version, ')'))),
    -- The canonical form that the columns of this schema can hold.
    CONSTRAINT workflow_audit_format          CHECK (format = 1),
    CONSTRAINT workflow_audit_actor_kind      CHECK (actor_kind IN ('PERSON', 'SERVICE', 'SYSTEM')),
    CONSTRAINT workflow_audit_lengths         CHECK (
        char_length(case_id) BETWEEN 1 AND 64 AND char_length(actor) BETWEEN 1 AND 128 AND char_length(on_behalf_of) BETWEEN 1 AND 128
        AND char_length(reason) BETWEEN 1 AND 2000 AND octet_length(facts) <= 65536 AND octet_length(evidence) <= 65536
        AND char_length(request_id) BETWEEN 1 AND 64 AND char_length(source) BETWEEN 1 AND 128
        AND char_length(algorithm) BETWEEN 1 AND 32 AND char_length(key_id) BETWEEN 1 AND 64),
    CONSTRAINT workflow_audit_binary          CHECK (
        octet_length(fingerprint) = 32 AND octet_length(salt) = 16 AND octet_length(payload_digest) = 32
        AND octet_length(previous_digest) = 32 AND octet_length(digest) = 32 AND octet_length(seal) BETWEEN 1 AND 512),
    CONSTRAINT workflow_audit_times           CHECK (
        recorded_at >= '1900-01-01' AND recorded_at < '2200-01-01' AND occurred_at >= '1900-01-01' AND occurred_at < '2200-01-01'),
    CONSTRAINT workflow_audit_payload         CHECK (
        (salt IS NULL AND actor IS NULL AND on_behalf_of IS NULL AND reason IS NULL AND facts IS NULL AND evidence IS NULL)
        OR (salt IS NOT NULL AND actor IS NOT NULL AND reason IS NOT NULL AND facts IS NOT NULL)),
    CONSTRAINT workflow_audit_seal            CHECK (
        (seal IS NULL) = (algorithm IS NULL) AND (seal IS NULL) = (key_id IS NULL)),
    -- Who ordered an erasure or a legal hold, and why, is never erased.
    CONSTRAINT workflow_audit_unerased        CHECK (transition NOT IN ('(erase)', '(hold)', '(release)') OR salt IS NOT NULL),
    -- An imported case has been in its state since the time when it occurred, which cannot be later than when it was recorded.
    CONSTRAINT workflow_audit_import          CHECK (transition <> '(import)' OR occurred_at IS NULL OR occurred_at <= recorded_at)
);

-- No request is applied to a case twice. Steps without a request id take no space in this index.
CREATE UNIQUE INDEX IF NOT EXISTS workflow_audit_request ON workflow_audit (case_id, request_id) WHERE request_id IS NOT NULL;

-- Who brought a case into a state, found at once, whatever has happened since. Steps that keep the state take no space in this index.
CREATE INDEX IF NOT EXISTS workflow_audit_entered ON workflow_audit (case_id, to_state, version, seq)
    WHERE from_state <> to_state AND transition <> '(import)' AND transition NOT LIKE '(migrate:%';

-- ---------------------------------------------------------------------------------------------------------------------
-- Where each case is: always a copy of an audit row.

CREATE TABLE IF NOT EXISTS workflow_case (
    case_id       TEXT COLLATE "C"            NOT NULL,
    workflow      TEXT COLLATE "C"            NOT NULL,
    version       INTEGER                     NOT NULL,
    state         TEXT COLLATE "C"            NOT NULL,
    seq           BIGINT                      NOT NULL,
    digest        BYTEA                       NOT NULL,
    -- When the case entered its state. A step that keeps the state keeps this time.
    entered_at    TIMESTAMP(6)                NOT NULL,
    -- When its newest step was recorded: a hint for readers that follow new steps, never a proof.
    moved_at      TIMESTAMP(6)                NOT NULL,
    -- How many legal holds stand. While there is one, nothing of the case is erased, and it is not purged.
    holds         INTEGER                     DEFAULT 0 NOT NULL,
    CONSTRAINT workflow_case_key              PRIMARY KEY (case_id),
    -- No state without its audit row.
    CONSTRAINT workflow_case_audit            FOREIGN KEY (case_id, seq, workflow, version, state, digest)
                                              REFERENCES workflow_audit (case_id, seq, workflow, version, to_state, digest),
    CONSTRAINT workflow_case_holds            CHECK (holds >= 0)
);

-- Lists: the cases in a state of a version, longest there first. A list over several states, versions or workflows reads a page of each.
CREATE INDEX IF NOT EXISTS workflow_case_list ON workflow_case (workflow, version, state, entered_at, case_id);

-- For readers that follow new steps.
CREATE INDEX IF NOT EXISTS workflow_case_moved ON workflow_case (moved_at, case_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- What stays of a case that was purged: one row for each, chained like the steps of a case. Nothing else is ever deleted.

CREATE TABLE IF NOT EXISTS workflow_tombstone (
    seq              BIGINT                   NOT NULL,
    -- The number of the tombstone before. NULL for the first only.
    prev_seq         BIGINT                   GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
    -- The case while it is being purged. NULL once nothing of it is left.
    case_id          TEXT COLLATE "C",
    -- SHA-256 of the tag WTC1, the installation and the id of the case. Who guesses an id can test it.
    case_hash        BYTEA                    NOT NULL,
    -- Where the case was: its head.
    workflow         TEXT COLLATE "C"         NOT NULL,
    version          INTEGER                  NOT NULL,
    state            TEXT COLLATE "C"         NOT NULL,
    last_seq         BIGINT                   NOT NULL,
    last_digest      BYTEA                    NOT NULL,
    -- SHA-256 of the bundle of the case, as it was exported before the purge.
    bundle_digest    BYTEA                    NOT NULL,
    -- Under which rule of the organization it was purged, by whom, and why.
    retention_class  TEXT COLLATE "C"         NOT NULL,
    actor_kind       TEXT COLLATE "C"         NOT NULL,
    actor            TEXT COLLATE "C"         NOT NULL,
    on_behalf_of     TEXT COLLATE "C",
    reason           TEXT COLLATE "C"         NOT NULL,
    source           TEXT COLLATE "C"         NOT NULL,
    recorded_at      TIMESTAMP(6)             NOT NULL,
    previous_digest  BYTEA                    NOT NULL,
    format           INTEGER                  NOT NULL,
    algorithm        TEXT COLLATE "C",
    key_id           TEXT COLLATE "C",
    digest           BYTEA                    NOT NULL,
    seal             BYTEA,
    CONSTRAINT workflow_tombstone_key         PRIMARY KEY (seq),
    -- A case is purged once, and its id is never used again.
    CONSTRAINT workflow_tombstone_case        UNIQUE (case_hash),
    CONSTRAINT workflow_tombstone_head        UNIQUE (seq, digest),
    -- Every tombstone continues the one before it.
    CONSTRAINT workflow_tombstone_chain       FOREIGN KEY (prev_seq, previous_digest) REFERENCES workflow_tombstone (seq, digest),
    CONSTRAINT workflow_tombstone_seq         CHECK (seq >= 1 AND last_seq BETWEEN 1 AND 2147483647 AND version >= 1),
    CONSTRAINT workflow_tombstone_format      CHECK (format = 1),
    CONSTRAINT workflow_tombstone_actor_kind  CHECK (actor_kind IN ('PERSON', 'SERVICE', 'SYSTEM')),
    CONSTRAINT workflow_tombstone_lengths     CHECK (
        char_length(workflow) BETWEEN 1 AND 64 AND char_length(state) BETWEEN 1 AND 64 AND char_length(retention_class) BETWEEN 1 AND 64
        AND char_length(actor) BETWEEN 1 AND 128 AND char_length(on_behalf_of) BETWEEN 1 AND 128 AND char_length(reason) BETWEEN 1 AND 2000
        AND char_length(source) BETWEEN 1 AND 128 AND char_length(algorithm) BETWEEN 1 AND 32 AND char_length(key_id) BETWEEN 1 AND 64),
    CONSTRAINT workflow_tombstone_binary      CHECK (
        octet_length(case_hash) = 32 AND octet_length(last_digest) = 32 AND octet_length(bundle_digest) = 32
        AND octet_length(previous_digest) = 32 AND octet_length(digest) = 32 AND octet_length(seal) BETWEEN 1 AND 512),
    CONSTRAINT workflow_tombstone_times       CHECK (recorded_at >= '1900-01-01' AND recorded_at < '2200-01-01'),
    CONSTRAINT workflow_tombstone_seal        CHECK (
        (seal IS NULL) = (algorithm IS NULL) AND (seal IS NULL) = (key_id IS NULL))
);

-- The cases that are being purged, and no others: none is committed.
CREATE UNIQUE INDEX IF NOT EXISTS workflow_tombstone_under_way ON workflow_tombstone (case_id) WHERE case_id IS NOT NULL;

-- For queries of the application that join cases with its own tables. These columns stay in every later version of the schema; there may
-- be more. A case is open as long as its state is neither terminal nor resting in the version that it follows.
CREATE OR REPLACE VIEW workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AND NOT s.resting AS is_open,
        s.resting AS is_resting
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;
