-- Workflow Automation Engine, for PostgreSQL 14 and later: from schema version 5 to 6.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. Nothing that was recorded changes, and the same
-- rows are refused as before: twelve constraints become one that calls a function, so that a step costs the server less. It reads workflow_audit
-- once. Run roles.sql again afterwards.

DO $$
BEGIN
    IF (SELECT schema_version FROM workflow_installation) NOT IN (5, -6, 6) THEN
        RAISE EXCEPTION 'this script is for tables of schema version 5, found version %', (SELECT schema_version FROM workflow_installation);
    END IF;
END
$$;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged ON workflow_installation;
UPDATE workflow_installation SET schema_version = -6;

-- What a row of workflow_audit must be like. A value that is NULL breaks no rule but those about NULL. It is a function, because PostgreSQL reads
-- the text of a CHECK constraint again in each statement. For twelve constraints that took two fifths of the server's work for a step. What
-- breaks a rule is refused under the rule's name, as by a constraint.
CREATE OR REPLACE FUNCTION workflow_audit_values(
    case_id TEXT, seq BIGINT, from_version INTEGER, version INTEGER, fingerprint BYTEA, transition TEXT, from_state TEXT, actor_kind TEXT, actor TEXT,
    on_behalf_of TEXT, reason TEXT, facts TEXT, evidence TEXT, salt BYTEA, payload_digest BYTEA, request_id TEXT, source TEXT, recorded_at TIMESTAMP,
    occurred_at TIMESTAMP, previous_digest BYTEA, format INTEGER, algorithm TEXT, key_id TEXT, digest BYTEA, seal BYTEA)
RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    broken TEXT := CASE
        WHEN NOT seq BETWEEN 1 AND 2147483647 THEN 'workflow_audit_seq'
        -- The foreign key of the chain does not check the first step, because its prev_seq is NULL. So only the first step may begin a
        -- history.
        WHEN (seq = 1) <> (from_state = '(new)') THEN 'workflow_audit_opening'
        -- A case changes its version only by a declared migration from the version that it follows, and only to a later one.
        WHEN NOT (
            (from_version = version AND transition NOT LIKE '(migrate:%')
            OR (seq > 1 AND from_version < version AND transition = concat('(migrate:', from_version, ')'))) THEN 'workflow_audit_version'
        -- The canonical form that the columns of this schema can hold.
        WHEN format <> 1 THEN 'workflow_audit_format'
        WHEN actor_kind NOT IN ('PERSON', 'SERVICE', 'SYSTEM') THEN 'workflow_audit_actor_kind'
        WHEN NOT (
            char_length(case_id) BETWEEN 1 AND 64 AND char_length(actor) BETWEEN 1 AND 128 AND char_length(on_behalf_of) BETWEEN 1 AND 128
            AND char_length(reason) BETWEEN 1 AND 2000 AND octet_length(facts) <= 65536 AND octet_length(evidence) <= 65536
            AND char_length(request_id) BETWEEN 1 AND 64 AND char_length(source) BETWEEN 1 AND 128
            AND char_length(algorithm) BETWEEN 1 AND 32 AND char_length(key_id) BETWEEN 1 AND 64) THEN 'workflow_audit_lengths'
        WHEN NOT (
            octet_length(fingerprint) = 32 AND octet_length(salt) = 16 AND octet_length(payload_digest) = 32
            AND octet_length(previous_digest) = 32 AND octet_length(digest) = 32 AND octet_length(seal) BETWEEN 1 AND 512) THEN 'workflow_audit_binary'
        WHEN NOT (
            recorded_at >= '1900-01-01' AND recorded_at < '2200-01-01' AND occurred_at >= '1900-01-01' AND occurred_at < '2200-01-01')
            THEN 'workflow_audit_times'
        WHEN NOT (
            (salt IS NULL AND actor IS NULL AND on_behalf_of IS NULL AND reason IS NULL AND facts IS NULL AND evidence IS NULL)
            OR (salt IS NOT NULL AND actor IS NOT NULL AND reason IS NOT NULL AND facts IS NOT NULL)) THEN 'workflow_audit_payload'
        WHEN (seal IS NULL) <> (algorithm IS NULL) OR (seal IS NULL) <> (key_id IS NULL) THEN 'workflow_audit_seal'
        -- Who ordered an erasure or a legal hold, and why, is never erased.
        WHEN transition IN ('(erase)', '(hold)', '(release)') AND salt IS NULL THEN 'workflow_audit_unerased'
        -- An imported case has been in its state since the time when it occurred, which cannot be later than when it was recorded.
        WHEN transition = '(import)' AND occurred_at > recorded_at THEN 'workflow_audit_import'
    END;
BEGIN
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'new row for relation "workflow_audit" violates check constraint "%"', broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken, TABLE = 'workflow_audit';
    END IF;
    RETURN TRUE;
END
$$;

ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_values;
ALTER TABLE workflow_audit ADD CONSTRAINT workflow_audit_values CHECK (workflow_audit_values(
    case_id, seq, from_version, version, fingerprint, transition, from_state, actor_kind, actor, on_behalf_of, reason, facts, evidence, salt,
    payload_digest, request_id, source, recorded_at, occurred_at, previous_digest, format, algorithm, key_id, digest, seal));
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_seq;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_opening;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_version;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_format;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_actor_kind;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_lengths;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_binary;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_times;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_payload;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_seal;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_unerased;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_import;

-- A step is made by somebody whom the obligations of its transition permit. For a transition without obligations this is one look into an
-- index. Whatever the case has been through, who brought it into a state is found at once; a quorum is counted from there on. It fires at the
-- end of the statement, which may give its rows in any order.
CREATE OR REPLACE FUNCTION workflow_audit_obliged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    demand RECORD;
    brought RECORD;
    made BIGINT;
    objection TEXT;
BEGIN
    IF NOT EXISTS (
            SELECT FROM workflow_obligation
            WHERE workflow = NEW.workflow AND version = NEW.version AND from_state = NEW.from_state AND transition = NEW.transition) THEN
        RETURN NULL;
    END IF;
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

-- The function sees the tables of this schema and no others.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION workflow_audit_obliged() SET search_path = %I, pg_temp', current_schema());
END
$$;

UPDATE workflow_installation SET schema_version = 6;
CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workflow_refuse();
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
