-- Workflow Automation Engine, for MariaDB 10.6 and later: from schema version 2 to 3.
--
-- Run it with MariaDB's own client, as the owner of the tables, while no engine uses them. Every statement can be run again. A
-- definition may have mappings from versions that are not installed. Where both are, they belong together: the graph of the newer one
-- names the fingerprint of the older one, and only states of the older one are mapped.

DELIMITER //

BEGIN NOT ATOMIC
    DECLARE refusal TEXT;
    SELECT CONCAT('this script is for tables of schema version 2, found version ', schema_version) INTO refusal
    FROM workflow_installation WHERE schema_version NOT IN (2, -3, 3);
    IF refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = refusal;
    END IF;
END//

DELIMITER ;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -3;

DELIMITER //

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
                WHERE workflow = NEW.workflow AND version = NEW.version AND transition <> '(open)' AND transition <> '(erase)')
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

UPDATE workflow_installation SET schema_version = 3;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

DELIMITER ;
