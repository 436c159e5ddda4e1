-- Workflow Automation Engine, schema version 6, for PostgreSQL 14 and later: the triggers. History only grows, cases only go forward.
--
-- Run this after tables.sql, as the owner of the tables, with the tables' schema first in the search path. Every statement can be run
-- again. The triggers fire in every session, also in those of replication (ENABLE ALWAYS). Only DDL by the owner or a superuser
-- removes them, and then the engine refuses to start.
--
-- Both sides of each comparison have the same type, and pg_catalog has an operator for it. So an operator that somebody creates for
-- other types is never chosen.

CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused by %: what is recorded stays', TG_OP, TG_TABLE_NAME, TG_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
END
$$;

-- Cases come into a newer version from the definition for which it was compiled. Where a newer version is installed and has mappings
-- from this one, its graph names this one's fingerprint.
CREATE OR REPLACE FUNCTION workflow_definition_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM workflow_transition mapping
            JOIN workflow_definition newer ON newer.workflow = mapping.workflow AND newer.version = mapping.version
            WHERE mapping.workflow = NEW.workflow AND mapping.transition = pg_catalog.concat('(migrate:', NEW.version, ')')
                AND pg_catalog.strpos(newer.graph, pg_catalog.concat('{"fingerprint":"', pg_catalog.encode(NEW.fingerprint, 'hex'::TEXT),
                    '","from":', NEW.version, ',')) = 0) THEN
        RAISE EXCEPTION 'INSERT of workflow_definition is refused by %: a newer version of % migrates cases of another version %',
            TG_NAME, NEW.workflow, NEW.version
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

-- A definition says how many rows its author has declared. Once they exist, no more can be added: what is legal stays as it was
-- compiled.
CREATE OR REPLACE FUNCTION workflow_state_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM workflow_state WHERE workflow = NEW.workflow AND version = NEW.version)
            >= (SELECT states FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        RAISE EXCEPTION 'INSERT of workflow_state is refused by %: % version % has all its states', TG_NAME, NEW.workflow, NEW.version
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

-- The names in parentheses are a closed list. A derived row must follow from the definition and its states; it is not counted. Every
-- row of the author is counted. '(migrate:n)' names an older version in plain digits. That version need not be installed. Where it is,
-- the graph names its fingerprint, and the row leaves one of its states.
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

-- An obligation belongs to a transition of the author. They are counted too.
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

-- A step is recorded with its whole payload, under the definition that permits it. The first step begins with the origin digest of
-- this installation. A step that records an erasure names an earlier step that has a payload, and no other step names the same one.
-- Nothing is recorded of a case that is being purged. Every step passes here and at the commit, so each check is separate, and the
-- checks for erasures run for erasures only.
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

-- The id of a purged case is never used again. It fires after the row has taken its place, for which it may have waited. A snapshot from
-- before the purge still shows the old first step instead of the tombstone: then there are two. One that is older than the case shows
-- neither: a transaction that keeps its snapshot locks the row that each purge writes, and fails if a purge has written it since.
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

-- A legal hold names a matter that is not held, and a release one that is. While a hold stands, no erasure is recorded. The case counts its
-- holds, so none is looked for where there is none. It fires at the end of the statement, which may give its rows in any order and may
-- have moved the case already. The steps before this one decide; an older snapshot does not show them.
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

-- Rejects every update except one: clearing the whole payload of a step after its erasure has been recorded, while no legal hold stands.
-- A hold that is just being made is waited for.
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

-- A step goes with its whole case: while the case is being purged, and after the case itself. The next step refers to it, so the newest goes
-- first.
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

-- At the commit: rejects a step that its case has not made, and a recorded erasure that has not taken place.
CREATE OR REPLACE FUNCTION workflow_audit_made() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made BOOLEAN := EXISTS (SELECT FROM workflow_case WHERE case_id = NEW.case_id AND seq >= NEW.seq);
BEGIN
    IF NEW.transition = '(erase)' THEN
        made := made AND EXISTS (
            SELECT FROM workflow_audit erased
            WHERE erased.case_id = NEW.case_id AND erased.seq < NEW.seq AND erased.salt IS NULL
                AND NEW.facts = pg_catalog.concat('{"ERASED_SEQ":"', erased.seq, '"}'));
    END IF;
    IF NOT made THEN
        RAISE EXCEPTION 'INSERT of workflow_audit is refused by %: step % is recorded, but not made', TG_NAME, NEW.seq
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END
$$;

-- A case begins with step 1 and goes forward by one recorded step at a time. Its times are those of the step. A step that keeps the
-- state keeps the time at which the case entered it. An imported case entered its state when the import occurred, if the import says
-- when. The case counts the legal holds that stand.
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

-- A case goes when its tombstone names where it is.
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

-- A tombstone names the head of a case that is finished and not held, and nobody can move the case any more. Who is just recording a step holds
-- the newest one: this waits, and then the case is elsewhere. The newest step is locked before the case, as by a step.
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

-- Rejects every update except one: once nothing of the case is left, the tombstone forgets its id.
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

-- At the commit: rejects a tombstone whose case is still there.
CREATE OR REPLACE FUNCTION workflow_tombstone_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM workflow_tombstone WHERE seq = NEW.seq AND case_id IS NOT NULL) THEN
        RAISE EXCEPTION 'INSERT of workflow_tombstone is refused by %: the case of tombstone % is still there', TG_NAME, NEW.seq
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END
$$;

-- The functions see only the tables of this schema. Otherwise a temporary table of the same name could deceive them.
DO $$
DECLARE
    function_name TEXT;
BEGIN
    FOREACH function_name IN ARRAY ARRAY['workflow_refuse', 'workflow_definition_new', 'workflow_state_closed', 'workflow_transition_closed',
            'workflow_obligation_closed', 'workflow_audit_whole', 'workflow_audit_obliged', 'workflow_audit_purged', 'workflow_audit_held',
            'workflow_audit_erased', 'workflow_audit_kept', 'workflow_audit_made', 'workflow_case_forward', 'workflow_case_kept',
            'workflow_tombstone_new', 'workflow_tombstone_done', 'workflow_tombstone_made'] LOOP
        EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', function_name, current_schema());
    END LOOP;
END
$$;

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_installation_kept BEFORE DELETE ON workflow_installation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_installation_not_emptied BEFORE TRUNCATE ON workflow_installation
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_definition_new BEFORE INSERT ON workflow_definition
    FOR EACH ROW EXECUTE FUNCTION workflow_definition_new();
CREATE OR REPLACE TRIGGER workflow_definition_unchanged BEFORE UPDATE ON workflow_definition
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_definition_kept BEFORE DELETE ON workflow_definition
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_definition_not_emptied BEFORE TRUNCATE ON workflow_definition
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_state_closed BEFORE INSERT ON workflow_state
    FOR EACH ROW EXECUTE FUNCTION workflow_state_closed();
CREATE OR REPLACE TRIGGER workflow_state_unchanged BEFORE UPDATE ON workflow_state
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_state_kept BEFORE DELETE ON workflow_state
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_state_not_emptied BEFORE TRUNCATE ON workflow_state
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_transition_closed BEFORE INSERT ON workflow_transition
    FOR EACH ROW EXECUTE FUNCTION workflow_transition_closed();
CREATE OR REPLACE TRIGGER workflow_transition_unchanged BEFORE UPDATE ON workflow_transition
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_transition_kept BEFORE DELETE ON workflow_transition
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_transition_not_emptied BEFORE TRUNCATE ON workflow_transition
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_obligation_closed BEFORE INSERT ON workflow_obligation
    FOR EACH ROW EXECUTE FUNCTION workflow_obligation_closed();
CREATE OR REPLACE TRIGGER workflow_obligation_unchanged BEFORE UPDATE ON workflow_obligation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_obligation_kept BEFORE DELETE ON workflow_obligation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
CREATE OR REPLACE TRIGGER workflow_obligation_not_emptied BEFORE TRUNCATE ON workflow_obligation
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();

CREATE OR REPLACE TRIGGER workflow_audit_whole BEFORE INSERT ON workflow_audit
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_whole();
CREATE OR REPLACE TRIGGER workflow_audit_obliged AFTER INSERT ON workflow_audit
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_obliged();
CREATE OR REPLACE TRIGGER workflow_audit_purged AFTER INSERT ON workflow_audit
    FOR EACH ROW WHEN (NEW.seq = 1) EXECUTE FUNCTION workflow_audit_purged();
CREATE OR REPLACE TRIGGER workflow_audit_held AFTER INSERT ON workflow_audit
    FOR EACH ROW WHEN (NEW.transition IN ('(erase)', '(hold)', '(release)')) EXECUTE FUNCTION workflow_audit_held();
CREATE OR REPLACE TRIGGER workflow_audit_erased BEFORE UPDATE ON workflow_audit
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_erased();
CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_kept();
CREATE OR REPLACE TRIGGER workflow_audit_not_emptied BEFORE TRUNCATE ON workflow_audit
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();
DROP TRIGGER IF EXISTS workflow_audit_made ON workflow_audit;
CREATE CONSTRAINT TRIGGER workflow_audit_made AFTER INSERT ON workflow_audit DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION workflow_audit_made();

CREATE OR REPLACE TRIGGER workflow_case_first BEFORE INSERT ON workflow_case
    FOR EACH ROW EXECUTE FUNCTION workflow_case_forward();
CREATE OR REPLACE TRIGGER workflow_case_forward BEFORE UPDATE ON workflow_case
    FOR EACH ROW EXECUTE FUNCTION workflow_case_forward();
CREATE OR REPLACE TRIGGER workflow_case_kept BEFORE DELETE ON workflow_case
    FOR EACH ROW EXECUTE FUNCTION workflow_case_kept();
CREATE OR REPLACE TRIGGER workflow_case_not_emptied BEFORE TRUNCATE ON workflow_case
    FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse();

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

ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_kept;
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_not_emptied;
ALTER TABLE workflow_definition ENABLE ALWAYS TRIGGER workflow_definition_new;
ALTER TABLE workflow_definition ENABLE ALWAYS TRIGGER workflow_definition_unchanged;
ALTER TABLE workflow_definition ENABLE ALWAYS TRIGGER workflow_definition_kept;
ALTER TABLE workflow_definition ENABLE ALWAYS TRIGGER workflow_definition_not_emptied;
ALTER TABLE workflow_state ENABLE ALWAYS TRIGGER workflow_state_closed;
ALTER TABLE workflow_state ENABLE ALWAYS TRIGGER workflow_state_unchanged;
ALTER TABLE workflow_state ENABLE ALWAYS TRIGGER workflow_state_kept;
ALTER TABLE workflow_state ENABLE ALWAYS TRIGGER workflow_state_not_emptied;
ALTER TABLE workflow_transition ENABLE ALWAYS TRIGGER workflow_transition_closed;
ALTER TABLE workflow_transition ENABLE ALWAYS TRIGGER workflow_transition_unchanged;
ALTER TABLE workflow_transition ENABLE ALWAYS TRIGGER workflow_transition_kept;
ALTER TABLE workflow_transition ENABLE ALWAYS TRIGGER workflow_transition_not_emptied;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_closed;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_unchanged;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_kept;
ALTER TABLE workflow_obligation ENABLE ALWAYS TRIGGER workflow_obligation_not_emptied;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_whole;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_obliged;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_purged;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_held;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_erased;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_kept;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_not_emptied;
ALTER TABLE workflow_audit ENABLE ALWAYS TRIGGER workflow_audit_made;
ALTER TABLE workflow_case ENABLE ALWAYS TRIGGER workflow_case_first;
ALTER TABLE workflow_case ENABLE ALWAYS TRIGGER workflow_case_forward;
ALTER TABLE workflow_case ENABLE ALWAYS TRIGGER workflow_case_kept;
ALTER TABLE workflow_case ENABLE ALWAYS TRIGGER workflow_case_not_emptied;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_new;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_done;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_kept;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_not_emptied;
ALTER TABLE workflow_tombstone ENABLE ALWAYS TRIGGER workflow_tombstone_made;
