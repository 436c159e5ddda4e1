package org.workflowengine.proof;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A few seconds of each proof, on H2, so that a mistake shows before the long ones run. */
class SmokeTest {
    private static final String IN_MEMORY = Databases.H2_MEMORY.toString();

    @TempDir
    private Path folder;

    @Test
    void callFaults() throws Exception {
        try (Run run = Run.smoke("call faults", IN_MEMORY);
                TestDatabase database = TestDatabase.inMemory()) {
            CallFaultsIT.smoke(run, database);
        }
    }

    @Test
    void callFaultsBetweenVersions() throws Exception {
        try (Run run = Run.smoke("call faults between versions", IN_MEMORY);
                TestDatabase database = TestDatabase.inMemory()) {
            VersionCallFaultsIT.smoke(run, database);
        }
    }

    @Test
    void killsOfTheEngine() throws Exception {
        try (Run run = Run.smoke("kill -9 of the engine", Databases.H2_FILE.toString())) {
            EngineKillsIT.inAFile(run, folder.resolve("reviews"), 3);
        }
    }

    @Test
    void interleavings() throws Exception {
        try (Run run = Run.smoke("interleavings", IN_MEMORY);
                TestDatabase database = TestDatabase.inMemory()) {
            InterleavingsIT.smoke(run, database);
        }
    }

    @Test
    void histories() throws Exception {
        try (Run run = Run.smoke("histories", IN_MEMORY);
                TestDatabase database = TestDatabase.inMemory()) {
            HistoriesIT.histories(run, database, 1_000);
            run.proven("violations");
        }
    }

    @Test
    void plantedFaults() throws Exception {
        try (Run run = Run.smoke("planted faults", IN_MEMORY)) {
            PlantedFaultsIT.findEach(
                    run, new PlantedFault[] {PlantedFault.NONE, PlantedFault.REWOUND_CASE, PlantedFault.NO_DEDUPE}, 1);
        }
    }

    @Test
    void plantedFaultsOfVersions() throws Exception {
        try (Run run = Run.smoke("planted faults of versions", IN_MEMORY)) {
            PlantedVersionFaultsIT.findEach(
                    run, new VersionFault[] {VersionFault.NONE, VersionFault.REQUEST_ID_ON_THE_MIGRATION}, 1);
        }
    }

    @Test
    void hostileValues() throws Exception {
        try (Run run = Run.smoke("hostile values", IN_MEMORY);
                TestDatabase database = TestDatabase.inMemory()) {
            HostileValuesIT.values(run, database, 700);
        }
    }

    @Test
    void clock() throws Exception {
        try (Run run = Run.smoke("clock astray by an hour", IN_MEMORY);
                TestDatabase database = TestDatabase.inMemory()) {
            AdversityIT.clock(run, database, 200);
        }
    }
}
