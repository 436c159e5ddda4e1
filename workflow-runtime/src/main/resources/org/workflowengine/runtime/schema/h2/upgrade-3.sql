-- Workflow Automation Engine, for H2 2.x: from schema version 2 to 3.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. A
-- definition may have mappings from versions that are not installed. Where both are, they belong together: the graph of the newer one
-- names the fingerprint of the older one, and only states of the older one are mapped.

UPDATE workflow_installation
SET schema_version = CAST('this script is for tables of schema version 2, found version ' || schema_version AS INTEGER)
WHERE schema_version <> 2 AND schema_version <> -3 AND schema_version <> 3;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -3;

-- What workflow_transition_closed lets through is decided by its class, which is in the jar.
CREATE TRIGGER IF NOT EXISTS workflow_definition_new BEFORE INSERT ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';

UPDATE workflow_installation SET schema_version = 3;
CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
