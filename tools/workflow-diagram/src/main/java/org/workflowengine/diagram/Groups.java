package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Superstates as groups within groups. A state may extend superstates that overlap; a group cannot: of two that overlap, the one with more
 * states is drawn.
 *
 * @param name the name of the superstate; empty for everything
 * @param inner the groups directly within
 * @param nodes the indexes of the states directly within
 */
record Groups(String name, List<Groups> inner, List<Integer> nodes) {

    static Groups of(List<Node> nodes) {
        Map<String, Set<Integer>> members = new TreeMap<>();
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            all.add(i);
            for (String superstate : nodes.get(i).superstates()) {
                members.computeIfAbsent(superstate, name -> new TreeSet<>()).add(i);
            }
        }
        List<Map.Entry<String, Set<Integer>>> largestFirst = new ArrayList<>(members.entrySet());
        largestFirst.sort(Comparator.comparingInt(group -> -group.getValue().size()));
        List<Map.Entry<String, Set<Integer>>> drawn = new ArrayList<>();
        for (Map.Entry<String, Set<Integer>> group : largestFirst) {
            if (drawn.stream().allMatch(other -> fits(group.getValue(), other.getValue()))) {
                drawn.add(group);
            }
        }
        return within("", all, drawn);
    }

    private static boolean fits(Set<Integer> smaller, Set<Integer> larger) {
        return larger.containsAll(smaller) || smaller.stream().noneMatch(larger::contains);
    }

    /** The first of those that are left that lies within is the largest one. */
    private static Groups within(String name, Set<Integer> members, List<Map.Entry<String, Set<Integer>>> groups) {
        List<Groups> inner = new ArrayList<>();
        Set<Integer> own = new TreeSet<>(members);
        List<Map.Entry<String, Set<Integer>>> left = new ArrayList<>(groups);
        left.removeIf(group -> !members.containsAll(group.getValue()));
        while (!left.isEmpty()) {
            Map.Entry<String, Set<Integer>> largest = left.remove(0);
            inner.add(within(largest.getKey(), largest.getValue(), left));
            own.removeAll(largest.getValue());
            left.removeIf(group -> largest.getValue().containsAll(group.getValue()));
        }
        inner.sort(Comparator.comparing(group -> group.first()));
        return new Groups(name, List.copyOf(inner), List.copyOf(own));
    }

    /** The first of its states. */
    private int first() {
        Set<Integer> firsts = new HashSet<>(nodes);
        inner.forEach(group -> firsts.add(group.first()));
        return firsts.stream().mapToInt(Integer::intValue).min().orElse(0);
    }
}
