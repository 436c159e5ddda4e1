-- Workflow Automation Engine, for PostgreSQL 14 and later: from schema version 1 to 2.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. Afterwards the index of the lists
-- contains the version, and there is a view for queries of the application. Run roles.sql again so that its roles may read the view.

DO $$
BEGIN
    IF (SELECT schema_version FROM workflow_installation) NOT IN (1, -2, 2) THEN
        RAISE EXCEPTION 'this script is for tables of schema version 1, found version %', (SELECT schema_version FROM workflow_installation);
    END IF;
END
$$;

-- From here until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged ON workflow_installation;
UPDATE workflow_installation SET schema_version = -2;

DROP INDEX IF EXISTS workflow_case_list;
CREATE INDEX IF NOT EXISTS workflow_case_list ON workflow_case (workflow, version, state, entered_at, case_id);
CREATE OR REPLACE VIEW workflow_case_view AS
    SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at, NOT s.terminal AS is_open
    FROM workflow_case c
    LEFT JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state;

UPDATE workflow_installation SET schema_version = 2;
CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
