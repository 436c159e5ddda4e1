package org.workflowengine.proof;

import java.io.IOException;
import javax.sql.DataSource;

/** A database server of one's own that can be killed and started again. */
interface KillableServer extends AutoCloseable {
    /** All of its processes at once, and none of them asked. */
    void kill() throws IOException, InterruptedException;

    /** After a kill: it recovers. */
    void start() throws IOException;

    /** A new connection each time. */
    DataSource dataSource();

    @Override
    void close() throws IOException;
}
