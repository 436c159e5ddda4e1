-- Workflow Automation Engine: roles for PostgreSQL 14 and later, each with only the rights that it needs. The engine never runs this
-- script.
--
-- Run it after tables.sql and triggers.sql, as the owner of the tables and with the right to create roles, with the tables' schema first in the
-- search path. Rename the roles as you like. Then give each login what it is for: GRANT workflow_application TO claims_service;
-- The owner of the tables and superusers can remove every guard: no application should log in as one of them.

DO $$
DECLARE
    role_name TEXT;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['workflow_application', 'workflow_erasure', 'workflow_purge', 'workflow_installer', 'workflow_reading'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name);
    END LOOP;
END
$$;

-- Only the owner may create functions, operators or tables where the engine's SQL looks for names, and nobody may hide a table behind
-- a temporary one. If other applications of this database need temporary tables, grant TEMPORARY to each of them by name.
DO $$
BEGIN
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

REVOKE ALL ON workflow_installation, workflow_definition, workflow_state, workflow_transition, workflow_obligation, workflow_audit, workflow_case,
    workflow_tombstone, workflow_case_view FROM PUBLIC;

-- Reads everything and changes nothing: verification, reports.
GRANT SELECT ON workflow_installation, workflow_definition, workflow_state, workflow_transition, workflow_obligation, workflow_audit, workflow_case,
    workflow_tombstone, workflow_case_view TO workflow_reading;

-- Opens and moves cases. Start it with SchemaMode.VALIDATE. To lock a row, PostgreSQL demands the right to update some column: only_row can have
-- no other value.
GRANT SELECT ON workflow_installation, workflow_definition, workflow_state, workflow_transition, workflow_obligation,
    workflow_tombstone, workflow_case_view TO workflow_application;
GRANT SELECT, INSERT ON workflow_audit TO workflow_application;
GRANT SELECT, INSERT, UPDATE (version, state, seq, digest, entered_at, moved_at, holds) ON workflow_case TO workflow_application;
GRANT UPDATE (only_row) ON workflow_installation TO workflow_application;
-- A constraint calls it for each step that is written. Everybody may, unless the default rights of functions were changed.
GRANT EXECUTE ON FUNCTION workflow_audit_values TO workflow_application;

-- Erases payloads and records each erasure.
GRANT workflow_application TO workflow_erasure;
GRANT UPDATE (salt, actor, on_behalf_of, reason, facts, evidence) ON workflow_audit TO workflow_erasure;

-- Purges cases that are finished, and nothing else. To lock rows, it has the right to update columns that stay as they are: holds is guarded
-- by a trigger, and prev_seq is computed.
GRANT workflow_reading TO workflow_purge;
GRANT INSERT, UPDATE (case_id) ON workflow_tombstone TO workflow_purge;
GRANT DELETE, UPDATE (holds) ON workflow_case TO workflow_purge;
GRANT DELETE, UPDATE (prev_seq) ON workflow_audit TO workflow_purge;
GRANT UPDATE (only_row) ON workflow_installation TO workflow_purge;

-- Installs new definitions into existing tables: SchemaMode.CREATE.
GRANT workflow_reading TO workflow_installer;
GRANT INSERT ON workflow_definition, workflow_state, workflow_transition, workflow_obligation TO workflow_installer;
