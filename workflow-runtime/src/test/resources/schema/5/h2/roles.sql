-- Workflow Automation Engine: roles for H2 2.x, each with only the rights that it needs. The engine never runs this script.
--
-- Run it after tables.sql and triggers.sql, as an administrator, with the tables' schema as the current one. Rename the roles as you like. Then
-- give each login what it is for: GRANT workflow_application TO claims_service;
-- H2 cannot grant single columns: only the triggers decide which columns may change. An administrator can remove every guard.

CREATE ROLE IF NOT EXISTS workflow_application;
CREATE ROLE IF NOT EXISTS workflow_erasure;
CREATE ROLE IF NOT EXISTS workflow_purge;
CREATE ROLE IF NOT EXISTS workflow_installer;
CREATE ROLE IF NOT EXISTS workflow_reading;

-- Reads everything and changes nothing: verification, reports.
GRANT SELECT ON workflow_installation, workflow_definition, workflow_state, workflow_transition, workflow_obligation, workflow_audit, workflow_case,
    workflow_tombstone, workflow_case_view TO workflow_reading;

-- Opens and moves cases. Start it with SchemaMode.VALIDATE. To lock a row, H2 demands the right to update it; the triggers refuse the rest.
GRANT SELECT ON workflow_installation, workflow_definition, workflow_state, workflow_transition, workflow_obligation,
    workflow_tombstone, workflow_case_view TO workflow_application;
GRANT SELECT, INSERT ON workflow_audit TO workflow_application;
GRANT SELECT, INSERT, UPDATE ON workflow_case TO workflow_application;
GRANT UPDATE ON workflow_installation TO workflow_application;

-- Erases payloads and records each erasure.
GRANT workflow_application TO workflow_erasure;
GRANT UPDATE ON workflow_audit TO workflow_erasure;

-- Purges cases that are finished, and nothing else.
GRANT workflow_reading TO workflow_purge;
GRANT INSERT, UPDATE ON workflow_tombstone TO workflow_purge;
GRANT DELETE, UPDATE ON workflow_case TO workflow_purge;
GRANT DELETE ON workflow_audit TO workflow_purge;
GRANT UPDATE ON workflow_installation TO workflow_purge;

-- Installs new definitions into existing tables: SchemaMode.CREATE.
GRANT workflow_reading TO workflow_installer;
GRANT INSERT ON workflow_definition, workflow_state, workflow_transition, workflow_obligation TO workflow_installer;
