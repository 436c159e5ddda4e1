-- Workflow Automation Engine, schema version 2, for H2 2.x: the triggers. History only grows, cases only go forward.
--
-- Run this after tables.sql. Every statement can be run again. The triggers are classes in the jar of the runtime, which must be on
-- the class path of whoever opens the database: of the application, or of an H2 server. H2 has no triggers on TRUNCATE.

CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_installation_kept BEFORE DELETE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_definition_unchanged BEFORE UPDATE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_definition_kept BEFORE DELETE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';

-- A definition says how many rows its author has written. Once they are there, none can be added: a legal step stays what it was
-- compiled to be.
CREATE TRIGGER IF NOT EXISTS workflow_state_closed BEFORE INSERT ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_state_unchanged BEFORE UPDATE ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_state_kept BEFORE DELETE ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
-- The forms in parentheses are a closed list. A derived row must follow from the definition and its states; it is not counted. An
-- author's row is counted, whatever its form.
CREATE TRIGGER IF NOT EXISTS workflow_transition_closed BEFORE INSERT ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_transition_unchanged BEFORE UPDATE ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_transition_kept BEFORE DELETE ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';

-- A step is recorded whole, under the definition that permits it. The first step begins with the origin digest of this installation.
-- A step that records an erasure names an earlier one that has a payload, and is the only one that names it.
CREATE TRIGGER IF NOT EXISTS workflow_audit_whole BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireWholeStep';
-- The one change let through: the payload of a step goes, all its columns together, after its erasure has been recorded.
CREATE TRIGGER IF NOT EXISTS workflow_audit_erased BEFORE UPDATE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.AllowRecordedErasure';
CREATE TRIGGER IF NOT EXISTS workflow_audit_kept BEFORE DELETE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';

-- A case begins with step 1 and goes forward by one recorded step at a time, at the time that is recorded. A step that keeps the state
-- keeps the time at which the case entered it; an import enters its state when it occurred, if that was said.
CREATE TRIGGER IF NOT EXISTS workflow_case_first BEFORE INSERT ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireNextStep';
CREATE TRIGGER IF NOT EXISTS workflow_case_forward BEFORE UPDATE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireNextStep';
CREATE TRIGGER IF NOT EXISTS workflow_case_kept BEFORE DELETE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
