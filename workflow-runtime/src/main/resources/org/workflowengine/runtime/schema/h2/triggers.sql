-- Workflow Automation Engine, schema version 2, for H2 2.x: history only grows, cases only go forward.
--
-- Run this after V1. Every statement may be run again. The triggers are classes in the jar of the runtime, which has to be on
-- the class path of whoever opens the database: of the application, or of an H2 server. H2 has no triggers on TRUNCATE.

CREATE TRIGGER IF NOT EXISTS workflow_definition_unchanged BEFORE UPDATE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';
CREATE TRIGGER IF NOT EXISTS workflow_definition_kept BEFORE DELETE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';

-- A definition says how many rows it has. Once they are there, none can be added: a legal step stays what it was compiled to be.
CREATE TRIGGER IF NOT EXISTS workflow_state_closed BEFORE INSERT ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Closed';
CREATE TRIGGER IF NOT EXISTS workflow_state_unchanged BEFORE UPDATE ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';
CREATE TRIGGER IF NOT EXISTS workflow_state_kept BEFORE DELETE ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';
CREATE TRIGGER IF NOT EXISTS workflow_transition_closed BEFORE INSERT ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Closed';
CREATE TRIGGER IF NOT EXISTS workflow_transition_unchanged BEFORE UPDATE ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';
CREATE TRIGGER IF NOT EXISTS workflow_transition_kept BEFORE DELETE ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';

-- A step is recorded whole, under the definition that permits it; and a step that records an erasure names an earlier one that has a payload to erase.
CREATE TRIGGER IF NOT EXISTS workflow_audit_whole BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Whole';
-- The one change let through: the payload of a step goes, all four columns together, after its erasure has been recorded.
CREATE TRIGGER IF NOT EXISTS workflow_audit_erased BEFORE UPDATE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Erased';
CREATE TRIGGER IF NOT EXISTS workflow_audit_kept BEFORE DELETE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';

-- A case begins with step 1 and goes forward by one recorded step at a time, at the time that is recorded. An erasure is a step,
-- but the case has rested in its state since before.
CREATE TRIGGER IF NOT EXISTS workflow_case_first BEFORE INSERT ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Forward';
CREATE TRIGGER IF NOT EXISTS workflow_case_forward BEFORE UPDATE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Forward';
CREATE TRIGGER IF NOT EXISTS workflow_case_kept BEFORE DELETE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.runtime.persistence.h2.Kept';
