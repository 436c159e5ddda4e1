package org.workflowengine.examples.tamper;

import javax.sql.DataSource;

/**
 * A database with a history in it, and three ways in. Its end removes the database.
 *
 * @param owner an administrator, to whom the tables belong
 * @param application somebody who has the role that the engine's script makes for applications
 * @param purge somebody who has the role that purges finished cases
 * @param end removes the database
 */
record Place(DataSource owner, DataSource application, DataSource purge, Runnable end) implements AutoCloseable {
    /** The login of a role. */
    enum Role {
        OWNER,
        APPLICATION,
        PURGE
    }

    DataSource login(Role role) {
        return switch (role) {
            case OWNER -> owner;
            case APPLICATION -> application;
            case PURGE -> purge;
        };
    }

    @Override
    public void close() {
        end.run();
    }
}
