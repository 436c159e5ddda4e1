-- Workflow Automation Engine, schema version 2, for MariaDB 10.6 and later: history only grows, cases only go forward.
--
-- Run this after V1, with MariaDB's own client, as a user who may create triggers and views. Every statement may be run again.
-- MariaDB has no triggers on TRUNCATE: do not grant DROP. Foreign keys, checks and unique keys can be switched off in a session;
-- such a session can write nothing here.

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_definition_new BEFORE INSERT ON workflow_definition FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_new: checks are switched off in this session';
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

-- A definition says how many rows it has. Once they are there, none can be added: a legal step stays what it was compiled to be.
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

CREATE OR REPLACE TRIGGER workflow_transition_closed BEFORE INSERT ON workflow_transition FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_closed: checks are switched off in this session';
    END IF;
    IF (SELECT COUNT(*) FROM workflow_transition WHERE workflow = NEW.workflow AND version = NEW.version)
            >= (SELECT transitions FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_transition_closed: the definition has all its transitions';
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

-- A step is recorded whole, under the definition that permits it; and a step that records an erasure names an earlier one that has a payload to erase.
CREATE OR REPLACE TRIGGER workflow_audit_whole BEFORE INSERT ON workflow_audit FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_whole: checks are switched off in this session';
    END IF;
    IF NEW.salt IS NULL OR (NEW.transition = '(erase)' AND NOT EXISTS (
            SELECT 1 FROM workflow_audit erased
            WHERE erased.case_id = NEW.case_id
                -- A place that is taken, by whoever erased first, is refused by the key, which says so.
                AND (erased.seq = NEW.seq OR (erased.seq < NEW.seq AND erased.transition <> '(erase)'
                    AND erased.salt IS NOT NULL AND NEW.facts = CONCAT('{"ERASED_SEQ":"', erased.seq, '"}')))))
            -- A definition that is not there is refused by a foreign key, which says so.
            OR NEW.fingerprint <> (
                SELECT fingerprint FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        SIGNAL SQLSTATE '45000'
            SET MESSAGE_TEXT = 'workflow_audit_whole: the step is not whole, erases nothing, or names another definition';
    END IF;
END//

-- The one change let through: the payload of a step goes, all four columns together, after its erasure has been recorded.
CREATE OR REPLACE TRIGGER workflow_audit_erased BEFORE UPDATE ON workflow_audit FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_erased: checks are switched off in this session';
    END IF;
    IF OLD.salt IS NULL OR NEW.salt IS NOT NULL OR NEW.actor IS NOT NULL OR NEW.reason IS NOT NULL OR NEW.facts IS NOT NULL
            OR NOT (NEW.case_id <=> OLD.case_id AND NEW.seq <=> OLD.seq AND NEW.workflow <=> OLD.workflow
                AND NEW.from_version <=> OLD.from_version AND NEW.version <=> OLD.version
                AND NEW.fingerprint <=> OLD.fingerprint AND NEW.transition <=> OLD.transition
                AND NEW.from_state <=> OLD.from_state AND NEW.to_state <=> OLD.to_state
                AND NEW.actor_kind <=> OLD.actor_kind AND NEW.payload_digest <=> OLD.payload_digest
                AND NEW.request_id <=> OLD.request_id AND NEW.source <=> OLD.source
                AND NEW.recorded_at <=> OLD.recorded_at AND NEW.previous_digest <=> OLD.previous_digest
                AND NEW.format <=> OLD.format AND NEW.algorithm <=> OLD.algorithm AND NEW.key_id <=> OLD.key_id
                AND NEW.digest <=> OLD.digest)
            OR NOT EXISTS (
                SELECT 1 FROM workflow_audit erasure
                WHERE erasure.case_id = OLD.case_id AND erasure.seq > OLD.seq AND erasure.transition = '(erase)'
                    AND erasure.facts = CONCAT('{"ERASED_SEQ":"', OLD.seq, '"}')) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_erased: no recorded erasure of a whole payload';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_audit_kept: what is recorded stays';
END//

-- A case begins with step 1 and goes forward by one recorded step at a time, at the time that is recorded. An erasure is a step,
-- but the case has rested in its state since before.
CREATE OR REPLACE TRIGGER workflow_case_first BEFORE INSERT ON workflow_case FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_first: checks are switched off in this session';
    END IF;
    IF NOT (NEW.seq <=> 1) OR NOT EXISTS (
            SELECT 1 FROM workflow_audit step
            WHERE step.case_id = NEW.case_id AND step.seq = NEW.seq AND step.recorded_at = NEW.entered_at) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_first: a case begins with its recorded opening';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_case_forward BEFORE UPDATE ON workflow_case FOR EACH ROW
BEGIN
    IF @@foreign_key_checks = 0 OR @@check_constraint_checks = 0 OR @@unique_checks = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_forward: checks are switched off in this session';
    END IF;
    IF NOT (NEW.seq <=> OLD.seq + 1 AND NEW.case_id <=> OLD.case_id AND NEW.workflow <=> OLD.workflow) OR NOT EXISTS (
            SELECT 1 FROM workflow_audit step
            WHERE step.case_id = NEW.case_id AND step.seq = NEW.seq
                AND NEW.entered_at = CASE WHEN step.transition = '(erase)' THEN OLD.entered_at ELSE step.recorded_at END) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_forward: a case goes forward by one recorded step';
    END IF;
END//

CREATE OR REPLACE TRIGGER workflow_case_kept BEFORE DELETE ON workflow_case FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_case_kept: what is recorded stays';
END//

DELIMITER ;

-- What guards the tables, for the self-check at the start: MariaDB shows triggers and constraints only to who may change them.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW workflow_catalogue (part, definition) AS
    SELECT CONCAT('constraint ', IF(constraint_name = 'PRIMARY', CONCAT(table_name, '_key'), constraint_name)), ''
    FROM information_schema.table_constraints
    WHERE constraint_schema = DATABASE() AND table_name LIKE 'workflow\_%'
    UNION ALL
    SELECT CONCAT('index ', index_name), ''
    FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name LIKE 'workflow\_%' AND seq_in_index = 1
    UNION ALL
    SELECT CONCAT('trigger ', trigger_name),
        CONCAT(action_timing, ' ', event_manipulation, ' ON ', event_object_table, ' FOR EACH ', action_orientation, ' ', action_statement)
    FROM information_schema.triggers
    WHERE trigger_schema = DATABASE() AND event_object_table LIKE 'workflow\_%';
