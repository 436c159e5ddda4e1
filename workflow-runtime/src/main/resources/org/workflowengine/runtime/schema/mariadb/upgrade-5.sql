-- Workflow Automation Engine, for MariaDB 10.6 and later: from schema version 4 to 5.
--
-- Run it with MariaDB's own client, as the owner of the tables, while no engine uses them. Every statement can be run again. No case is
-- held and none is purged; nothing that was recorded changes. What is installed can be held from now on. The new check reads workflow_audit
-- once. Run roles.sql again afterwards.

DELIMITER //

BEGIN NOT ATOMIC
    DECLARE refusal TEXT;
    SELECT CONCAT('this script is for tables of schema version 4, found version ', schema_version) INTO refusal
    FROM workflow_installation WHERE schema_version NOT IN (4, -5, 5);
    IF refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = refusal;
    END IF;
END//

DELIMITER ;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
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
    recorded_at      DATETIME(6)              NOT NULL,
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
    CONSTRAINT workflow_tombstone_actor_kind  CHECK (actor_kind IN ('PERSON', 'SERVICE', 'SYSTEM')),
    CONSTRAINT workflow_tombstone_lengths     CHECK (
        CHAR_LENGTH(workflow) >= 1 AND CHAR_LENGTH(state) >= 1 AND CHAR_LENGTH(retention_class) >= 1 AND CHAR_LENGTH(actor) >= 1
        AND CHAR_LENGTH(on_behalf_of) >= 1 AND CHAR_LENGTH(reason) >= 1 AND CHAR_LENGTH(source) >= 1
        AND CHAR_LENGTH(algorithm) >= 1 AND CHAR_LENGTH(key_id) >= 1),
    CONSTRAINT workflow_tombstone_binary      CHECK (OCTET_LENGTH(seal) >= 1),
    CONSTRAINT workflow_tombstone_times       CHECK (
        recorded_at >= TIMESTAMP '1900-01-01 00:00:00' AND recorded_at < TIMESTAMP '2200-01-01 00:00:00'),
    CONSTRAINT workflow_tombstone_seal        CHECK (
        (seal IS NULL) = (algorithm IS NULL) AND (seal IS NULL) = (key_id IS NULL))
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

DELIMITER //

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

DELIMITER ;

-- Every state of what is installed can be held.
INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)
SELECT s.workflow, s.version, s.state, derived.transition, s.state
FROM workflow_state s
CROSS JOIN (SELECT '(hold)' AS transition UNION ALL SELECT '(release)') derived
WHERE NOT EXISTS (SELECT 1 FROM workflow_transition t
    WHERE t.workflow = s.workflow AND t.version = s.version AND t.from_state = s.state AND t.transition = derived.transition);

DELIMITER //

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

UPDATE workflow_installation SET schema_version = 5;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

DELIMITER ;
