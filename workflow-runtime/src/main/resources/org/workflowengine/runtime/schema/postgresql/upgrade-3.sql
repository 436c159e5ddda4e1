-- Workflow Automation Engine, for PostgreSQL 14 and later: from schema version 2 to 3.
--
-- Run it as the owner of the tables while no engine uses them. Every statement can be run again. A
-- definition may have mappings from versions that are not installed. Where both are, they belong together: the graph of the newer one
-- names the fingerprint of the older one, and only states of the older one are mapped.

DO $$
BEGIN
    IF (SELECT schema_version FROM workflow_installation) NOT IN (2, -3, 3) THEN
        RAISE EXCEPTION 'this script is for tables of schema version 2, found version %', (SELECT schema_version FROM workflow_installation);
    END IF;
END
$$;

-- From here on, until the end, no engine starts.
DROP TRIGGER IF EXISTS workflow_installation_unchanged ON workflow_installation;
UPDATE workflow_installation SET schema_version = -3;

CREATE OR REPLACE FUNCTION workflow_definition_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM workflow_transition mapping
            JOIN workflow_definition newer ON newer.workflow = mapping.workflow AND newer.version = mapping.version
            WHERE mapping.workflow = NEW.workflow AND mapping.transition = pg_catalog.concat('(migrate:', NEW.version, ')')
                AND pg_catalog.strpos(newer.graph, pg_catalog.concat('{"fingerprint":"', pg_catalog.encode(NEW.fingerprint, 'hex'::TEXT),
                    '","from":', NEW.version, ',')) = 0) THEN
        RAISE EXCEPTION 'INSERT of workflow_definition is refused by %: a newer version of % migrates cases of another version %',
            TG_NAME, NEW.workflow, NEW.version
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION workflow_transition_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    permitted BOOLEAN := TRUE;
    named BIGINT;
BEGIN
    IF NEW.transition = '(open)' THEN
        permitted := EXISTS (SELECT FROM workflow_state
            WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.to_state AND initial);
    ELSIF NEW.transition = '(erase)' THEN
        permitted := EXISTS (SELECT FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version AND erasable);
    ELSE
        IF NEW.transition = '(import)' THEN
            permitted := EXISTS (SELECT FROM workflow_state
                WHERE workflow = NEW.workflow AND version = NEW.version AND state = NEW.to_state AND importable);
        ELSIF NEW.transition LIKE '(%' THEN
            permitted := NEW.transition ~ '^[(]migrate:[1-9][0-9]{0,9}[)]$' AND NEW.from_state <> '(new)';
            IF permitted THEN
                named := pg_catalog.substr(NEW.transition, 10, pg_catalog.length(NEW.transition) - 10)::BIGINT;
                permitted := named < NEW.version::BIGINT AND NOT EXISTS (
                    SELECT FROM workflow_definition older
                    WHERE older.workflow = NEW.workflow AND older.version::BIGINT = named AND NOT (
                        EXISTS (SELECT FROM workflow_state
                            WHERE workflow = NEW.workflow AND version::BIGINT = named AND state = NEW.from_state)
                        AND EXISTS (SELECT FROM workflow_definition
                            WHERE workflow = NEW.workflow AND version = NEW.version
                                AND pg_catalog.strpos(graph, pg_catalog.concat('{"fingerprint":"',
                                    pg_catalog.encode(older.fingerprint, 'hex'::TEXT), '","from":', named, ',')) > 0)));
            END IF;
        END IF;
        IF (SELECT COUNT(*) FROM workflow_transition
                WHERE workflow = NEW.workflow AND version = NEW.version AND transition <> '(open)' AND transition <> '(erase)')
                >= (SELECT transitions FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
            RAISE EXCEPTION 'INSERT of workflow_transition is refused by %: % version % has all its transitions', TG_NAME, NEW.workflow, NEW.version
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
        END IF;
    END IF;
    -- A definition that is not there is refused by a foreign key, which says so.
    IF NOT permitted AND EXISTS (SELECT FROM workflow_definition WHERE workflow = NEW.workflow AND version = NEW.version) THEN
        RAISE EXCEPTION 'INSERT of workflow_transition is refused by %: % version % does not declare % to %',
            TG_NAME, NEW.workflow, NEW.version, NEW.transition, NEW.to_state
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END
$$;

-- The functions see the tables of this schema and no others.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION workflow_definition_new() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION workflow_transition_closed() SET search_path = %I, pg_temp', current_schema());
END
$$;

CREATE OR REPLACE TRIGGER workflow_definition_new BEFORE INSERT ON workflow_definition
    FOR EACH ROW EXECUTE FUNCTION workflow_definition_new();
ALTER TABLE workflow_definition ENABLE ALWAYS TRIGGER workflow_definition_new;

UPDATE workflow_installation SET schema_version = 3;
CREATE OR REPLACE TRIGGER workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse();
ALTER TABLE workflow_installation ENABLE ALWAYS TRIGGER workflow_installation_unchanged;
