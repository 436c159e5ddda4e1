package org.workflowengine.proof;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;

/** A unit of the naive store under an engine of one version, with a fault that has to do with versions. */
final class FaultyVersionUnit extends NaiveUnit {
    private final VersionFault fault;
    private final int version;
    private final Random random;
    /** Set while a step is written that leaves out the one before it. */
    private boolean leavesOut;

    FaultyVersionUnit(DataSource dataSource, Connection connection, VersionFault fault, int version, Random random) {
        super(dataSource, connection, PlantedFault.NONE, random);
        this.fault = fault;
        this.version = version;
        this.random = random;
    }

    @Override
    public boolean append(AuditEntry entry) {
        return appendInTurn(isNow() ? FaultyVersions.planted(fault, entry) : List.of(entry));
    }

    @Override
    public boolean appendBoth(AuditEntry first, AuditEntry second) {
        List<AuditEntry> both = isNow() ? FaultyVersions.planted(fault, first, second) : List.of(first, second);
        leavesOut = both.get(0).seq() > first.seq();
        return appendInTurn(both);
    }

    /** Not always, so that sound steps stand beside the faulty ones. */
    private boolean isNow() {
        return random.nextInt(4) > 0;
    }

    @Override
    boolean compares() {
        return !leavesOut;
    }

    @Override
    int versionOf(AuditEntry entry) {
        return fault == VersionFault.OLD_VERSION_IN_THE_CASE ? entry.fromVersion() : entry.version();
    }

    @Override
    Instant entered(AuditEntry entry) {
        return fault == VersionFault.IMPORTED_AS_OF_NOW && entry.transition().equals(Definition.IMPORT)
                ? entry.recordedAt()
                : entry.enteredAt();
    }

    @Override
    boolean staysEntered(AuditEntry entry) {
        return entry.keepsState()
                && !(entry.isMigration() && fault == VersionFault.ENTERED_ANEW_BY_A_MIGRATION_THAT_STAYS);
    }

    @Override
    public Optional<AuditEntry> entryOfRequest(String caseId, String requestId) {
        Optional<AuditEntry> found = super.entryOfRequest(caseId, requestId);
        return fault == VersionFault.REQUEST_OF_THE_OLD_VERSION_MADE_AGAIN
                ? found.filter(entry -> entry.version() == version)
                : found;
    }
}
