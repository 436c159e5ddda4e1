package org.workflowengine.examples.tamper;

import javax.sql.DataSource;

/**
 * A database with a history in it, and two ways in. Its end removes the database.
 *
 * @param owner an administrator, to whom the tables belong
 * @param application somebody who has the role that the engine's script makes for applications
 * @param end removes the database
 */
record Place(DataSource owner, DataSource application, Runnable end) implements AutoCloseable {
    /** The login of a role. */
    enum Role {
        OWNER,
        APPLICATION
    }

    DataSource login(Role role) {
        return role == Role.OWNER ? owner : application;
    }

    @Override
    public void close() {
        end.run();
    }
}
