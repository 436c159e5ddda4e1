-- For tests only: from schema version 6 to 7.

DELIMITER //

BEGIN NOT ATOMIC
    DECLARE refusal TEXT;
    SELECT CONCAT('this script is for tables of schema version 6, found version ', schema_version) INTO refusal
    FROM workflow_installation WHERE schema_version NOT IN (6, -7, 7);
    IF refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = refusal;
    END IF;
END//

DELIMITER ;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -7;

ALTER TABLE workflow_case ADD COLUMN IF NOT EXISTS note VARCHAR(64);
CREATE INDEX IF NOT EXISTS workflow_case_note ON workflow_case (note, case_id);

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_definition_kept BEFORE DELETE ON workflow_definition FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_kept: what is recorded stays permanently';
END//

DELIMITER ;

UPDATE workflow_installation SET schema_version = 7;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

DELIMITER ;
