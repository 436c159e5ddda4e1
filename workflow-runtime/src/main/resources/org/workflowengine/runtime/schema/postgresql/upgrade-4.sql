-- Workflow Automation Engine, for PostgreSQL 14 and later: from schema version 3 to 4.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. What is installed has no obligations
-- and no resting states; nothing that was recorded changes. Building the index reads workflow_audit once.

DO $$
BEGIN
    IF (SELECT schema_version FROM workflow_installation) NOT IN (3, -4, 4) THEN
        RAISE EXCEPTION 'this script is for tables of schema version 3, found version %', (SELECT schema_version FROM workflow_installation);
    END IF;
END
$$;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged ON workflow_installation;
UPDATE workflow_installation SET schema_version = -4;

ALTER TABLE workflow_definition ADD COLUMN IF NOT EXISTS obligations INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE workflow_state ADD COLUMN IF NOT EXISTS resting BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE workflow_state DROP CONSTRAINT IF EXISTS workflow_state_resting;
ALTER TABLE workflow_state ADD CONSTRAINT workflow_state_resting CHECK (NOT (terminal AND resting));

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

CREATE INDEX IF NOT EXISTS workflow_audit_entered ON workflow_audit (case_id, to_state, version, seq)
    WHERE from_state <> to_state AND transition <> '(import)' AND transition NOT LIKE '(migrate:%';

CREATE OR REPLACE VIEW workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AND NOT s.resting AS is_open,
        s.resting AS is_resting
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;

CREATE OR REPLACE FUNCTION workflow_obligation_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM workflow_obligation WHERE workflow = NEW.workflow AND version = NEW.version)
            >= (SELECT obligations FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        RAISE EXCEPTION 'INSERT of workflow_obligation is refused by %: % version % has all its obligations', TG_NAME, NEW.workflow, NEW.version
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_audit_obliged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    demand RECORD;
    brought RECORD;
    made BIGINT;
    objection TEXT;
BEGIN
    FOR demand IN
        SELECT DISTINCT kind, subject, persons FROM workflow_obligation
        WHERE workflow = NEW.workflow AND version = NEW.version AND from_state = NEW.from_state AND transition = NEW.transition
    LOOP
        IF demand.kind = 'FOUR_EYES' THEN
            SELECT step.seq, step.actor, step.on_behalf_of INTO brought
            FROM workflow_obligation counts
            CROSS JOIN LATERAL (
                SELECT entry.seq, entry.actor, entry.on_behalf_of FROM workflow_audit entry
                WHERE entry.case_id = NEW.case_id AND entry.to_state = counts.of_state AND entry.seq < NEW.seq
                    AND entry.version = counts.of_version
                    AND entry.from_state <> entry.to_state AND entry.transition <> '(import)' AND entry.transition NOT LIKE '(migrate:%'
                ORDER BY entry.seq DESC
                LIMIT 1) step
            WHERE counts.workflow = NEW.workflow AND counts.version = NEW.version AND counts.from_state = NEW.from_state
                AND counts.transition = NEW.transition AND counts.kind = 'FOUR_EYES' AND counts.subject = demand.subject
            ORDER BY step.seq DESC
            LIMIT 1;
            -- Without such a step, or with erased names, nobody is known to be somebody else.
            IF brought.actor IS NULL THEN
                objection := pg_catalog.concat('nobody is known to have brought the case into ', demand.subject, ' before step ', NEW.seq);
            ELSIF brought.actor = NEW.actor OR brought.actor = NEW.on_behalf_of
                    OR brought.on_behalf_of = NEW.actor OR brought.on_behalf_of = NEW.on_behalf_of THEN
                objection := pg_catalog.concat('step ', NEW.seq, ' may not be made by who brought the case into ', demand.subject);
            END IF;
        ELSE
            SELECT LEAST(COUNT(DISTINCT step.actor), COUNT(DISTINCT COALESCE(step.on_behalf_of, step.actor))) INTO made
            FROM workflow_audit step
            WHERE step.case_id = NEW.case_id AND step.seq < NEW.seq AND step.seq > COALESCE((
                    SELECT entry.seq FROM workflow_audit entry
                    WHERE entry.case_id = NEW.case_id AND entry.to_state = NEW.from_state AND entry.seq < NEW.seq
                        AND entry.version = NEW.version
                        AND entry.from_state <> entry.to_state AND entry.transition <> '(import)' AND entry.transition NOT LIKE '(migrate:%'
                    ORDER BY entry.seq DESC
                    LIMIT 1), 0::BIGINT)
                AND step.version = NEW.version AND step.from_version = NEW.version AND step.transition = demand.subject
                AND step.from_state = NEW.from_state AND step.to_state = NEW.from_state AND step.actor_kind = 'PERSON';
            IF made < demand.persons THEN
                objection := pg_catalog.concat(made, ' of ', demand.persons, ' persons have made ', demand.subject, ' before step ', NEW.seq);
            END IF;
        END IF;
        -- The steps before this one decide. An older snapshot does not show them.
        IF objection IS NULL AND NOT EXISTS (
                SELECT FROM workflow_audit previous WHERE previous.case_id = NEW.case_id AND previous.seq = NEW.seq - 1) THEN
            objection := pg_catalog.concat('the step before step ', NEW.seq, ' is not visible');
        END IF;
        IF objection IS NOT NULL THEN
            RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: %', TG_NAME, objection
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

-- The functions see the tables of this schema and no others.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION workflow_obligation_closed() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION workflow_audit_obliged() SET search_path = %I, pg_temp', current_schema());
END
$$;

CREATE OR REPLACE TRIGGER workflow_obligation_closed BEFORE INSERT ON workflow_obligation
    FOR EACH ROW EXECUTE FUNCTION workflow_obligation_closed();
CREATE OR REPLACE TRIGGER workflow_obligation_unchanged BEFORE UPDATE ON workflow_obligation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_obligation_kept BEFORE DELETE ON workflow_obligation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_obligation_not_emptied BEFORE TRUNCATE ON workflow_obligation
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_audit_obliged AFTER INSERT ON workflow_audit
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_obliged();
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_closed;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_unchanged;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_kept;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_not_emptied;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_obliged;

UPDATE workflow_installation SET schema_version = 4;
CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
