package org.workflowengine.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Puts what is most similar to a name first. */
final class Similar {
    /** No id is as long. Beyond it, the comparison would cost more than the answer is worth. */
    private static final int LONGEST = 200;

    private Similar() {}

    static <T> List<T> first(int most, List<T> found, String name, Function<T, String> nameOf) {
        if (name.length() > LONGEST) {
            return List.of();
        }
        return found.stream()
                .sorted(Comparator.comparingInt((T each) -> distance(name, nameOf.apply(each)))
                        .thenComparing(each ->
                                Math.abs(name.length() - nameOf.apply(each).length())))
                .limit(most)
                .toList();
    }

    /** How many letters have to be changed, added, left out, or exchanged with their neighbour. */
    private static int distance(String a, String b) {
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    costs[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                costs[i][j] = Math.min(Math.min(costs[i - 1][j], costs[i][j - 1]) + 1, costs[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
                }
            }
        }
        return costs[a.length()][b.length()];
    }
}
