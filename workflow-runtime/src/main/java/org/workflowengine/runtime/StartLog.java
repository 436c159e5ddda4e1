package org.workflowengine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.query.CappedCount;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.Reading;
import org.workflowengine.runtime.spi.CallersTransaction;

/**
 * What a runtime says at level INFO: one line when it starts, and one for each definition when its first engine is made. Engines come after
 * the start, so only the second line can say which open cases no engine here serves. Nothing is read where nobody wants the lines, and a line
 * that cannot be made keeps nothing from starting.
 */
final class StartLog {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowRuntime.class);

    /** No more open cases of a version are counted: the number is for people. */
    private static final int MOST = 1_000;

    private final Database database;
    private final Reading reading;

    /** Workflow and version of each definition with an engine. */
    private final Set<List<Object>> served = ConcurrentHashMap.newKeySet();

    StartLog(Database database) {
        this.database = database;
        this.reading = new Reading(database.store(CallersTransaction.NONE));
    }

    void started() {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "The engine is on {}, schema version {}; installed definitions: {}",
                    database.product(),
                    database.schemaVersion(),
                    readable(() -> String.valueOf(reading.definitions().size())));
        }
    }

    /** An engine of that definition was made, the first one here. */
    void serves(Definition definition) {
        served.add(key(definition.workflow(), definition.version()));
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "An engine serves {} version {}; open cases of its other versions, of which there is no engine here so far: {}",
                    definition.workflow(),
                    definition.version(),
                    readable(() -> unserved(definition.workflow())));
        }
    }

    private String unserved(String workflow) {
        List<String> versions = new ArrayList<>();
        for (InstalledDefinition installed : reading.definitions()) {
            if (installed.workflow().equals(workflow) && !served.contains(key(workflow, installed.version()))) {
                CappedCount open = reading.cases()
                        .workflow(workflow)
                        .version(installed.version())
                        .open()
                        .count(MOST);
                if (open.value() > 0) {
                    versions.add("version " + installed.version() + " (" + open + ")");
                }
            }
        }
        return versions.isEmpty() ? "none" : String.join(", ", versions);
    }

    private static List<Object> key(String workflow, int version) {
        return List.of(workflow, version);
    }

    /** What one of the engine's reads says. */
    private interface Read {
        String text();
    }

    /** A login may be allowed less than reading all this, and a server may be too slow to answer. */
    private static String readable(Read read) {
        try {
            return read.text();
        } catch (WorkflowException e) {
            LOG.debug("Something that the log was to say cannot be read", e);
            return "cannot be read";
        }
    }
}
