-- Workflow Automation Engine, for MariaDB 10.6 and later: from schema version 5 to 6.
--
-- Run it with MariaDB's own client, as the owner of the tables, while no engine uses them. Every statement can be run again. The tables stay as they
-- are: version 6 is about PostgreSQL, and the number is the same everywhere.

DELIMITER //

BEGIN NOT ATOMIC
    DECLARE refusal TEXT;
    SELECT CONCAT('this script is for tables of schema version 5, found version ', schema_version) INTO refusal
    FROM workflow_installation WHERE schema_version NOT IN (5, -6, 6);
    IF refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = refusal;
    END IF;
END//

DELIMITER ;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -6;

UPDATE workflow_installation SET schema_version = 6;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

DELIMITER ;
