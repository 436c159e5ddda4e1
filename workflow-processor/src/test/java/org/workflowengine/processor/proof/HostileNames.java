package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One small definition with a hostile name, id or message put into each place in turn. */
final class HostileNames {

    private static final String TEMPLATE = """
            @org.workflowengine.annotations.Workflow(id = ~id~, version = 1)
            public interface ~definition~ {
                enum ~enum~ { ~constant~, Other }
                @org.workflowengine.annotations.Fact(id = ~factId~, message = ~message~)
                @interface ~fact~ { boolean value() default true; }
                @org.workflowengine.annotations.Fact @interface Sized { ~enum~[] value(); }
                interface ~superstate~ {
                    @org.workflowengine.annotations.Transition @~fact~ Ended cancel();
                }
                @org.workflowengine.annotations.State(initial = true) interface Opened extends ~superstate~ {
                    @org.workflowengine.annotations.Transition @Sized(~enum~.~constant~) ~state~ move();
                }
                @org.workflowengine.annotations.State(id = ~stateId~) interface ~state~ {
                    @org.workflowengine.annotations.Transition(id = ~transitionId~) @~fact~(false) Ended ~transition~();
                }
                @org.workflowengine.annotations.State(terminal = true) interface Ended {}
            }
            """;

    private static final List<String> PLACES =
            List.of("definition", "state", "superstate", "fact", "transition", "enum", "constant");

    private static final List<String> NAMES = List.of(
            // words of the language in all but their first letter, and words that only sometimes are words
            "Default",
            "Int",
            "True",
            "Null",
            "Class",
            "New",
            "This",
            "record",
            "sealed",
            "permits",
            "yield",
            "when",
            "_x",
            // types that generated code uses, and their members
            "String",
            "Object",
            "Override",
            "Enum",
            "Record",
            "Class",
            "List",
            "Map",
            "Set",
            "Optional",
            "Objects",
            "Deprecated",
            "Facts",
            "Fact",
            "FactValue",
            "Condition",
            "Outcome",
            "Decision",
            "CaseHandle",
            "CaseHead",
            "Definition",
            "Generated",
            "WorkflowEngine",
            "R",
            "T",
            "Match",
            "Case",
            "State",
            "Transition",
            "Workflow",
            "java",
            "org",
            "app",
            // generated names and members
            "OrderCase",
            "OrderState",
            "OrderEngine",
            "OrderFact",
            "match",
            "name",
            "ordinal",
            "values",
            "valueOf",
            "clone",
            "finalize",
            "isInitial",
            "isTerminal",
            "getClass",
            "hashCode",
            "toString",
            "wait",
            "of",
            "id",
            "caseId",
            "facts",
            "decision",
            "on",
            "open",
            "load",
            "find",
            "fire",
            "options",
            "move",
            "cancel",
            "Opened",
            "Sized",
            "Ended",
            "ENDED",
            // what a template engine or a file system may not like
            "$",
            "$L",
            "$S",
            "$T",
            "$N",
            "$$",
            "A$B",
            "Opened$",
            "__",
            "a__b",
            "Ünïcödé",
            "ß",
            "ı",
            "İ",
            "עברית",
            "مرحبا",
            "日本語",
            "Ⅻ",
            "ª",
            "a\\u0062c",
            "𝒳𝒴",
            "x".repeat(200));

    /** Java literals, as they are written. */
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\" \"",
            "\"\\\"\"",
            "\"a\\nb\"",
            "\"a\\r\\nb\"",
            "\"*/ int x; /*\"",
            "\"\\u002a/ int x; /\\u002a\"",
            "\"\\\\u0022 + x\"",
            "\"\\\\u002a/\"",
            "\"\\\\\\\\u000a\"",
            "\"$L $S $T $N $$ $1L $[ $] $W $Z $>\"",
            "\"$\"",
            "\"$L\"",
            "\"%s %n %d %\"",
            "\"\\0\\7\\b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u202eabc\"",
            "\"\\u2028\"",
            "\"<script> {@code } {@link Nowhere} @param x &#42;/\"",
            "\"trailing \\\\\"",
            "\"\"\"\n  a \"text\" block\n  \"\"\"",
            "\"; drop table\"",
            "\"--> :::x [*] state {\"",
            "\"a\" + 'b' + 1",
            "\"" + "long ".repeat(2000) + "\"",
            "null",
            "NOWHERE",
            "\"\\uFEFF\"");

    private static final List<String> TEXT_PLACES = List.of("message", "id", "stateId", "transitionId", "factId");

    private HostileNames() {}

    static List<HostileCase> all() {
        var cases = new ArrayList<HostileCase>();
        for (String name : NAMES) {
            var place = PLACES.get(cases.size() % PLACES.size());
            var other = PLACES.get((cases.size() + 3) % PLACES.size());
            cases.add(of(place, name, Map.of(other, NAMES.get((cases.size() * 7 + 1) % NAMES.size()))));
        }
        for (String text : TEXTS) {
            cases.add(of("message", text, Map.of()));
            cases.add(of(TEXT_PLACES.get(1 + cases.size() / 2 % 4), text, Map.of()));
        }
        return cases;
    }

    private static HostileCase of(String place, String value, Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "definition", "Order",
                "state", "Waiting",
                "superstate", "Cancellable",
                "fact", "Paid",
                "transition", "finish",
                "enum", "Size",
                "constant", "LARGE",
                "message", "\"it is paid\""));
        values.put("id", "\"hostile-~package~\"");
        values.put("stateId", "\"STATE\"");
        values.put("transitionId", "\"TRANSITION\"");
        values.put("factId", "\"FACT\"");
        values.putAll(more);
        values.put(place, value);
        var text = TEMPLATE;
        for (var entry : values.entrySet()) {
            text = text.replace("~" + entry.getKey() + "~", entry.getValue());
        }
        var shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return new HostileCase(
                place + " " + shown + " " + more,
                Map.of(values.get("definition").replace("\\u0062", "b"), text));
    }
}
