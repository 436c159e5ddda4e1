package org.workflowengine.benchmark.durable;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** All who take part, each on a database of its own on one server. */
final class Field implements AutoCloseable {
    private final Map<Entrant, Contender> contenders = new EnumMap<>(Entrant.class);
    private final Map<Entrant, String> databases = new EnumMap<>(Entrant.class);
    private final Deque<Runnable> closing = new ArrayDeque<>();

    Field(DatabaseServer server, Collection<Entrant> entrants) {
        for (Entrant entrant : entrants) {
            HikariDataSource database = server.newDatabase();
            closing.push(database::close);
            databases.put(entrant, DatabaseServer.nameOf(database));
            Contender contender = entrant.on(database);
            closing.push(() -> close(contender));
            contenders.put(entrant, contender);
        }
    }

    private static void close(Contender contender) {
        contender.close();
    }

    Contender contender(Entrant entrant) {
        return Objects.requireNonNull(contenders.get(entrant));
    }

    /** The name of its database on the server. */
    String database(Entrant entrant) {
        return Objects.requireNonNull(databases.get(entrant));
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
