package org.workflowengine.proof;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;

/** A process that moves cases, says what it is about to ask and what it was answered, and is killed in the middle of it. */
final class KilledEngine {
    private static final int CLIENTS = 2;

    private KilledEngine() {}

    /**
     * Moves cases without end.
     *
     * @param arguments the URL of a database on a server or the path of an embedded one; a seed; the name of this life; the key
     *     that it seals with
     */
    @SuppressWarnings("resource") // ends only by being killed
    public static void main(String[] arguments) {
        Engine reviews =
                Engine.on(runtime(arguments[0], SealKey.valueOf(arguments[3]).in(RuntimeOptions.defaults())));
        long seed = Long.parseLong(arguments[1]);
        for (int number = 0; number < CLIENTS; number++) {
            Client client = new Client(
                    arguments[2] + "-" + number,
                    arguments[2] + "-",
                    reviews,
                    new Journal(),
                    new Random(seed + number),
                    false);
            Thread thread = new Thread(() -> live(client, System.out));
            thread.start();
        }
    }

    private static WorkflowRuntime runtime(String place, RuntimeOptions options) {
        if (place.startsWith("jdbc:")) {
            HikariConfig settings = new HikariConfig();
            settings.setJdbcUrl(place);
            return WorkflowRuntime.on(new HikariDataSource(settings), options);
        }
        return WorkflowRuntime.embedded(Path.of(place), options);
    }

    /** Each line is written with one call and flushed (as checkError does), so that what stands in the pipe has been said. */
    private static void live(Client client, PrintStream out) {
        for (; ; ) {
            Client.Request request = client.choose();
            say(out, "ASKING " + request.words());
            Answer answer = client.send(request);
            say(out, answer.verdict() + " " + request.words() + " " + answer.seq() + " " + answer.digest());
        }
    }

    static void say(PrintStream out, String line) {
        synchronized (out) {
            out.print(line + "\n");
            if (out.checkError()) {
                // Nobody listens any more: whoever was to kill this process is gone himself.
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
