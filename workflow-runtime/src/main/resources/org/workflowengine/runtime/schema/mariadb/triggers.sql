-- Workflow Automation Engine, schema version 6, for MariaDB 10.6 and later: the triggers. History only grows, cases only go forward.
--
-- Run this after tables.sql, with MariaDB's own client, as a user who may create triggers and views. Every statement can be run again.
-- MariaDB has no triggers on TRUNCATE: do not grant DROP. Foreign keys, checks and unique keys can be switched off in a session;
-- such a session cannot write here.

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_new BEFORE INSERT ON workflow_installation FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_new: checks are switched off in this session';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

CREATE OR REPLACE TRIGGER workflow_installation_kept BEFORE DELETE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_kept: what is recorded stays';
END//

-- Cases come into a newer version from the definition for which it was compiled. Where a newer version is installed and has mappings
-- from this one, its graph names this one's fingerprint.
CREATE OR REPLACE TRIGGER workflow_definition_new BEFORE INSERT ON workflow_definition FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_new: checks are switched off in this session';
    END IF;
    IF EXISTS (SELECT 1 FROM workflow_transition mapping
            JOIN workflow_definition newer ON newer.workflow = mapping.workflow AND newer.version = mapping.version
            WHERE mapping.workflow = NEW.workflow AND mapping.transition = CONCAT('(migrate:', NEW.version, ')')
                AND LOCATE(CONCAT('{"fingerprint":"', LOWER(HEX(NEW.fingerprint)), '","from":', NEW.version, ','), newer.graph) = 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_new: a newer version migrates cases of another definition';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_definition_unchanged BEFORE UPDATE ON workflow_definition FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_unchanged: what is recorded stays';
END//

CREATE OR REPLACE TRIGGER workflow_definition_kept BEFORE DELETE ON workflow_definition FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_kept: what is recorded stays';
END//

-- A definition says how many rows its author has declared. Once they exist, no more can be added: what is legal stays as it was
-- compiled.
CREATE OR REPLACE TRIGGER workflow_state_closed BEFORE INSERT ON workflow_state FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_state_closed: checks are switched off in this session';
    END IF;
    IF (SELECT COUNT(*) FROM workflow_state WHERE workflow = NEW.workflow AND version = NEW.version)
            >= (SELECT states FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_state_closed: the definition has all its states';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_state_unchanged BEFORE UPDATE ON workflow_state FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_state_unchanged: what is recorded stays';
END//

CREATE OR REPLACE TRIGGER workflow_state_kept BEFORE DELETE ON workflow_state FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_state_kept: what is recorded stays';
END//

-- The names in parentheses are a closed list. A derived row must follow from the definition and its states; it is not counted. Every
-- row of the author is counted. '(migrate:n)' names an older version in plain digits. That version need not be installed. Where it is,
-- the graph names its fingerprint, and the row leaves one of its states.
CREATE OR REPLACE TRIGGER workflow_transition_closed BEFORE INSERT ON workflow_transition FOR EACH ROW
BEGIN
    DECLARE permitted BOOLEAN DEFAULT TRUE;
    DECLARE named BIGINT;
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_closed: checks are switched off in this session';
    END IF;
    IF NEW.transition = '(open)' THEN
        SET permitted = EXISTS (SELECT 1 FROM workflow_state
            WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.to_state AND initial);
    ELSEIF NEW.transition = '(erase)' THEN
        SET permitted = EXISTS (SELECT 1 FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version AND erasable);
    ELSEIF NEW.transition = '(hold)' OR NEW.transition = '(release)' THEN
        SET permitted = NEW.from_state = NEW.to_state;
    ELSE
        IF NEW.transition = '(import)' THEN
            SET permitted = EXISTS (SELECT 1 FROM workflow_state
                WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.to_state AND importable);
        ELSEIF NEW.transition LIKE '(%' THEN
            -- Only digits are converted to a number, which must be written without leading zeros.
            SET permitted = LENGTH(NEW.transition) BETWEEN 11 AND 20 AND NEW.from_state <> '(new)'
                AND SUBSTRING(NEW.transition, 10, LENGTH(NEW.transition) - 10) NOT REGEXP '[^0-9]';
            IF permitted THEN
                SET named = CAST(SUBSTRING(NEW.transition, 10, LENGTH(NEW.transition) - 10) AS SIGNED);
                SET permitted = NEW.transition = CONCAT('(migrate:', named, ')') AND named >= 1 AND named < NEW.version AND NOT EXISTS (
                    SELECT 1 FROM workflow_definition older
                    WHERE older.workflow = NEW.workflow AND older.version = named AND NOT (
                        EXISTS (SELECT 1 FROM workflow_state
                            WHERE workflow = NEW.workflow AND version = named AND state = NEW.from_state)
                        AND EXISTS (SELECT 1 FROM workflow_definition
                            WHERE workflow = NEW.workflow AND version = NEW.version AND LOCATE(CONCAT('{"fingerprint":"',
                                LOWER(HEX(older.fingerprint)), '","from":', named, ','), graph) > 0)));
            END IF;
        END IF;
        IF (SELECT COUNT(*) FROM workflow_transition
                WHERE workflow = NEW.workflow AND version = NEW.version
                    AND transition NOT IN ('(open)', '(erase)', '(hold)', '(release)'))
                >= (SELECT transitions FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_closed: the definition has all its transitions';
        END IF;
    END IF;
    -- A definition that is not there is refused by a foreign key, which says so.
    IF NOT permitted AND EXISTS (SELECT 1 FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_closed: the definition does not declare this row';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_transition_unchanged BEFORE UPDATE ON workflow_transition FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_unchanged: what is recorded stays';
END//

CREATE OR REPLACE TRIGGER workflow_transition_kept BEFORE DELETE ON workflow_transition FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_kept: what is recorded stays';
END//

-- An obligation belongs to a transition of the author. They are counted too.
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

-- A step is recorded with its whole payload, under the definition that permits it. The first step begins with the origin digest of
-- this installation. A step that records an erasure names an earlier step that has a payload, and no other step names the same one.
-- Nothing is recorded of a case that is being purged. Every step passes here, so each check is separate, and the checks for erasures
-- run for erasures only.
CREATE OR REPLACE TRIGGER workflow_audit_whole BEFORE INSERT ON workflow_audit FOR EACH ROW
BEGIN
    DECLARE whole BOOLEAN DEFAULT NEW.salt IS NOT NULL;
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_whole: checks are switched off in this session';
    END IF;
    IF NEW.seq = 1 AND NOT (NEW.previous_digest <=> (SELECT origin_digest FROM workflow_installation)) THEN
        SIGNAL SQLSTATE '45000'
            SET MESSAGE_TEXT = 'workflow_audit_whole: the first step does not begin with the origin digest of this installation';
    END IF;
    IF NEW.transition = '(erase)' THEN
        SET whole = whole AND EXISTS (
            SELECT 1 FROM workflow_audit erased
            WHERE erased.case_id = NEW.case_id
                -- If another erasure has taken the place first, the key refuses this one and says so.
                AND (erased.seq = NEW.seq OR (erased.seq < NEW.seq AND erased.transition NOT IN ('(erase)', '(hold)', '(release)')
                    AND erased.salt IS NOT NULL AND NEW.facts = CONCAT('{"ERASED_SEQ":"', erased.seq, '"}'))))
            AND NOT EXISTS (
                SELECT 1 FROM workflow_audit other
                WHERE other.case_id = NEW.case_id AND other.seq < NEW.seq AND other.transition = '(erase)' AND other.facts = NEW.facts);
    END IF;
    -- A definition that is not there is refused by a foreign key, which says so.
    IF NOT whole OR NEW.fingerprint IS NULL OR NEW.fingerprint <> (
            SELECT fingerprint FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        SIGNAL SQLSTATE '45000'
            SET MESSAGE_TEXT = 'workflow_audit_whole: the step is not whole, erases nothing, or names another definition';
    END IF;
END//

-- A step is made by somebody whom the obligations of its transition permit. For a transition without obligations this is one look into an
-- index. Whatever the case has been through, who brought it into a state is found at once; a quorum is counted from there on.
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

-- No step follows the tombstone of its case, and the id of a purged case is never used again. A purge that is under way is waited for. It fires
-- after the row has taken its place, for which it may have waited, and sees what is there now, whatever the transaction's snapshot shows.
CREATE OR REPLACE TRIGGER workflow_audit_purged AFTER INSERT ON workflow_audit FOR EACH ROW
BEGIN
    IF EXISTS (SELECT 1 FROM workflow_tombstone WHERE case_id = NEW.case_id LOCK IN SHARE MODE) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_purged: the case is being purged';
    END IF;
    IF NEW.seq = 1 AND EXISTS (
            SELECT 1 FROM workflow_tombstone WHERE case_hash = (
                SELECT UNHEX(SHA2(CONCAT(X'5754433100000010', installation, UNHEX(LPAD(HEX(LENGTH(NEW.case_id)), 8, '0')),
                    CAST(NEW.case_id AS BINARY)), 256))
                FROM workflow_installation)
            LOCK IN SHARE MODE) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_purged: a case of this id was purged';
    END IF;
END//

-- A legal hold names a matter that is not held, and a release one that is. While a hold stands, no erasure is recorded. The case counts its
-- holds, so none is looked for where there is none. The steps before this one decide; an older snapshot does not show them.
CREATE OR REPLACE TRIGGER workflow_audit_held BEFORE INSERT ON workflow_audit FOR EACH ROW
BEGIN
    DECLARE head BIGINT;
    DECLARE standing BIGINT;
    DECLARE between_them BIGINT;
    DECLARE newest VARCHAR(64);
    DECLARE objection TEXT;
    IF NEW.transition IN ('(erase)', '(hold)', '(release)') THEN
        SELECT COALESCE(MAX(seq), 0), COALESCE(MAX(holds), 0) INTO head, standing FROM workflow_case WHERE case_id = NEW.case_id;
        SELECT COUNT(*), standing + COALESCE(SUM(CASE transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END), 0)
            INTO between_them, standing
            FROM workflow_audit WHERE case_id = NEW.case_id AND seq > head AND seq < NEW.seq;
        IF between_them <> NEW.seq - 1 - head THEN
            SET objection = 'workflow_audit_held: the step before this one is not visible';
        ELSEIF NEW.transition = '(erase)' THEN
            IF standing > 0 THEN
                SET objection = 'workflow_audit_held: a legal hold stands';
            END IF;
        ELSE
            IF standing > 0 THEN
                SET newest = (
                    SELECT transition FROM workflow_audit
                    WHERE case_id = NEW.case_id AND seq < NEW.seq AND transition IN ('(hold)', '(release)') AND facts = NEW.facts
                    ORDER BY seq DESC
                    LIMIT 1);
            END IF;
            IF NEW.facts NOT LIKE '{"MATTER":"_%"}' THEN
                SET objection = 'workflow_audit_held: it names no matter';
            ELSEIF (NEW.transition = '(hold)') = (newest <=> '(hold)') THEN
                SET objection = IF(NEW.transition = '(hold)', 'workflow_audit_held: this matter is held already',
                    'workflow_audit_held: this matter is not held');
            END IF;
        END IF;
        -- If another step has taken the place meanwhile, the key refuses this one and says so.
        IF objection IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM workflow_audit taken WHERE taken.case_id = NEW.case_id AND taken.seq = NEW.seq) THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = objection;
        END IF;
    END IF;
END//

-- Rejects every update except one: clearing the whole payload of a step after its erasure has been recorded, while no legal hold stands.
-- A hold that is just being made is waited for.
CREATE OR REPLACE TRIGGER workflow_audit_erased BEFORE UPDATE ON workflow_audit FOR EACH ROW
BEGIN
    DECLARE standing INTEGER;
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_erased: checks are switched off in this session';
    END IF;
    IF OLD.salt IS NULL OR NEW.salt IS NOT NULL OR NEW.actor IS NOT NULL OR NEW.on_behalf_of IS NOT NULL
            OR NEW.reason IS NOT NULL OR NEW.facts IS NOT NULL OR NEW.evidence IS NOT NULL
            OR NOT (NEW.case_id <=> OLD.case_id AND NEW.seq <=> OLD.seq AND NEW.workflow <=> OLD.workflow
                AND NEW.from_version <=> OLD.from_version AND NEW.version <=> OLD.version
                AND NEW.fingerprint <=> OLD.fingerprint AND NEW.transition <=> OLD.transition
                AND NEW.from_state <=> OLD.from_state AND NEW.to_state <=> OLD.to_state
                AND NEW.actor_kind <=> OLD.actor_kind AND NEW.payload_digest <=> OLD.payload_digest
                AND NEW.request_id <=> OLD.request_id AND NEW.source <=> OLD.source
                AND NEW.recorded_at <=> OLD.recorded_at AND NEW.occurred_at <=> OLD.occurred_at
                AND NEW.previous_digest <=> OLD.previous_digest
                AND NEW.format <=> OLD.format AND NEW.algorithm <=> OLD.algorithm AND NEW.key_id <=> OLD.key_id
                AND NEW.digest <=> OLD.digest AND NEW.seal <=> OLD.seal)
            OR NOT EXISTS (
                SELECT 1 FROM workflow_audit erasure
                WHERE erasure.case_id = OLD.case_id AND erasure.seq > OLD.seq AND erasure.transition = '(erase)'
                    AND erasure.facts = CONCAT('{"ERASED_SEQ":"', OLD.seq, '"}')) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_erased: no recorded erasure of a whole payload';
    END IF;
    SELECT holds INTO standing FROM workflow_case WHERE case_id = OLD.case_id FOR UPDATE;
    IF standing IS NULL OR standing > 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_erased: a legal hold stands, or the case is not there';
    END IF;
END//

-- A step goes with its whole case: while the case is being purged, and after the case itself. The next step refers to it, so the newest goes
-- first.
CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_kept: checks are switched off in this session';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM workflow_tombstone WHERE case_id = OLD.case_id)
            OR EXISTS (SELECT 1 FROM workflow_case WHERE case_id = OLD.case_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_kept: no tombstone says that the case is purged, or the case is there';
    END IF;
END//

-- A case begins with step 1 and goes forward by one recorded step at a time. Its times are those of the step. A step that keeps the
-- state keeps the time at which the case entered it. An imported case entered its state when the import occurred, if the import says
-- when. The case counts the legal holds that stand.
CREATE OR REPLACE TRIGGER workflow_case_first BEFORE INSERT ON workflow_case FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_first: checks are switched off in this session';
    END IF;
    IF NOT (NEW.seq <=> 1 AND NEW.holds <=> 0) OR NOT EXISTS (
            SELECT 1 FROM workflow_audit step
            WHERE step.case_id = NEW.case_id AND step.seq = NEW.seq AND NEW.moved_at = step.recorded_at
                AND NEW.entered_at = CASE WHEN step.transition = '(import)' AND step.occurred_at IS NOT NULL THEN step.occurred_at
                    ELSE step.recorded_at END) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_first: a case begins with its recorded first step';
    END IF;
END//

-- A case that is being purged does not come back.
CREATE OR REPLACE TRIGGER workflow_case_purged AFTER INSERT ON workflow_case FOR EACH ROW
BEGIN
    IF EXISTS (SELECT 1 FROM workflow_tombstone WHERE case_id = NEW.case_id LOCK IN SHARE MODE) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_purged: the case is being purged';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_case_forward BEFORE UPDATE ON workflow_case FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_forward: checks are switched off in this session';
    END IF;
    IF NOT (NEW.seq <=> OLD.seq + 1 AND NEW.case_id <=> OLD.case_id AND NEW.workflow <=> OLD.workflow) OR NOT EXISTS (
            SELECT 1 FROM workflow_audit step
            WHERE step.case_id = NEW.case_id AND step.seq = NEW.seq AND NEW.moved_at = step.recorded_at
                AND NEW.entered_at = CASE WHEN step.from_state = step.to_state THEN OLD.entered_at ELSE step.recorded_at END
                AND NEW.holds = OLD.holds + CASE step.transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_forward: a case goes forward by one recorded step';
    END IF;
END//

-- A case goes when its tombstone names where it is.
CREATE OR REPLACE TRIGGER workflow_case_kept BEFORE DELETE ON workflow_case FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_kept: checks are switched off in this session';
    END IF;
    IF OLD.holds > 0 OR NOT EXISTS (
            SELECT 1 FROM workflow_tombstone WHERE case_id = OLD.case_id AND last_seq = OLD.seq AND last_digest = OLD.digest) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_kept: no tombstone names where the case is';
    END IF;
END//

-- A tombstone names the head of a case that is finished and not held, and nobody can move the case any more. Who is just recording a step is
-- waited for, and then the case is elsewhere. The steps are locked before the case, as by a step.
CREATE OR REPLACE TRIGGER workflow_tombstone_new BEFORE INSERT ON workflow_tombstone FOR EACH ROW
BEGIN
    DECLARE last_step BIGINT;
    DECLARE named BIGINT;
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_tombstone_new: checks are switched off in this session';
    END IF;
    SELECT COUNT(*) INTO last_step FROM workflow_audit WHERE case_id = NEW.case_id AND seq >= NEW.last_seq FOR UPDATE;
    SELECT COUNT(*) INTO named FROM workflow_case head
        WHERE head.case_id = NEW.case_id AND head.workflow = NEW.workflow AND head.version = NEW.version AND head.state = NEW.state
            AND head.seq = NEW.last_seq AND head.digest = NEW.last_digest AND head.holds = 0
        FOR UPDATE;
    IF last_step <> 1 OR named = 0 OR NOT EXISTS (SELECT 1 FROM workflow_state
            WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.state AND (terminal OR resting)) THEN
        SIGNAL SQLSTATE '45000'
            SET MESSAGE_TEXT = 'workflow_tombstone_new: it does not name the head of a case that is finished and not held';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM workflow_installation
            WHERE NEW.case_hash = UNHEX(SHA2(CONCAT(X'5754433100000010', installation, UNHEX(LPAD(HEX(LENGTH(NEW.case_id)), 8, '0')),
                    CAST(NEW.case_id AS BINARY)), 256))
                AND (NEW.seq > 1 OR NEW.previous_digest = origin_digest)) THEN
        SIGNAL SQLSTATE '45000'
            SET MESSAGE_TEXT = 'workflow_tombstone_new: it has not the hash of this case, or does not begin with the origin digest';
    END IF;
END//

-- Rejects every update except one: once nothing of the case is left, the tombstone forgets its id.
CREATE OR REPLACE TRIGGER workflow_tombstone_done BEFORE UPDATE ON workflow_tombstone FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_tombstone_done: checks are switched off in this session';
    END IF;
    IF OLD.case_id IS NULL OR NEW.case_id IS NOT NULL
            OR NOT (NEW.seq <=> OLD.seq AND NEW.case_hash <=> OLD.case_hash AND NEW.workflow <=> OLD.workflow
                AND NEW.version <=> OLD.version AND NEW.state <=> OLD.state AND NEW.last_seq <=> OLD.last_seq
                AND NEW.last_digest <=> OLD.last_digest AND NEW.bundle_digest <=> OLD.bundle_digest
                AND NEW.retention_class <=> OLD.retention_class AND NEW.actor_kind <=> OLD.actor_kind AND NEW.actor <=> OLD.actor
                AND NEW.on_behalf_of <=> OLD.on_behalf_of AND NEW.reason <=> OLD.reason AND NEW.source <=> OLD.source
                AND NEW.recorded_at <=> OLD.recorded_at AND NEW.previous_digest <=> OLD.previous_digest
                AND NEW.format <=> OLD.format AND NEW.algorithm <=> OLD.algorithm AND NEW.key_id <=> OLD.key_id
                AND NEW.digest <=> OLD.digest AND NEW.seal <=> OLD.seal)
            OR EXISTS (SELECT 1 FROM workflow_case WHERE case_id = OLD.case_id)
            OR EXISTS (SELECT 1 FROM workflow_audit WHERE case_id = OLD.case_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_tombstone_done: it is not the end of a purge that has left nothing';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_tombstone_kept BEFORE DELETE ON workflow_tombstone FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_tombstone_kept: what is recorded stays';
END//

DELIMITER ;

-- What the tables are and what guards them, for the self-check at the start: MariaDB shows triggers and constraints only to users who
-- may change them. The rows of a part, in the order of their positions, describe it.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW workflow_catalogue (table_name, part, position, definition) AS
    SELECT table_name, table_name, 0,
        CONCAT_WS(' ', table_type, engine, table_collation, IF(create_options LIKE '%partitioned%', 'partitioned', NULL))
    FROM information_schema.tables
    WHERE table_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_'
    UNION ALL
    SELECT table_name, table_name, 1,
        IF(view_definition = '', '', CONCAT(security_type, ' ',
            REPLACE(view_definition, CONCAT('`', REPLACE(DATABASE(), '`', '``'), '`.'), '')))
    FROM information_schema.views
    WHERE table_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_' AND table_name <> 'workflow_catalogue'
    UNION ALL
    SELECT table_name, CONCAT(table_name, '.', column_name), 0,
        CONCAT_WS(' ', column_type, collation_name, IF(is_nullable = 'NO', 'NOT NULL', NULL), CONCAT('DEFAULT ', column_default),
            NULLIF(extra, ''), generation_expression)
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_' AND table_name <> 'workflow_catalogue'
    UNION ALL
    SELECT table_name, CONCAT('constraint ', IF(constraint_name = 'PRIMARY', CONCAT(table_name, '_key'), constraint_name)), 0,
        constraint_type
    FROM information_schema.table_constraints
    WHERE constraint_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_'
    UNION ALL
    SELECT table_name, CONCAT('constraint ', constraint_name), 1, check_clause
    FROM information_schema.check_constraints
    WHERE constraint_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_'
    UNION ALL
    SELECT table_name, CONCAT('constraint ', IF(constraint_name = 'PRIMARY', CONCAT(table_name, '_key'), constraint_name)),
        ordinal_position,
        CONCAT(column_name, IFNULL(CONCAT('=', NULLIF(referenced_table_schema, DATABASE()), '.'), ''),
            IFNULL(CONCAT(' ', referenced_table_name, '.', referenced_column_name), ''))
    FROM information_schema.key_column_usage
    WHERE table_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_'
    UNION ALL
    SELECT table_name, CONCAT('constraint ', constraint_name), 100, CONCAT('ON UPDATE ', update_rule, ' ON DELETE ', delete_rule)
    FROM information_schema.referential_constraints
    WHERE constraint_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_'
    UNION ALL
    SELECT table_name, CONCAT(IF(non_unique = 1, 'index ', 'unique index '), index_name), seq_in_index,
        CONCAT_WS(' ', column_name, sub_part, NULLIF(index_type, 'BTREE'), IF(ignored = 'YES', 'ignored', NULL))
    FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND LEFT(table_name, 9) = 'workflow_'
    UNION ALL
    SELECT event_object_table, CONCAT('trigger ', trigger_name), 0,
        CONCAT(action_timing, ' ', event_manipulation, ' FOR EACH ', action_orientation,
            IF(sql_mode REGEXP 'EMPTY_STRING_IS_NULL|HIGH_NOT_PRECEDENCE|PIPES_AS_CONCAT|ORACLE', CONCAT(' under ', sql_mode), ''),
            ' ', action_statement)
    FROM information_schema.triggers
    WHERE trigger_schema = DATABASE() AND LEFT(event_object_table, 9) = 'workflow_';
