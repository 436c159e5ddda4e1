package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a transition demands of who makes it.
 *
 * @param fourEyes into which states the case must have been brought by somebody else, each once
 * @param quorum who must have made another step before
 */
public record Obligations(List<FourEyes> fourEyes, Optional<Quorum> quorum) {

    public static final Obligations NONE = new Obligations(List.of(), Optional.empty());

    public Obligations {
        fourEyes = List.copyOf(fourEyes);
    }

    public boolean isEmpty() {
        return fourEyes.isEmpty() && quorum.isEmpty();
    }

    /** What both demand. Of two quorums of one step the larger one holds; of different steps, the first. */
    public Obligations and(Obligations other) {
        var both = new ArrayList<>(fourEyes);
        for (FourEyes one : other.fourEyes) {
            if (both.stream().noneMatch(known -> known.text().equals(one.text()))) {
                both.add(one);
            }
        }
        boolean isOther = quorum.isEmpty()
                || other.quorum
                        .filter(one -> one.of().equals(quorum.get().of())
                                && one.persons() > quorum.get().persons())
                        .isPresent();
        return new Obligations(both, isOther ? other.quorum : quorum);
    }

    /** Whether the quorums of both are of different steps, so that one transition cannot have both. */
    public boolean countOtherSteps(Obligations other) {
        return quorum.isPresent()
                && other.quorum
                        .filter(one -> !one.of().equals(quorum.get().of()))
                        .isPresent();
    }

    /** Whether both demand the same, wherever and in whatever order it is written. */
    public boolean demandTheSameAs(Obligations other) {
        return new HashSet<>(texts()).equals(new HashSet<>(other.texts()));
    }

    /** Each of them in words. */
    public List<String> texts() {
        var texts = new ArrayList<String>();
        fourEyes.forEach(one -> texts.add(one.text()));
        quorum.ifPresent(one -> texts.add(one.text()));
        return texts;
    }
}
