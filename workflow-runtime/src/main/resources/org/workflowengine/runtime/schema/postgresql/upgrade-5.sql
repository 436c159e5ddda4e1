-- Workflow Automation Engine, for PostgreSQL 14 and later: from schema version 4 to 5.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. No case is held and none is purged;
-- nothing that was recorded changes. What is installed can be held from now on. The new check reads workflow_audit once. Run roles.sql again afterwards.

DO $$
BEGIN
    IF (SELECT schema_version FROM workflow_installation) NOT IN (4, -5, 5) THEN
        RAISE EXCEPTION 'this script is for tables of schema version 4, found version %', (SELECT schema_version FROM workflow_installation);
    END IF;
END
$$;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged ON workflow_installation;
UPDATE workflow_installation SET schema_version = -5;

ALTER TABLE workflow_transition DROP CONSTRAINT IF EXISTS workflow_transition_erasure;
ALTER TABLE workflow_transition DROP CONSTRAINT IF EXISTS workflow_transition_keeping;
ALTER TABLE workflow_transition ADD CONSTRAINT workflow_transition_keeping CHECK (transition NOT IN ('(erase)', '(hold)', '(release)') OR from_state = to_state);
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_erasure;
ALTER TABLE workflow_audit DROP CONSTRAINT IF EXISTS workflow_audit_unerased;
ALTER TABLE workflow_audit ADD CONSTRAINT workflow_audit_unerased CHECK (transition NOT IN ('(erase)', '(hold)', '(release)') OR salt IS NOT NULL);
ALTER TABLE workflow_case ADD COLUMN IF NOT EXISTS holds INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE workflow_case DROP CONSTRAINT IF EXISTS workflow_case_holds;
ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_holds CHECK (holds >= 0);

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

CREATE OR REPLACE FUNCTION workflow_transition_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    permitted BOOLEAN := TRUE;
    named BIGINT;
BEGIN
    IF NEW.transition = '(open)' THEN
        permitted := EXISTS (SELECT FROM workflow_state
            WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.to_state AND initial);
    ELSIF NEW.transition = '(erase)' THEN
        permitted := EXISTS (SELECT FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version AND erasable);
    ELSIF NEW.transition = '(hold)' OR NEW.transition = '(release)' THEN
        permitted := NEW.from_state = NEW.to_state;
    ELSE
        IF NEW.transition = '(import)' THEN
            permitted := EXISTS (SELECT FROM workflow_state
                WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.to_state AND importable);
        ELSIF NEW.transition LIKE '(%' THEN
            permitted := NEW.transition ~ '^[(]migrate:[1-9][0-9]{0,9}[)]$' AND NEW.from_state <> '(new)';
            IF permitted THEN
                named := pg_catalog.substr(NEW.transition, 10, pg_catalog.length(NEW.transition) - 10)::BIGINT;
                permitted := named < NEW.version::BIGINT AND NOT EXISTS (
                    SELECT FROM workflow_definition older
                    WHERE older.workflow = NEW.workflow AND older.version::BIGINT = named AND NOT (
                        EXISTS (SELECT FROM workflow_state
                            WHERE workflow = NEW.workflow AND version::BIGINT = named AND state = NEW.from_state)
                        AND EXISTS (SELECT FROM workflow_definition
                            WHERE workflow = NEW.workflow AND version = NEW.version
                                AND pg_catalog.strpos(graph, pg_catalog.concat('{"fingerprint":"',
                                    pg_catalog.encode(older.fingerprint, 'hex'::TEXT), '","from":', named, ',')) > 0)));
            END IF;
        END IF;
        IF (SELECT COUNT(*) FROM workflow_transition
                WHERE workflow = NEW.workflow AND version = NEW.version
                    AND transition NOT IN ('(open)', '(erase)', '(hold)', '(release)'))
                >= (SELECT transitions FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
            RAISE EXCEPTION 'INSERT of workflow_transition is refused by %: % version % has all its transitions', TG_NAME, NEW.workflow, NEW.version
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
        END IF;
    END IF;
    -- A definition that is not there is refused by a foreign key, which says so.
    IF NOT permitted AND EXISTS (SELECT FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        RAISE EXCEPTION 'INSERT of workflow_transition is refused by %: % version % does not declare % to %',
            TG_NAME, NEW.workflow, NEW.version, NEW.transition, NEW.to_state
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_audit_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole BOOLEAN := NEW.salt IS NOT NULL;
    permitted BYTEA;
BEGIN
    IF NEW.seq = 1 AND NEW.previous_digest IS DISTINCT FROM (SELECT origin_digest FROM workflow_installation) THEN
        RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: the first step does not begin with the origin digest of this installation', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF EXISTS (SELECT FROM workflow_tombstone WHERE case_id = NEW.case_id) THEN
        RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: the case is being purged', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF NEW.transition = '(erase)' THEN
        whole := whole AND EXISTS (
            SELECT FROM workflow_audit erased
            WHERE erased.case_id = NEW.case_id
                -- If another erasure has taken the place first, the key refuses this one and says so.
                AND (erased.seq = NEW.seq OR (erased.seq < NEW.seq AND erased.transition NOT IN ('(erase)', '(hold)', '(release)')
                    AND erased.salt IS NOT NULL AND NEW.facts = pg_catalog.concat('{"ERASED_SEQ":"', erased.seq, '"}'))))
            AND NOT EXISTS (
                SELECT FROM workflow_audit other
                WHERE other.case_id = NEW.case_id AND other.seq < NEW.seq AND other.transition = '(erase)' AND other.facts = NEW.facts);
    END IF;
    -- A definition that is not there is refused by a foreign key, which says so.
    SELECT fingerprint INTO permitted FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version;
    IF NOT whole OR NEW.fingerprint <> permitted THEN
        RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: step % is not whole, erases nothing, or names another definition', TG_NAME, NEW.seq
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_audit_purged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    id BYTEA := pg_catalog.convert_to(NEW.case_id, 'UTF8'::NAME);
BEGIN
    IF pg_catalog.current_setting('transaction_isolation'::TEXT) <> 'read committed' THEN
        PERFORM FROM workflow_installation FOR SHARE;
    END IF;
    IF EXISTS (SELECT FROM workflow_tombstone WHERE case_hash = (
                SELECT pg_catalog.sha256(pg_catalog.decode('5754433100000010'::TEXT, 'hex'::TEXT) || installation || pg_catalog.int4send(pg_catalog.octet_length(id)) || id)
                FROM workflow_installation))
            OR (SELECT COUNT(*) FROM workflow_audit WHERE case_id = NEW.case_id AND seq = 1) > 1 THEN
        RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: a case of this id was purged', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION workflow_audit_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head BIGINT;
    standing BIGINT;
    between_them BIGINT;
    newest TEXT;
    objection TEXT;
BEGIN
    SELECT COALESCE(MAX(seq), 0::BIGINT), COALESCE(MAX(holds), 0)::BIGINT INTO head, standing FROM workflow_case WHERE case_id = NEW.case_id;
    SELECT COUNT(*), standing + COALESCE(SUM(
            CASE transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END * CASE WHEN seq > head THEN 1 ELSE -1 END), 0::BIGINT)
        INTO between_them, standing
        FROM workflow_audit
        WHERE case_id = NEW.case_id AND (seq > head AND seq < NEW.seq OR seq <= head AND seq >= NEW.seq);
    IF NEW.seq > head AND between_them <> NEW.seq - 1 - head THEN
        objection := 'the step before it is not visible';
    ELSIF NEW.transition = '(erase)' THEN
        IF standing > 0 THEN
            objection := 'a legal hold stands';
        END IF;
    ELSE
        IF standing > 0 THEN
            SELECT transition INTO newest FROM workflow_audit
            WHERE case_id = NEW.case_id AND seq < NEW.seq AND transition IN ('(hold)', '(release)') AND facts = NEW.facts
            ORDER BY seq DESC
            LIMIT 1;
        END IF;
        IF NEW.facts NOT LIKE '{"MATTER":"_%"}' THEN
            objection := 'it names no matter';
        ELSIF (NEW.transition = '(hold)') = (newest IS NOT NULL AND newest = '(hold)') THEN
            objection := CASE NEW.transition WHEN '(hold)' THEN 'this matter is held already' ELSE 'this matter is not held' END;
        END IF;
    END IF;
    IF objection IS NOT NULL THEN
        RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: step %: %', TG_NAME, NEW.seq, objection
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION workflow_audit_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    erased workflow_audit := OLD;
    standing INTEGER;
BEGIN
    erased.salt := NULL;
    erased.actor := NULL;
    erased.on_behalf_of := NULL;
    erased.reason := NULL;
    erased.facts := NULL;
    erased.evidence := NULL;
    -- Generated columns are not computed yet when a trigger sees the new row.
    erased.prev_seq := NEW.prev_seq;
    IF OLD.salt IS NULL OR NEW OPERATOR(pg_catalog.*<>) erased OR NOT EXISTS (
            SELECT FROM workflow_audit erasure
            WHERE erasure.case_id = OLD.case_id AND erasure.seq > OLD.seq AND erasure.transition = '(erase)'
                AND erasure.facts = pg_catalog.concat('{"ERASED_SEQ":"', OLD.seq, '"}')) THEN
        RAISE EXCEPTION 'UPDATE of workflow_audit is refused by %: it is not the recorded erasure of a whole payload', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    SELECT holds INTO standing FROM workflow_case WHERE case_id = OLD.case_id FOR NO KEY UPDATE;
    IF standing IS NULL OR standing > 0 THEN
        RAISE EXCEPTION 'UPDATE of workflow_audit is refused by %: a legal hold stands, or the case is not there', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM workflow_tombstone WHERE case_id = OLD.case_id)
            OR EXISTS (SELECT FROM workflow_case WHERE case_id = OLD.case_id) THEN
        RAISE EXCEPTION 'DELETE of workflow_audit is refused by %: no tombstone says that the case is purged, or the case is still there', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN OLD;
END
$$;

CREATE OR REPLACE FUNCTION workflow_case_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next_seq BIGINT := 1;
    entered TIMESTAMP(6);
    standing INTEGER := 0;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        next_seq := OLD.seq + 1;
        entered := OLD.entered_at;
        standing := OLD.holds;
    END IF;
    IF NEW.seq <> next_seq
            OR (TG_OP = 'UPDATE' AND (NEW.case_id <> OLD.case_id OR NEW.workflow <> OLD.workflow))
            OR NOT EXISTS (
                SELECT FROM workflow_audit step
                WHERE step.case_id = NEW.case_id AND step.seq = NEW.seq AND NEW.moved_at = step.recorded_at
                    AND NEW.entered_at = CASE WHEN step.from_state = step.to_state THEN entered
                        WHEN step.transition = '(import)' AND step.occurred_at IS NOT NULL THEN step.occurred_at
                        ELSE step.recorded_at END
                    AND NEW.holds = standing + CASE step.transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END) THEN
        RAISE EXCEPTION '% of workflow_case is refused by %: a case goes forward by one recorded step', TG_OP, TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_case_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.holds > 0 OR NOT EXISTS (
            SELECT FROM workflow_tombstone WHERE case_id = OLD.case_id AND last_seq = OLD.seq AND last_digest = OLD.digest) THEN
        RAISE EXCEPTION 'DELETE of workflow_case is refused by %: no tombstone names where the case is', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN OLD;
END
$$;

CREATE OR REPLACE FUNCTION workflow_tombstone_new() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    id BYTEA := pg_catalog.convert_to(NEW.case_id, 'UTF8'::NAME);
    head workflow_case;
BEGIN
    PERFORM FROM workflow_audit WHERE case_id = NEW.case_id AND seq = NEW.last_seq FOR UPDATE;
    SELECT * INTO head FROM workflow_case WHERE case_id = NEW.case_id FOR UPDATE;
    IF head.case_id IS NULL OR head.workflow <> NEW.workflow OR head.version <> NEW.version OR head.state <> NEW.state
            OR head.seq <> NEW.last_seq OR head.digest <> NEW.last_digest OR head.holds > 0
            OR NOT EXISTS (SELECT FROM workflow_state
                WHERE workflow = head.workflow AND version = head.version AND state = head.state AND (terminal OR resting)) THEN
        RAISE EXCEPTION 'INSERT of workflow_tombstone is refused by %: it does not name the head of a case that is finished and not held', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF NOT EXISTS (SELECT FROM workflow_installation
            WHERE NEW.case_hash = pg_catalog.sha256(pg_catalog.decode('5754433100000010'::TEXT, 'hex'::TEXT) || installation
                    || pg_catalog.int4send(pg_catalog.octet_length(id)) || id)
                AND (NEW.seq > 1 OR NEW.previous_digest = origin_digest)) THEN
        RAISE EXCEPTION 'INSERT of workflow_tombstone is refused by %: it has not the hash of this case, or does not begin with the origin digest', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    -- An older snapshot does not show this tombstone, but no transaction can lock a row that has been written since its snapshot. For the
    -- second tombstone of a transaction that has been done already.
    IF NOT EXISTS (SELECT FROM workflow_tombstone WHERE seq = NEW.seq - 1 AND case_id IS NOT NULL) THEN
        UPDATE workflow_installation SET only_row = only_row;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_tombstone_done() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    done workflow_tombstone := OLD;
BEGIN
    done.case_id := NULL;
    -- Generated columns are not computed yet when a trigger sees the new row.
    done.prev_seq := NEW.prev_seq;
    IF OLD.case_id IS NULL OR NEW OPERATOR(pg_catalog.*<>) done
            OR EXISTS (SELECT FROM workflow_case WHERE case_id = OLD.case_id)
            OR EXISTS (SELECT FROM workflow_audit WHERE case_id = OLD.case_id) THEN
        RAISE EXCEPTION 'UPDATE of workflow_tombstone is refused by %: it is not the end of a purge that has left nothing', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_tombstone_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM workflow_tombstone WHERE seq = NEW.seq AND case_id IS NOT NULL) THEN
        RAISE EXCEPTION 'INSERT of workflow_tombstone is refused by %: the case of tombstone % is still there', TG_NAME, NEW.seq
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END
$$;

-- The functions see the tables of this schema and no others.
DO $$
DECLARE
    function_name TEXT;
BEGIN
    FOREACH function_name IN ARRAY ARRAY['workflow_transition_closed', 'workflow_audit_whole', 'workflow_audit_purged', 'workflow_audit_held',
            'workflow_audit_erased', 'workflow_audit_kept', 'workflow_case_forward', 'workflow_case_kept',
            'workflow_tombstone_new', 'workflow_tombstone_done', 'workflow_tombstone_made'] LOOP
        EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', function_name, current_schema());
    END LOOP;
END
$$;

CREATE OR REPLACE TRIGGER workflow_audit_purged AFTER INSERT ON workflow_audit
    FOR EACH ROW WHEN (NEW.seq = 1) EXECUTE FUNCTION workflow_audit_purged();
CREATE OR REPLACE TRIGGER workflow_audit_held AFTER INSERT ON workflow_audit
    FOR EACH ROW WHEN (NEW.transition IN ('(erase)', '(hold)', '(release)')) EXECUTE FUNCTION workflow_audit_held();
CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_kept();
CREATE OR REPLACE TRIGGER workflow_case_kept BEFORE DELETE ON workflow_case
    FOR EACH ROW EXECUTE FUNCTION workflow_case_kept();
CREATE OR REPLACE TRIGGER workflow_tombstone_new BEFORE INSERT ON workflow_tombstone
    FOR EACH ROW EXECUTE FUNCTION workflow_tombstone_new();
CREATE OR REPLACE TRIGGER workflow_tombstone_done BEFORE UPDATE ON workflow_tombstone
    FOR EACH ROW EXECUTE FUNCTION workflow_tombstone_done();
CREATE OR REPLACE TRIGGER workflow_tombstone_kept BEFORE DELETE ON workflow_tombstone
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_tombstone_not_emptied BEFORE TRUNCATE ON workflow_tombstone
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
DROP TRIGGER IF EXISTS workflow_tombstone_made ON workflow_tombstone;
CREATE CONSTRAINT TRIGGER workflow_tombstone_made AFTER INSERT ON workflow_tombstone DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION workflow_tombstone_made();
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_purged;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_held;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_kept;
ALTER TABLE workflow_case ENABLE ALWAYS TRIGGER workflow_case_kept;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_new;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_done;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_kept;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_not_emptied;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_made;

-- Every state of what is installed can be held.
INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)
SELECT s.workflow, s.version, s.state, derived.transition, s.state
FROM workflow_state s
CROSS JOIN (VALUES ('(hold)'), ('(release)')) AS derived (transition)
WHERE NOT EXISTS (SELECT FROM workflow_transition t
    WHERE t.workflow = s.workflow AND t.version = s.version AND t.from_state = s.state AND t.transition = derived.transition);

UPDATE workflow_installation SET schema_version = 5;
CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workflow_refuse();
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
