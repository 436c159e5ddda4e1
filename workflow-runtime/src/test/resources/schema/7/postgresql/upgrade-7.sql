-- For tests only: from schema version 6 to 7.

DO $$
BEGIN
    IF (SELECT schema_version FROM workflow_installation) NOT IN (6, -7, 7) THEN
        RAISE EXCEPTION 'this script is for tables of schema version 6, found version %', (SELECT schema_version FROM workflow_installation);
    END IF;
END
$$;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged ON workflow_installation;
UPDATE workflow_installation SET schema_version = -7;

ALTER TABLE workflow_case ADD COLUMN IF NOT EXISTS note TEXT COLLATE "C";
CREATE INDEX IF NOT EXISTS workflow_case_note ON workflow_case (note, case_id);
CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused by %: what is recorded stays permanently', TG_OP, TG_TABLE_NAME, TG_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
END
$$;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION workflow_refuse() SET search_path = %I, pg_temp', current_schema());
END
$$;

UPDATE workflow_installation SET schema_version = 7;
CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workflow_refuse();
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
