-- For tests only: from schema version 6 to 7.

UPDATE workflow_installation
SET schema_version = CAST('this script is for tables of schema version 6, found version ' || schema_version AS INTEGER)
WHERE schema_version <> 6 AND schema_version <> -7 AND schema_version <> 7;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged;
UPDATE workflow_installation SET schema_version = -7;

ALTER TABLE workflow_case ADD COLUMN IF NOT EXISTS note VARCHAR(64);
CREATE INDEX IF NOT EXISTS workflow_case_note ON workflow_case (note, case_id);
DROP TRIGGER IF EXISTS workflow_definition_kept;
CREATE TRIGGER IF NOT EXISTS workflow_definition_kept BEFORE DELETE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.runtime.internal.schema.RefusePermanently';

UPDATE workflow_installation SET schema_version = 7;
CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
