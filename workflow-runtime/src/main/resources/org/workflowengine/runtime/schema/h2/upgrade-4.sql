-- Workflow Automation Engine, for H2 2.x: from schema version 3 to 4.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. What is installed has no obligations
-- and no resting states; nothing that was recorded changes. H2 writes workflow_audit anew.

UPDATE workflow_installation
SET schema_version = CAST('this script is for tables of schema version 3, found version ' || schema_version AS INTEGER)
WHERE schema_version <> 3 AND schema_version <> -4 AND schema_version <> 4;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -4;

ALTER TABLE workflow_definition ADD COLUMN IF NOT EXISTS obligations INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE workflow_state ADD COLUMN IF NOT EXISTS resting BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE workflow_state DROP CONSTRAINT IF EXISTS workflow_state_resting;
ALTER TABLE workflow_state ADD CONSTRAINT workflow_state_resting CHECK (CASE WHEN terminal THEN NOT resting ELSE TRUE END);

CREATE TABLE IF NOT EXISTS workflow_obligation (
    workflow      VARCHAR(64)                 NOT NULL,
    version       INTEGER                     NOT NULL,
    from_state    VARCHAR(64)                 NOT NULL,
    transition    VARCHAR(64)                 NOT NULL,
    to_state      VARCHAR(64)                 NOT NULL,
    kind          VARCHAR(16)                 NOT NULL,
    subject       VARCHAR(64)                 NOT NULL,
    of_version    INTEGER                     NOT NULL,
    of_state      VARCHAR(64)                 NOT NULL,
    persons       INTEGER,
    CONSTRAINT workflow_obligation_key        PRIMARY KEY (workflow, version, from_state, transition, kind, subject, of_version, of_state),
    CONSTRAINT workflow_obligation_of         FOREIGN KEY (workflow, version, from_state, transition, to_state)
                                              REFERENCES workflow_transition (workflow, version, from_state, transition, to_state),
    CONSTRAINT workflow_obligation_lengths    CHECK (CHAR_LENGTH(from_state) >= 1 AND CHAR_LENGTH(subject) >= 1 AND CHAR_LENGTH(of_state) >= 1),
    CONSTRAINT workflow_obligation_kind       CHECK (CASE kind WHEN 'FOUR_EYES' THEN persons IS NULL WHEN 'QUORUM' THEN persons IS NOT NULL AND persons BETWEEN 1 AND 100 ELSE FALSE END),
    -- Only what an author declares is made by somebody who can be obliged.
    CONSTRAINT workflow_obligation_declared   CHECK (transition NOT LIKE '(%' AND subject NOT LIKE '(%'),
    CONSTRAINT workflow_obligation_steps      CHECK (
        of_version < version AND kind = 'FOUR_EYES'
        OR of_version = version AND (kind = 'FOUR_EYES' AND of_state = subject OR kind = 'QUORUM' AND of_state = from_state))
);

ALTER TABLE workflow_audit ADD COLUMN IF NOT EXISTS entered_state VARCHAR(64) GENERATED ALWAYS AS ( CASE WHEN from_state <> to_state AND transition <> '(import)' AND transition NOT LIKE '(migrate:%' THEN to_state END);
CREATE INDEX IF NOT EXISTS workflow_audit_entered ON workflow_audit (case_id, entered_state, version, seq DESC);

CREATE OR REPLACE VIEW workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AND NOT s.resting AS is_open,
        s.resting AS is_resting
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;

CREATE TRIGGER IF NOT EXISTS workflow_obligation_closed BEFORE INSERT ON workflow_obligation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_obligation_unchanged BEFORE UPDATE ON workflow_obligation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_obligation_kept BEFORE DELETE ON workflow_obligation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_audit_obliged BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RequirePermittedActor';

UPDATE workflow_installation SET schema_version = 4;
CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
