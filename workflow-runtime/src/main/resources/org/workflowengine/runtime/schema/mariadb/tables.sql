-- Workflow Automation Engine, schema version 1, for MariaDB 10.6 and later.
--
-- The constraints are the third line of defence, after the compiler and the engine: a case can only stand where a recorded,
-- legal, unbroken history has led it, whoever writes the SQL. Every statement may be run again: it creates what is missing.
-- All times are UTC, in whole microseconds. Texts compare byte by byte and do not ignore trailing blanks (utf8mb4_nopad_bin).

-- ---------------------------------------------------------------------------------------------------------------------
-- The legal table: what each version of each workflow permits. Installed from the compiled definition, kept for ever.

CREATE TABLE IF NOT EXISTS workflow_definition (
    workflow      VARCHAR(64)                 NOT NULL,
    version       INTEGER                     NOT NULL,
    fingerprint   BINARY(32)                  NOT NULL,
    graph         MEDIUMTEXT                  NOT NULL,
    -- How many rows of workflow_state and workflow_transition are its own: once they are there, none can be added.
    states        INTEGER                     NOT NULL,
    transitions   INTEGER                     NOT NULL,
    installed_at  DATETIME(6)                 NOT NULL,
    CONSTRAINT workflow_definition_key         PRIMARY KEY (workflow, version),
    CONSTRAINT workflow_definition_version     CHECK (version >= 1),
    CONSTRAINT workflow_definition_fingerprint CHECK (fingerprint = UNHEX(SHA2(graph, 256)))
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS workflow_state (
    workflow      VARCHAR(64)                 NOT NULL,
    version       INTEGER                     NOT NULL,
    state         VARCHAR(64)                 NOT NULL,
    initial       BOOLEAN                     NOT NULL,
    terminal      BOOLEAN                     NOT NULL,
    CONSTRAINT workflow_state_key             PRIMARY KEY (workflow, version, state),
    CONSTRAINT workflow_state_definition      FOREIGN KEY (workflow, version) REFERENCES workflow_definition (workflow, version),
    -- '(new)' stands for "before the opening" and is no state.
    CONSTRAINT workflow_state_not_new         CHECK (state <> '(new)'),
    CONSTRAINT workflow_state_kind            CHECK (initial IN (0, 1) AND terminal IN (0, 1))
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- One row for each transition, one for the opening, from '(new)' by '(open)' to the initial state, and one for each state that
-- stays what it is while an erasure is recorded, '(erase)'.
CREATE TABLE IF NOT EXISTS workflow_transition (
    workflow      VARCHAR(64)                 NOT NULL,
    version       INTEGER                     NOT NULL,
    from_state    VARCHAR(64)                 NOT NULL,
    transition    VARCHAR(64)                 NOT NULL,
    to_state      VARCHAR(64)                 NOT NULL,
    -- A state and a transition's name have exactly one target.
    CONSTRAINT workflow_transition_key        PRIMARY KEY (workflow, version, from_state, transition),
    CONSTRAINT workflow_transition_row        UNIQUE (workflow, version, from_state, transition, to_state),
    -- What is entered is a state. What is left then is one too, because a case can only leave what it has entered.
    CONSTRAINT workflow_transition_to         FOREIGN KEY (workflow, version, to_state) REFERENCES workflow_state (workflow, version, state),
    CONSTRAINT workflow_transition_opening    CHECK ((from_state = '(new)') = (transition = '(open)')),
    CONSTRAINT workflow_transition_erasure    CHECK (transition <> '(erase)' OR from_state = to_state)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- ---------------------------------------------------------------------------------------------------------------------
-- The history and the proof: one row for each step of each case, the first being the opening.

CREATE TABLE IF NOT EXISTS workflow_audit (
    case_id          VARCHAR(64)              NOT NULL,
    seq              BIGINT                   NOT NULL,
    -- The number of the step before; NULL for the opening alone.
    prev_seq         BIGINT                   GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
    workflow         VARCHAR(64)              NOT NULL,
    -- The version that the case followed before the step, and the one that permitted it and that it follows after.
    from_version     INTEGER                  NOT NULL,
    version          INTEGER                  NOT NULL,
    fingerprint      BINARY(32)               NOT NULL,
    transition       VARCHAR(64)              NOT NULL,
    from_state       VARCHAR(64)              NOT NULL,
    to_state         VARCHAR(64)              NOT NULL,
    actor_kind       VARCHAR(16)              NOT NULL,
    -- The erasable payload: all four present, or, after a lawful erasure, all four NULL.
    actor            VARCHAR(128),
    reason           VARCHAR(2000),
    facts            MEDIUMTEXT,
    salt             BINARY(16),
    payload_digest   BINARY(32)               NOT NULL,
    request_id       VARCHAR(64),
    source           VARCHAR(128)             NOT NULL,
    recorded_at      DATETIME(6)              NOT NULL,
    previous_digest  BINARY(32)               NOT NULL,
    format           INTEGER                  NOT NULL,
    algorithm        VARCHAR(32)              NOT NULL,
    key_id           VARCHAR(64),
    digest           BINARY(32)               NOT NULL,
    CONSTRAINT workflow_audit_key             PRIMARY KEY (case_id, seq),
    -- What the next step and the case refer to.
    CONSTRAINT workflow_audit_head            UNIQUE (case_id, seq, workflow, version, to_state, digest),
    CONSTRAINT workflow_audit_request         UNIQUE (case_id, request_id),
    -- Every step continues the one before it: number, workflow, version, state and digest. No gap, no fork.
    CONSTRAINT workflow_audit_chain           FOREIGN KEY (case_id, prev_seq, workflow, from_version, from_state, previous_digest)
                                              REFERENCES workflow_audit (case_id, seq, workflow, version, to_state, digest),
    -- Every step is one that its definition permits.
    CONSTRAINT workflow_audit_legal           FOREIGN KEY (workflow, version, from_state, transition, to_state)
                                              REFERENCES workflow_transition (workflow, version, from_state, transition, to_state),
    CONSTRAINT workflow_audit_seq             CHECK (seq BETWEEN 1 AND 2147483647),
    -- The chain is not asked for the first step, whose prev_seq is NULL; so the first step, and no other, is an opening.
    CONSTRAINT workflow_audit_opening         CHECK ((seq = 1) = (from_state = '(new)')),
    CONSTRAINT workflow_audit_opening_digest  CHECK (seq > 1 OR previous_digest = X'0000000000000000000000000000000000000000000000000000000000000000'),
    CONSTRAINT workflow_audit_opening_version CHECK (seq > 1 OR from_version = version),
    -- The canonical form that this schema's columns fill.
    CONSTRAINT workflow_audit_format          CHECK (format = 1),
    CONSTRAINT workflow_audit_actor_kind      CHECK (actor_kind IN ('PERSON', 'SERVICE', 'SYSTEM')),
    CONSTRAINT workflow_audit_facts           CHECK (OCTET_LENGTH(facts) <= 65536),
    CONSTRAINT workflow_audit_payload         CHECK (
        (actor IS NULL AND reason IS NULL AND facts IS NULL AND salt IS NULL)
        OR (actor IS NOT NULL AND reason IS NOT NULL AND facts IS NOT NULL AND salt IS NOT NULL)),
    -- Who ordered an erasure, and why, is never erased; and with it a case does not move to another version.
    CONSTRAINT workflow_audit_erasure         CHECK (transition <> '(erase)' OR (salt IS NOT NULL AND from_version = version))
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- ---------------------------------------------------------------------------------------------------------------------
-- Where each case stands: always a copy of an audit row.

CREATE TABLE IF NOT EXISTS workflow_case (
    case_id       VARCHAR(64)                 NOT NULL,
    workflow      VARCHAR(64)                 NOT NULL,
    version       INTEGER                     NOT NULL,
    state         VARCHAR(64)                 NOT NULL,
    seq           BIGINT                      NOT NULL,
    digest        BINARY(32)                  NOT NULL,
    entered_at    DATETIME(6)                 NOT NULL,
    CONSTRAINT workflow_case_key              PRIMARY KEY (case_id),
    -- No state without its audit row.
    CONSTRAINT workflow_case_audit            FOREIGN KEY (case_id, seq, workflow, version, state, digest)
                                              REFERENCES workflow_audit (case_id, seq, workflow, version, to_state, digest)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Work lists: the cases in a state, longest resting first.
CREATE INDEX IF NOT EXISTS workflow_case_list ON workflow_case (workflow, state, entered_at, case_id);
