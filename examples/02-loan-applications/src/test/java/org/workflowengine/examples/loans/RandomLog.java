package org.workflowengine.examples.loans;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A legal log of invented applications, told from the lives that an application can have, their events interleaved. */
final class RandomLog {
    private static final List<String> WAY =
            List.of("SUBMITTED", "PARTLYSUBMITTED", "PREACCEPTED", "ACCEPTED", "FINALIZED");
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-01-05T09:00:00.125+01:00");

    private RandomLog() {}

    static LogFile of(int cases, Random random) {
        List<List<String>> lives = new ArrayList<>();
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            List<String> life = life(random);
            lives.add(life);
            turns.addAll(Collections.nCopies(life.size(), i));
        }
        Collections.shuffle(turns, random);
        int[] told = new int[cases];
        List<String> lines = new ArrayList<>();
        for (int turn : turns) {
            String activity = lives.get(turn).get(told[turn]++);
            String resource = random.nextInt(4) == 0 ? "" : "clerk-" + random.nextInt(20);
            lines.add("R-" + turn + ",A_" + activity + "," + BEGIN.plusSeconds(lines.size()) + "," + resource);
        }
        return new LogFile(lines);
    }

    private static List<String> life(Random random) {
        int steps = 1 + random.nextInt(WAY.size());
        List<String> life = new ArrayList<>(WAY.subList(0, steps));
        switch (steps == 1 ? 0 : random.nextInt(4)) {
            case 0:
                break;
            case 1:
                life.add("DECLINED");
                break;
            case 2:
                life.add("CANCELLED");
                break;
            default:
                if (steps == WAY.size()) {
                    List<String> closing = new ArrayList<>(List.of("APPROVED", "REGISTERED", "ACTIVATED"));
                    Collections.shuffle(closing, random);
                    life.addAll(closing.subList(0, 1 + random.nextInt(3)));
                }
        }
        return life;
    }
}
