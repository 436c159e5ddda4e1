-- Workflow Automation Engine, schema version 6, for H2 2.x: the triggers. History only grows, cases only go forward.
--
-- Run this after tables.sql. Every statement can be run again. The triggers are classes in the jar of the runtime. It must be on the
-- class path of the process that opens the database: the application, or an H2 server. H2 has no triggers on TRUNCATE.

CREATE TRIGGER IF NOT EXISTS workflow_installation_unchanged BEFORE UPDATE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_installation_kept BEFORE DELETE ON workflow_installation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
-- Cases come into a newer version from the definition for which it was compiled. Where a newer version is installed and has mappings
-- from this one, its graph names this one's fingerprint.
CREATE TRIGGER IF NOT EXISTS workflow_definition_new BEFORE INSERT ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_definition_unchanged BEFORE UPDATE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_definition_kept BEFORE DELETE ON workflow_definition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';

-- A definition says how many rows its author has declared. Once they exist, no more can be added: what is legal stays as it was
-- compiled.
CREATE TRIGGER IF NOT EXISTS workflow_state_closed BEFORE INSERT ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_state_unchanged BEFORE UPDATE ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_state_kept BEFORE DELETE ON workflow_state
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
-- The names in parentheses are a closed list. A derived row must follow from the definition and its states; it is not counted. Every
-- row of the author is counted. '(migrate:n)' names an older version in plain digits. That version need not be installed. Where it is,
-- the graph names its fingerprint, and the row leaves one of its states.
CREATE TRIGGER IF NOT EXISTS workflow_transition_closed BEFORE INSERT ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_transition_unchanged BEFORE UPDATE ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_transition_kept BEFORE DELETE ON workflow_transition
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_obligation_closed BEFORE INSERT ON workflow_obligation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseUndeclaredRow';
CREATE TRIGGER IF NOT EXISTS workflow_obligation_unchanged BEFORE UPDATE ON workflow_obligation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
CREATE TRIGGER IF NOT EXISTS workflow_obligation_kept BEFORE DELETE ON workflow_obligation
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';

-- A step is recorded with its whole payload, under the definition that permits it. The first step begins with the origin digest of
-- this installation. A step that records an erasure names an earlier step that has a payload, and no other step names the same one.
-- Nothing is recorded of a case that is being purged.
CREATE TRIGGER IF NOT EXISTS workflow_audit_whole BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireWholeStep';
CREATE TRIGGER IF NOT EXISTS workflow_audit_obliged BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RequirePermittedActor';
-- The id of a purged case is never used again. It fires after the row has taken its place, for which it may have waited.
CREATE TRIGGER IF NOT EXISTS workflow_audit_purged AFTER INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RefusePurgedCase';
-- A legal hold names a matter that is not held, and a release one that is. While a hold stands, no erasure is recorded. The case counts its
-- holds, so none is looked for where there is none.
CREATE TRIGGER IF NOT EXISTS workflow_audit_held BEFORE INSERT ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.RespectHold';
-- Rejects every update except one: clearing the whole payload of a step after its erasure has been recorded, while no legal hold stands.
-- A hold that is just being made is waited for.
CREATE TRIGGER IF NOT EXISTS workflow_audit_erased BEFORE UPDATE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.AllowRecordedErasure';
-- A step goes with its whole case: while the case is being purged, and after the case itself. The next step refers to it, so the newest goes
-- first.
CREATE TRIGGER IF NOT EXISTS workflow_audit_kept BEFORE DELETE ON workflow_audit
    FOR EACH ROW CALL 'org.workflowengine.h2.AllowPurge';

-- A case begins with step 1 and goes forward by one recorded step at a time. Its times are those of the step. A step that keeps the
-- state keeps the time at which the case entered it. An imported case entered its state when the import occurred, if the import says
-- when. The case counts the legal holds that stand.
CREATE TRIGGER IF NOT EXISTS workflow_case_purged AFTER INSERT, UPDATE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RefusePurgedCase';
CREATE TRIGGER IF NOT EXISTS workflow_case_first BEFORE INSERT ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireNextStep';
CREATE TRIGGER IF NOT EXISTS workflow_case_forward BEFORE UPDATE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireNextStep';
-- A case goes when its tombstone names where it is.
CREATE TRIGGER IF NOT EXISTS workflow_case_kept BEFORE DELETE ON workflow_case
    FOR EACH ROW CALL 'org.workflowengine.h2.AllowPurge';

-- A tombstone names the head of a case that is finished and not held, and nobody can move the case any more.
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_new BEFORE INSERT ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireFinishedCase';
-- The installation tells which tombstone is the newest, also to transactions that read an older state of the tables.
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_told AFTER INSERT ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.TellOfPurge';
-- Rejects every update except one: once nothing of the case is left, the tombstone forgets its id.
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_done BEFORE UPDATE ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.RequireNothingLeft';
CREATE TRIGGER IF NOT EXISTS workflow_tombstone_kept BEFORE DELETE ON workflow_tombstone
    FOR EACH ROW CALL 'org.workflowengine.h2.RefuseChange';
