-- Workflow Automation Engine, for MariaDB 10.6 and later: from schema version 1 to 2.
--
-- Run it with MariaDB's own client, as the owner of the tables, while no engine uses them. Every statement can be run again.
-- Afterwards the index of the lists contains the version, and there is a view for queries of the application. Run roles.sql again so
-- that its roles may read the view.

DELIMITER //

BEGIN NOT ATOMIC
    DECLARE refusal TEXT;
    SELECT CONCAT('this script is for tables of schema version 1, found version ', schema_version) INTO refusal
    FROM workflow_installation WHERE schema_version NOT IN (1, -2, 2);
    IF refusal IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = refusal;
    END IF;
END//

DELIMITER ;

-- From here until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -2;

DROP INDEX IF EXISTS workflow_case_list ON workflow_case;
CREATE INDEX IF NOT EXISTS workflow_case_list ON workflow_case (workflow, version, state, entered_at, case_id);
CREATE OR REPLACE SQL SECURITY DEFINER VIEW workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AS is_open
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;
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

UPDATE workflow_installation SET schema_version = 2;

DELIMITER //

CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_installation_unchanged: what is recorded stays';
END//

DELIMITER ;
