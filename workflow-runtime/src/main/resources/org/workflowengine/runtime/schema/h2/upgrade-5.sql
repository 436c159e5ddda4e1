-- Workflow Automation Engine, for H2 2.x: from schema version 4 to 5.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. No case is held and none is purged;
-- nothing that was recorded changes. What is installed can be held from now on. Run roles.sql again afterwards.

UPDATE workflow_installation
SET schema_version = CAST('this script is for tables of schema version 4, found version ' || schema_version AS INTEGER)
WHERE schema_version <> 4 AND schema_version <> -5 AND schema_version <> 5;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -5;
ALTER TABLE workflow_installation ADD COLUMN IF NOT EXISTS purged BIGINT DEFAULT 0 NOT NULL;

ALTER TABLE workflow_transition DROP CONSTRAINT IF EXISTS workflow_transition_erasure;
ALTER TABLE workflow_transition DROP CONSTRAINT IF EXISTS workflow_transition_keeping;
ALTER TABLE workflow_transition ADD CONSTRAINT workflow_transition_keeping CHECK (
        CASE transition WHEN '(erase)' THEN FALSE WHEN '(hold)' THEN FALSE WHEN '(release)' THEN FALSE ELSE TRUE END OR from_state = to_state);
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_erasure;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_unerased;
ALTER TABLE workflow_audit ADD CONSTRAINT workflow_audit_unerased CHECK (
        CASE transition WHEN '(erase)' THEN FALSE WHEN '(hold)' THEN FALSE WHEN '(release)' THEN FALSE ELSE TRUE END OR salt IS NOT NULL);
ALTER TABLE workflow_case ADD COLUMN IF NOT EXISTS holds INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE workflow_case DROP CONSTRAINT IF EXISTS workflow_case_holds;
ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_holds CHECK (holds >= 0);

CREATE TABLE IF NOT EXISTS workflow_tombstone (
    seq              BIGINT                   NOT NULL,
    -- The number of the tombstone before. NULL for the first only.
    prev_seq         BIGINT                   GENERATED ALWAYS AS (NULLIF(seq - 1, 0)),
    -- The case while it is being purged. NULL once nothing of it is left.
    case_id          VARCHAR(64),
    -- SHA-256 of the tag WTC1, the installation and the id of the case. Who guesses an id can test it.
    case_hash        BINARY(32)               NOT NULL,
    -- Where the case was: its head.
    workflow         VARCHAR(64)              NOT NULL,
    version          INTEGER                  NOT NULL,
    state            VARCHAR(64)              NOT NULL,
    last_seq         BIGINT                   NOT NULL,
    last_digest      BINARY(32)               NOT NULL,
    -- SHA-256 of the bundle of the case, as it was exported before the purge.
    bundle_digest    BINARY(32)               NOT NULL,
    -- Under which rule of the organization it was purged, by whom, and why.
    retention_class  VARCHAR(64)              NOT NULL,
    actor_kind       VARCHAR(16)              NOT NULL,
    actor            VARCHAR(128)             NOT NULL,
    on_behalf_of     VARCHAR(128),
    reason           VARCHAR(2000)            NOT NULL,
    source           VARCHAR(128)             NOT NULL,
    recorded_at      TIMESTAMP(6)             NOT NULL,
    previous_digest  BINARY(32)               NOT NULL,
    format           INTEGER                  NOT NULL,
    algorithm        VARCHAR(32),
    key_id           VARCHAR(64),
    digest           BINARY(32)               NOT NULL,
    seal             VARBINARY(512),
    CONSTRAINT workflow_tombstone_key         PRIMARY KEY (seq),
    -- A case is purged once, and its id is never used again.
    CONSTRAINT workflow_tombstone_case        UNIQUE (case_hash),
    CONSTRAINT workflow_tombstone_under_way   UNIQUE (case_id),
    CONSTRAINT workflow_tombstone_head        UNIQUE (seq, digest),
    -- Every tombstone continues the one before it.
    CONSTRAINT workflow_tombstone_chain       FOREIGN KEY (prev_seq, previous_digest) REFERENCES workflow_tombstone (seq, digest),
    CONSTRAINT workflow_tombstone_seq         CHECK (seq >= 1 AND last_seq BETWEEN 1 AND 2147483647 AND version >= 1),
    CONSTRAINT workflow_tombstone_format      CHECK (format = 1),
    CONSTRAINT workflow_tombstone_actor_kind  CHECK (CASE actor_kind WHEN 'PERSON' THEN TRUE WHEN 'SERVICE' THEN TRUE WHEN 'SYSTEM' THEN TRUE ELSE FALSE END),
    CONSTRAINT workflow_tombstone_lengths     CHECK (
        CHAR_LENGTH(workflow) >= 1 AND CHAR_LENGTH(state) >= 1 AND CHAR_LENGTH(retention_class) >= 1 AND CHAR_LENGTH(actor) >= 1
        AND CHAR_LENGTH(on_behalf_of) >= 1 AND CHAR_LENGTH(reason) >= 1 AND CHAR_LENGTH(source) >= 1
        AND CHAR_LENGTH(algorithm) >= 1 AND CHAR_LENGTH(key_id) >= 1),
    CONSTRAINT workflow_tombstone_binary      CHECK (OCTET_LENGTH(seal) >= 1),
    CONSTRAINT workflow_tombstone_times       CHECK (
        recorded_at >= TIMESTAMP '1900-01-01 00:00:00' AND recorded_at < TIMESTAMP '2200-01-01 00:00:00'),
    CONSTRAINT workflow_tombstone_seal        CHECK (
        (seal IS NULL) = (algorithm IS NULL) AND (seal IS NULL) = (key_id IS NULL))
);

-- Every state of what is installed can be held.
INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)
SELECT s.workflow, s.version, s.state, derived.transition, s.state
FROM workflow_state s
CROSS JOIN (VALUES ('(hold)'), ('(release)')) AS derived (transition)
WHERE NOT EXISTS (SELECT 1 FROM workflow_transition t
    WHERE t.workflow = s.workflow AND t.version = s.version AND t.from_state = s.state AND t.transition = derived.transition);

DROP TRIGGER IF EXISTS workflow_audit_kept;
DROP TRIGGER IF EXISTS workflow_case_kept;
CREATE TRIGGER IF NOT EXISTS workflow_audit_purged AFTER INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RefusePurgedCase';
CREATE TRIGGER IF NOT EXISTS workflow_audit_held BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RespectHold';
CREATE TRIGGER IF NOT EXISTS workflow_audit_kept BEFORE DELETE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.AllowPurge';
CREATE TRIGGER IF NOT EXISTS workflow_case_kept BEFORE DELETE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.AllowPurge';
CREATE TRIGGER IF NOT EXISTS workflow_case_purged AFTER INSERT, UPDATE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RefusePurgedCase';
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_new BEFORE INSERT ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireFinishedCase';
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_told AFTER INSERT ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.TellOfPurge';
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_done BEFORE UPDATE ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireNothingLeft';
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_kept BEFORE DELETE ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';

UPDATE workflow_installation SET schema_version = 5;
CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
