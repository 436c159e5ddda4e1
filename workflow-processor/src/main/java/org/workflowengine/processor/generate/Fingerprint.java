package org.workflowengine.processor.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * The SHA-256 of a definition's canonical graph text. The runtime computes it again from the compiled table and refuses a
 * difference; a test holds the two against each other.
 */
final class Fingerprint {
    private Fingerprint() {}

    static String of(WorkflowModel model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(graph(model).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String graph(WorkflowModel model) {
        return "{\"facts\":" + sorted(model.facts(), FactNode::id, Fingerprint::fact)
                + ",\"states\":" + sorted(model.states(), StateNode::id, Fingerprint::state)
                + ",\"transitions\":"
                + sorted(model.transitions(), edge -> from(model, edge) + " " + edge.id(), edge -> edge(model, edge))
                + ",\"version\":" + model.version() + ",\"workflow\":\"" + model.id() + "\"}";
    }

    private static String fact(FactNode fact) {
        return "{\"id\":\"" + fact.id() + "\",\"values\":"
                + values(fact, fact.valueType().values()) + "}";
    }

    private static String state(StateNode state) {
        return "{\"id\":\"" + state.id() + "\",\"initial\":" + state.initial() + ",\"terminal\":" + state.terminal()
                + "}";
    }

    private static String edge(WorkflowModel model, TransitionEdge edge) {
        return "{\"from\":\"" + from(model, edge) + "\",\"guard\":"
                + sorted(
                        edge.guard().conditions(), condition -> condition.fact().id(), Fingerprint::condition)
                + ",\"id\":\"" + edge.id() + "\",\"to\":\""
                + model.state(edge.target().orElseThrow()).orElseThrow().id() + "\"}";
    }

    private static String condition(Condition condition) {
        return "{\"accepts\":" + values(condition.fact(), condition.accepted()) + ",\"fact\":\""
                + condition.fact().id() + "\"}";
    }

    private static String values(FactNode fact, List<String> values) {
        boolean quoted = fact.valueType() instanceof FactType.OfEnum;
        return sorted(values, value -> value, value -> quoted ? "\"" + value + "\"" : value);
    }

    private static String from(WorkflowModel model, TransitionEdge edge) {
        return model.state(edge.source()).orElseThrow().id();
    }

    private static <T> String sorted(Collection<T> items, Function<T, String> order, Function<T, String> text) {
        return items.stream().sorted(Comparator.comparing(order)).map(text).collect(Collectors.joining(",", "[", "]"));
    }
}
