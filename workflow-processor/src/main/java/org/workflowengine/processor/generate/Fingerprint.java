package org.workflowengine.processor.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, String> facts = new TreeMap<>();
        for (FactNode fact : model.facts()) {
            facts.put(fact.id(), fact(fact));
        }
        Map<String, String> ids = new HashMap<>();
        Map<String, String> states = new TreeMap<>();
        for (StateNode state : model.states()) {
            ids.put(state.name(), state.id());
            states.put(state.id(), state(state));
        }
        Map<String, String> transitions = new TreeMap<>();
        for (TransitionEdge edge : model.transitions()) {
            String from = ids.getOrDefault(edge.source(), "");
            String to = ids.getOrDefault(edge.target().orElseThrow(), "");
            transitions.put(from + " " + edge.id(), edge(edge, from, to));
        }
        // A default is left out, so that a new declaration changes no older fingerprint.
        String traits = model.erasable() ? "" : "\"erasable\":false,";
        return "{" + traits + "\"facts\":" + list(facts) + ",\"states\":" + list(states) + ",\"transitions\":"
                + list(transitions) + ",\"version\":" + model.version() + ",\"workflow\":\"" + model.id() + "\"}";
    }

    private static String fact(FactNode fact) {
        return "{\"id\":\"" + fact.id() + "\",\"values\":"
                + values(fact, fact.valueType().values()) + "}";
    }

    private static String state(StateNode state) {
        return "{\"id\":\"" + state.id() + "\",\"initial\":" + state.initial() + ",\"terminal\":" + state.terminal()
                + "}";
    }

    private static String edge(TransitionEdge edge, String from, String to) {
        Map<String, String> guard = new TreeMap<>();
        for (Condition condition : edge.guard().conditions()) {
            guard.put(condition.fact().id(), condition(condition));
        }
        return "{\"from\":\"" + from + "\",\"guard\":" + list(guard) + ",\"id\":\"" + edge.id() + "\",\"to\":\"" + to
                + "\"}";
    }

    private static String condition(Condition condition) {
        return "{\"accepts\":" + values(condition.fact(), condition.accepted()) + ",\"fact\":\""
                + condition.fact().id() + "\"}";
    }

    private static String values(FactNode fact, List<String> values) {
        boolean quoted = fact.valueType() instanceof FactType.OfEnum;
        Map<String, String> texts = new TreeMap<>();
        for (String value : values) {
            texts.put(value, quoted ? "\"" + value + "\"" : value);
        }
        return list(texts);
    }

    private static String list(Map<String, String> sorted) {
        return "[" + String.join(",", sorted.values()) + "]";
    }
}
