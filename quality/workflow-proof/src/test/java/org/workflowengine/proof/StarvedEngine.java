package org.workflowengine.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;

/**
 * A process whose memory somebody else eats, over and over, while it moves cases; and which says what it is about to ask and what it
 * was answered.
 */
final class StarvedEngine {
    private static final int CRUMB = 4_096;
    private static final int BITE = 256 * CRUMB;
    private static final int ROUNDS = 3;

    private StarvedEngine() {}

    /**
     * Moves cases with next to no memory.
     *
     * @param arguments the path of an embedded database; a seed; how many requests; the name of this life
     */
    public static void main(String[] arguments) {
        Random random = new Random(Long.parseLong(arguments[1]));
        int requests = Integer.parseInt(arguments[2]);
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(Path.of(arguments[0]))) {
            Client client = new Client(arguments[3], "starved-", Engine.on(runtime), new Journal(), random, false);
            for (int i = 0; i < requests; i++) {
                Client.Request request = client.chooseBlindly();
                KilledEngine.say(System.out, "ASKING " + request.words());
                List<byte[]> eaten = eatAllBut(random.nextInt(64) * CRUMB);
                Answer answer = client.send(request);
                eaten.clear();
                KilledEngine.say(
                        System.out,
                        answer.verdict() + " " + request.words() + " " + answer.seq() + " " + answer.digest());
            }
        }
    }

    /** Only looks how much is left: an allocation that fails would end this process before it asks. */
    private static List<byte[]> eatAllBut(int left) {
        List<byte[]> eaten = new ArrayList<>(10_000);
        for (int round = 0; round < ROUNDS; round++) {
            for (int piece = BITE; piece >= CRUMB; piece /= 4) {
                while (free() > left + piece) {
                    eaten.add(new byte[piece]);
                }
            }
            // What nobody holds any more is there again.
            System.gc();
        }
        return eaten;
    }

    private static long free() {
        Runtime memory = Runtime.getRuntime();
        return memory.maxMemory() - memory.totalMemory() + memory.freeMemory();
    }
}
