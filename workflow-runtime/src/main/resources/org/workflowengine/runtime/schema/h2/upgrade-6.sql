-- Workflow Automation Engine, for H2 2.x: from schema version 5 to 6.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. The tables stay as they are: version 6 is about
-- PostgreSQL, and the number is the same everywhere.

UPDATE workflow_installation
SET schema_version = CAST('this script is for tables of schema version 5, found version ' || schema_version AS INTEGER)
WHERE schema_version <> 5 AND schema_version <> -6 AND schema_version <> 6;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -6;

UPDATE workflow_installation SET schema_version = 6;
CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
