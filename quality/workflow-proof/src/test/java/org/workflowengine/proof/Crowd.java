package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.Mode;

/** Clients at work at the same time on the same cases, each through an engine and a faulty connection of his own. */
final class Crowd {
    /** One request in so many meets a fault, at one of its first so many JDBC calls. */
    private static final int FAULTY = 3;

    private static final int CALLS = 80;

    private Crowd() {}

    /** One who is at work. */
    interface Member {
        /** Chooses the next request while nothing fails; running the answer sends it. */
        Runnable next();

        /** Sends what is uncertain once more; the answers. */
        List<Answer> settle();
    }

    /** Lets people in. */
    interface Door {
        /**
         * The next one.
         *
         * @param name the member's name
         * @param cases begins the ids of the cases that all share
         */
        Member member(String name, String cases, DataSource dataSource, Random random);
    }

    /**
     * Lets them work, and then sends again whatever is uncertain.
     *
     * @param requests how many each client sends
     * @param engine makes a client's engine from what connects it
     * @return the answers to what was sent again at the end, when nothing failed any more
     */
    static List<Answer> work(
            Run run,
            Journal journal,
            String name,
            int clients,
            int requests,
            DataSource dataSource,
            Function<DataSource, Engine> engine)
            throws Exception {
        return work(run, journal, name, clients, requests, List.of(dataSource), false, engine);
    }

    /**
     * As above, by clients who take the nodes of one database in turn, and who, when asked to, make the mistake of sending again
     * under a new request id.
     */
    static List<Answer> work(
            Run run,
            Journal journal,
            String name,
            int clients,
            int requests,
            List<DataSource> nodes,
            boolean freshIdOnRetry,
            Function<DataSource, Engine> engine)
            throws Exception {
        return work(
                run,
                name,
                clients,
                requests,
                nodes,
                (client, cases, dataSource, random) ->
                        member(new Client(client, cases, engine.apply(dataSource), journal, random, freshIdOnRetry)));
    }

    static Member member(Client client) {
        return new Member() {
            @Override
            public Runnable next() {
                Client.Request request = client.choose();
                return () -> client.send(request);
            }

            @Override
            public List<Answer> settle() {
                return client.settle();
            }
        };
    }

    /** As above, with the members that the door lets in. */
    static List<Answer> work(Run run, String name, int clients, int requests, List<DataSource> nodes, Door door)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Answer>>> settled = new ArrayList<>();
            for (int number = 0; number < clients; number++) {
                Random random = run.random(31 * name.hashCode() + number);
                String client = name + "-" + number;
                DataSource dataSource = nodes.get(number % nodes.size());
                settled.add(threads.submit(() -> {
                    Faults faults = new Faults(dataSource);
                    LostCommits commits = new LostCommits(faults.dataSource());
                    Member one = door.member(client, name + "-", commits.dataSource(), random);
                    List<Mode> modes = Mode.all();
                    for (int i = 0; i < requests; i++) {
                        Runnable next = one.next();
                        boolean faulty = random.nextInt(FAULTY) == 0;
                        if (faulty && random.nextInt(4) == 0) {
                            commits.loseTheNext(random.nextBoolean());
                        } else if (faulty) {
                            faults.arm(modes.get(random.nextInt(modes.size())), 1 + random.nextInt(CALLS));
                        }
                        next.run();
                        commits.loseNone();
                        if (faulty) {
                            faults.disarm();
                        }
                    }
                    return one.settle();
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> one : settled) {
                answers.addAll(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
