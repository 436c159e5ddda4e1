-- Workflow Automation Engine: roles for MariaDB 10.6 and later, each with only the rights that it needs. The engine never runs this
-- script.
--
-- Run it after tables.sql and triggers.sql, in the tables' database, as a user who may create roles and grant. Rename the roles as you like. Then
-- give each login what it is for:
--     GRANT workflow_application TO claims_service; SET DEFAULT ROLE workflow_application FOR claims_service;
-- DROP would include TRUNCATE, and CREATE TEMPORARY TABLES would allow a table that hides a real one: no application needs either.

CREATE ROLE IF NOT EXISTS workflow_application;
CREATE ROLE IF NOT EXISTS workflow_erasure;
CREATE ROLE IF NOT EXISTS workflow_purge;
CREATE ROLE IF NOT EXISTS workflow_installer;
CREATE ROLE IF NOT EXISTS workflow_reading;

-- Reads everything and changes nothing: verification, reports. The catalogue shows what guards the tables.
GRANT SELECT ON workflow_catalogue TO workflow_reading;
GRANT SELECT ON workflow_case_view TO workflow_reading;
GRANT SELECT ON workflow_installation TO workflow_reading;
GRANT SELECT ON workflow_definition TO workflow_reading;
GRANT SELECT ON workflow_state TO workflow_reading;
GRANT SELECT ON workflow_transition TO workflow_reading;
GRANT SELECT ON workflow_obligation TO workflow_reading;
GRANT SELECT ON workflow_tombstone TO workflow_reading;
GRANT SELECT ON workflow_audit TO workflow_reading;
GRANT SELECT ON workflow_case TO workflow_reading;

-- Opens and moves cases. Start it with SchemaMode.VALIDATE.
GRANT SELECT ON workflow_catalogue TO workflow_application;
GRANT SELECT ON workflow_case_view TO workflow_application;
GRANT SELECT ON workflow_installation TO workflow_application;
GRANT SELECT ON workflow_definition TO workflow_application;
GRANT SELECT ON workflow_state TO workflow_application;
GRANT SELECT ON workflow_transition TO workflow_application;
GRANT SELECT ON workflow_obligation TO workflow_application;
GRANT SELECT ON workflow_tombstone TO workflow_application;
GRANT SELECT, INSERT ON workflow_audit TO workflow_application;
GRANT SELECT, INSERT, UPDATE (version, state, seq, digest, entered_at, moved_at, holds) ON workflow_case TO workflow_application;

-- Erases payloads and records each erasure.
GRANT workflow_application TO workflow_erasure;
GRANT UPDATE (salt, actor, on_behalf_of, reason, facts, evidence) ON workflow_audit TO workflow_erasure;

-- Purges cases that are finished, and nothing else.
GRANT workflow_reading TO workflow_purge;
GRANT INSERT, UPDATE (case_id) ON workflow_tombstone TO workflow_purge;
GRANT DELETE ON workflow_case TO workflow_purge;
GRANT DELETE ON workflow_audit TO workflow_purge;

-- Installs new definitions into existing tables: SchemaMode.CREATE.
GRANT workflow_reading TO workflow_installer;
GRANT INSERT ON workflow_definition TO workflow_installer;
GRANT INSERT ON workflow_state TO workflow_installer;
GRANT INSERT ON workflow_transition TO workflow_installer;
GRANT INSERT ON workflow_obligation TO workflow_installer;
