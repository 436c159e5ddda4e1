-- Workflow Automation Engine, for MariaDB 10.6 and later: from schema version 3 to 4.
--
-- Run it with MariaDB's own client, as the owner of the tables, while no engine uses them. Every statement can be run again. What
-- is installed has no obligations and no resting states; nothing that was recorded changes. Building the index reads workflow_audit once.

DELIMITER //

BEGIN NOT ATOMIC
    DECLARE refusal TEXT;
    SELECT CONCAT('this script is for tables of schema version 3, found version ', schema_version) INTO refusal
    FROM workflow_installation WHERE schema_version NOT IN (3, -4, 4);
    IF refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = refusal;
    END IF;
END//

DELIMITER ;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -4;

ALTER TABLE workflow_definition ADD COLUMN IF NOT EXISTS obligations INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE workflow_state ADD COLUMN IF NOT EXISTS resting BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE workflow_state DROP CONSTRAINT IF EXISTS workflow_state_resting;
ALTER TABLE workflow_state ADD CONSTRAINT workflow_state_resting CHECK (resting IN (0, 1) AND NOT (terminal AND resting));

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
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

ALTER TABLE workflow_audit ADD COLUMN IF NOT EXISTS entered_state VARCHAR(64) GENERATED ALWAYS AS ( CASE WHEN from_state <> to_state AND transition <> '(import)' AND transition NOT LIKE '(migrate:%' THEN to_state END) VIRTUAL;
CREATE INDEX IF NOT EXISTS workflow_audit_entered ON workflow_audit (case_id, entered_state, version, seq);

CREATE OR REPLACE SQL SECURITY DEFINER VIEW workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AND NOT s.resting AS is_open,
        s.resting AS is_resting
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_obligation_closed BEFORE INSERT ON workflow_obligation FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_obligation_closed: checks are switched off in this session';
    END IF;
    IF (SELECT COUNT(*) FROM workflow_obligation WHERE workflow = NEW.workflow AND version = NEW.version)
            >= (SELECT obligations FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_obligation_closed: the definition has all its obligations';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_obligation_unchanged BEFORE UPDATE ON workflow_obligation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_obligation_unchanged: what is recorded stays';
END//

CREATE OR REPLACE TRIGGER workflow_obligation_kept BEFORE DELETE ON workflow_obligation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_obligation_kept: what is recorded stays';
END//

CREATE OR REPLACE TRIGGER workflow_audit_obliged BEFORE INSERT ON workflow_audit FOR EACH ROW
BEGIN
    DECLARE objection TEXT;
    DECLARE demands INTEGER DEFAULT (
        SELECT COUNT(*) FROM workflow_obligation
        WHERE workflow = NEW.workflow AND version = NEW.version AND from_state = NEW.from_state AND transition = NEW.transition);
    -- The steps before this one decide. An older snapshot does not show them.
    IF demands > 0 AND NOT EXISTS (
            SELECT 1 FROM workflow_audit previous WHERE previous.case_id = NEW.case_id AND previous.seq = NEW.seq - 1) THEN
        SET objection = 'workflow_audit_obliged: the step before this one is not visible';
    END IF;
    -- Without such a step, or with erased names, nobody is known to be somebody else.
    IF demands > 0 AND EXISTS (
            SELECT 1 FROM (
                SELECT subject, MAX((
                        SELECT entry.seq FROM workflow_audit entry
                        WHERE entry.case_id = NEW.case_id AND entry.entered_state = counts.of_state AND entry.seq < NEW.seq
                            AND entry.version = counts.of_version
                        ORDER BY entry.seq DESC
                        LIMIT 1)) AS seq
                FROM workflow_obligation counts
                WHERE counts.workflow = NEW.workflow AND counts.version = NEW.version AND counts.from_state = NEW.from_state
                    AND counts.transition = NEW.transition AND counts.kind = 'FOUR_EYES'
                GROUP BY subject) brought
            LEFT JOIN workflow_audit step ON step.case_id = NEW.case_id AND step.seq = brought.seq
            WHERE step.actor IS NULL OR NEW.actor IN (step.actor, step.on_behalf_of) OR NEW.on_behalf_of IN (step.actor, step.on_behalf_of)) THEN
        SET objection = 'workflow_audit_obliged: four eyes: not by who brought the case into a state';
    END IF;
    IF demands > 0 AND EXISTS (
            SELECT 1 FROM workflow_obligation demand
            WHERE demand.workflow = NEW.workflow AND demand.version = NEW.version AND demand.from_state = NEW.from_state
                AND demand.transition = NEW.transition AND demand.kind = 'QUORUM' AND demand.persons > (
                    SELECT LEAST(COUNT(DISTINCT step.actor), COUNT(DISTINCT COALESCE(step.on_behalf_of, step.actor)))
                    FROM workflow_audit step
                    WHERE step.case_id = NEW.case_id AND step.seq < NEW.seq AND step.seq > COALESCE((
                            SELECT entry.seq FROM workflow_audit entry
                            WHERE entry.case_id = NEW.case_id AND entry.entered_state = NEW.from_state AND entry.seq < NEW.seq
                                AND entry.version = NEW.version
                            ORDER BY entry.seq DESC
                            LIMIT 1), 0)
                        AND step.version = NEW.version AND step.from_version = NEW.version AND step.transition = demand.subject
                        AND step.from_state = NEW.from_state AND step.to_state = NEW.from_state AND step.actor_kind = 'PERSON')) THEN
        SET objection = 'workflow_audit_obliged: quorum: too few persons have made the step that is counted';
    END IF;
    -- If another step has taken the place meanwhile, the key refuses this one and says so.
    IF objection IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM workflow_audit taken WHERE taken.case_id = NEW.case_id AND taken.seq = NEW.seq) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = objection;
    END IF;
END//

DELIMITER ;

UPDATE workflow_installation SET schema_version = 4;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

DELIMITER ;
