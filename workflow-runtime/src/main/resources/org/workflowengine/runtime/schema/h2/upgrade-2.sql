-- Workflow Automation Engine, for H2 2.x: from schema version 1 to 2.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. Afterwards the index of the lists
-- contains the version, and there is a view for queries of the application. Run roles.sql again so that its roles may read the view.

UPDATE workflow_installation
SET schema_version = CAST('this script is for tables of schema version 1, found version ' || schema_version AS INTEGER)
WHERE schema_version <> 1 AND schema_version <> -2 AND schema_version <> 2;

-- From here until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -2;

DROP INDEX IF EXISTS workflow_case_list;
CREATE INDEX IF NOT EXISTS workflow_case_list ON workflow_case (workflow, version, state, entered_at, case_id);
CREATE VIEW IF NOT EXISTS workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AS is_open
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;

UPDATE workflow_installation SET schema_version = 2;
CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
