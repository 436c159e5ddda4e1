package org.workflowengine.examples.loans;

import java.security.SecureRandom;
import java.util.Random;

/** The seed of a random test: printed, and taken from {@code -Dseed=} when a failure is to be seen again. */
final class Seed {
    private Seed() {}

    static Random random(String test) {
        Long given = Long.getLong("seed");
        long seed = given == null ? new SecureRandom().nextLong() : given;
        System.out.println(test + ": -Dseed=" + seed);
        return new Random(seed);
    }
}
