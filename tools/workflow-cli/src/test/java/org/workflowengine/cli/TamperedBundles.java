package org.workflowengine.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.fixture.IndependentJson.Number;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;

/**
 * A sound bundle, changed in every way that comes to mind: by somebody who changes the file, and by somebody who has the key too and makes
 * all digests and seals anew, so that only the meaning of what is recorded can tell. Some of these changes are no harm: both must say so.
 */
final class TamperedBundles {
    private static final Set<String> BINARY = Set.of(
            "installation",
            "origin_digest",
            "fingerprint",
            "payload_digest",
            "previous_digest",
            "salt",
            "digest",
            "seal");
    private static final List<String> PAYLOAD = List.of("salt", "actor", "on_behalf_of", "reason", "facts", "evidence");

    /** Of so many changes that are much like others one is made; with {@code -Dpage.share=1} all are. A prime passes over no kind of them. */
    private static final int SHARE = Integer.getInteger("page.share", 61);

    /** The sample in which names are looked at: obligations depend on them from step to step. */
    private static final String WITH_OBLIGATIONS = "loan";

    /** The sample in which matters are looked at. */
    private static final String WITH_HOLDS = "held";

    private static final Set<String> NAMES = Set.of("actor", "on_behalf_of", "actor_kind");

    private static final String LONE = "\ud83d";

    private final String name;
    private final String sound;
    private final @Nullable Sealer sealer;
    private final Map<String, byte[]> found = new LinkedHashMap<>();
    private int changes;

    private TamperedBundles(String name, String sound, @Nullable Sealer sealer) {
        this.name = name;
        this.sound = sound;
        this.sealer = sealer;
    }

    /** By what was done to it. */
    static Map<String, byte[]> of(String name, String sound, @Nullable Sealer sealer) {
        TamperedBundles tampered = new TamperedBundles(name, sound, sealer);
        tampered.values();
        tampered.meanings();
        tampered.rows();
        tampered.stories();
        tampered.holds();
        tampered.graphs();
        tampered.texts();
        return tampered.found;
    }

    /** The first definition permits more, all that is recorded fits it, and the later definition still names the one that it was. */
    static String withOtherDefinition(String sound, @Nullable Sealer sealer) {
        TamperedBundles tampered = new TamperedBundles("", sound, sealer);
        Map<String, Object> bundle = tampered.copy();
        Map<String, Object> row = at(bundle, "definitions#0");
        String graph = row.get("graph").toString().replaceFirst(",\"obligations\":\\[.*?}]", "");
        row.put("graph", graph);
        fingerprint(bundle, row);
        tampered.reseal(bundle);
        return written(bundle);
    }

    /** A fingerprint that fits the graph, there and in the steps. */
    private static void fingerprint(Map<String, Object> bundle, Map<String, Object> definition) {
        definition.put("fingerprint", hex(sha256(definition.get("graph").toString())));
        for (Object entry : list(bundle.get("entries"))) {
            if (map(entry).get("version").equals(definition.get("version"))) {
                map(entry).put("fingerprint", definition.get("fingerprint"));
            }
        }
    }

    private void text(String what, String text) {
        found.put(name + ": " + what, text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> copy() {
        return map(IndependentJson.parse(sound));
    }

    private boolean isMade() {
        return changes++ % SHARE == 0;
    }

    private void changed(String what, Consumer<Map<String, Object>> change) {
        Map<String, Object> bundle = copy();
        change.accept(bundle);
        text(what, written(bundle));
    }

    private void resealed(String what, Consumer<Map<String, Object>> change) {
        changed(what + ", resealed", bundle -> {
            change.accept(bundle);
            reseal(bundle);
        });
    }

    /** Every column of every row: gone, of another kind, a little changed. */
    private void values() {
        text("nothing", written(copy()));
        resealed("nothing", bundle -> {});
        each(
                copy(),
                (place, row) -> row.forEach((column, value) -> {
                    for (Object other : others(column, value)) {
                        if (isMade()) {
                            changed(
                                    place + "." + column + " = " + shown(other),
                                    bundle -> at(bundle, place).put(column, other));
                        }
                    }
                }));
    }

    private interface Rows {
        void row(String place, Map<String, Object> row);
    }

    private static void each(Map<String, Object> bundle, Rows rows) {
        rows.row("installation", map(bundle.get("installation")));
        rows.row("case", map(bundle.get("case")));
        for (String array : List.of("definitions", "entries")) {
            for (int i = 0; i < list(bundle.get(array)).size(); i++) {
                rows.row(array + "#" + i, map(list(bundle.get(array)).get(i)));
            }
        }
    }

    private static Map<String, Object> at(Map<String, Object> bundle, String place) {
        String[] parts = place.split("#");
        return map(
                parts.length == 1
                        ? bundle.get(place)
                        : list(bundle.get(parts[0])).get(Integer.parseInt(parts[1])));
    }

    private static Collection<Object> others(String column, @Nullable Object value) {
        Set<Object> others = new LinkedHashSet<>(Arrays.asList(null, new Number("7"), Boolean.TRUE, "x", List.of()));
        if (value instanceof String text) {
            boolean isHex = BINARY.contains(column);
            others.add(isHex ? (text.startsWith("0") ? "1" : "0") + text.substring(1) : text + " ");
            others.add(isHex ? text.substring(2) : LONE);
            others.add(isHex ? text.toUpperCase(Locale.ROOT) : "");
        } else if (value instanceof Number number) {
            others.addAll(List.of(
                    new Number(Long.toString(Long.parseLong(number.text()) + 1)),
                    new Number("-0"),
                    new Number(number + ".0"),
                    new Number("9223372036854775808")));
        } else if (value instanceof Boolean flag) {
            others.add(!flag);
        }
        others.remove(value);
        return others;
    }

    /** Every column of every step, as somebody would write it who has the key. */
    private void meanings() {
        Map<String, Object> bundle = copy();
        List<Object> entries = list(bundle.get("entries"));
        for (int i = 0; i < entries.size(); i++) {
            String place = "entries#" + i;
            Map<String, Object> row = map(entries.get(i));
            for (String column : row.keySet()) {
                boolean isLikeOthers = !(NAMES.contains(column) && name.equals(WITH_OBLIGATIONS))
                        && !(column.equals("facts") && isGuarded(row));
                for (Object value : meant(column, entries)) {
                    if (isLikeOthers && !isMade()) {
                        continue;
                    }
                    resealed(
                            place + "." + column + " = " + shown(value),
                            tampered -> at(tampered, place).put(column, value));
                }
            }
            resealed(
                    place + " lost its payload",
                    tampered -> PAYLOAD.forEach(column -> at(tampered, place).put(column, null)));
            resealed(place + " into another state", tampered -> {
                at(tampered, place).put("to_state", "CLOSED");
                relink(tampered);
            });
            resealed(
                    place + " without a seal",
                    tampered -> List.of("algorithm", "key_id", "seal")
                            .forEach(column -> at(tampered, place).put(column, null)));
            resealed(
                    place + " by the first actor",
                    tampered -> at(tampered, place)
                            .put("actor", at(tampered, "entries#0").get("actor")));
        }
        for (long change : new long[] {-1, 1, 3_600_000_000L}) {
            for (String column : List.of("entered_at", "moved_at")) {
                resealed("case." + column + " by " + change, tampered -> {
                    Map<String, Object> head = at(tampered, "case");
                    head.put(
                            column,
                            new Number(Long.toString(
                                    Long.parseLong(head.get(column).toString()) + change)));
                });
            }
        }
    }

    /** The steps of the samples whose transition has a guard. */
    private static boolean isGuarded(Map<String, Object> row) {
        return Set.of("REJECT", "RATE").contains(row.get("transition"));
    }

    private static Collection<Object> meant(String column, List<Object> entries) {
        Set<Object> values = new LinkedHashSet<>();
        entries.forEach(entry -> values.add(map(entry).get(column)));
        values.add(null);
        switch (column) {
            case "from_state", "to_state" -> {
                entries.forEach(entry -> values.addAll(
                        Arrays.asList(map(entry).get("from_state"), map(entry).get("to_state"))));
                values.addAll(List.of("(new)", "APPROVED", "NOWHERE", ""));
            }
            case "transition" ->
                values.addAll(List.of(
                        "(open)",
                        "(import)",
                        "(erase)",
                        "(migrate:1)",
                        "(migrate:2)",
                        "(hold)",
                        "(release)",
                        "(none)",
                        "APPROVE",
                        "SUBMIT",
                        "REJECT"));
            case "facts" ->
                values.addAll(List.of(
                        "{}",
                        "{ }",
                        "",
                        "[]",
                        "{",
                        "null",
                        "{\"ERASED_SEQ\":\"1\"}",
                        "{\"ERASED_SEQ\":\"2\"}",
                        "{\"ERASED_SEQ\":\"02\"}",
                        "{\"ERASED_SEQ\":2}",
                        "{\"ERASED_SEQ\":\"9\"}",
                        "{\"MATTER\":\"2026/4711\"}",
                        "{\"HIGH_AMOUNT\":true}",
                        "{\"HIGH_AMOUNT\":\"true\"}",
                        "{\"HIGH_AMOUNT\":false}",
                        "{\"HIGH_AMOUNT\":true,\"HIGH_AMOUNT\":true}",
                        "{\"VALIDATION_FAILED\":false}",
                        "{\"VALIDATION_FAILED\":true}",
                        "{\"VALIDATION_FAILED\" :true}",
                        "{\"\\u0056ALIDATION_FAILED\":true}",
                        "{\"RISK\":false,\"SIZE\":\"SMALL\"}",
                        "{\"SIZE\":\"SMALL\",\"RISK\":false}",
                        "{\"RISK\":false,\"SIZE\":\"HUGE\"}",
                        "{\"RISK\":false,\"SIZE\":\"BIG\"}",
                        "{\"RISK\":true,\"SIZE\":\"BIG\"}",
                        "{\"RISK\":null}",
                        "{\"SIZE\":true}"));
            case "evidence" -> values.addAll(evidence());
            case "recorded_at", "occurred_at" ->
                values.addAll(List.of(
                        new Number("0"),
                        new Number("-2208988800000000"),
                        new Number("-2208988800000001"),
                        new Number("7258118399999999"),
                        new Number("7258118400000000")));
            case "seq", "from_version", "version", "format" ->
                values.addAll(List.of(
                        new Number("0"),
                        new Number("1"),
                        new Number("2"),
                        new Number("3"),
                        new Number("-1"),
                        new Number("9223372036854775807")));
            case "actor_kind" -> values.addAll(List.of("PERSON", "SERVICE", "SYSTEM", "person", ""));
            case "salt", "payload_digest", "fingerprint", "previous_digest" ->
                values.addAll(List.of("", "00", "ab".repeat(32)));
            case "digest", "seal" -> values.clear();
            default ->
                values.addAll(
                        List.of("", "alice", "carol", "é\u202e\0", LONE, "HMAC-SHA-256", "Ed25519", "2026-03", "R-1"));
        }
        return values;
    }

    private static List<String> evidence() {
        return List.of(
                "{}",
                "[]",
                "{ }",
                " {}",
                "{} ",
                "\ufeff{}",
                "nul",
                "{\"a\":1.0}",
                "{\"a\":1e2}",
                "{\"a\":-0}",
                "{\"a\":0}",
                "{\"a\":-1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":9007199254740991}",
                "{\"a\":-9007199254740991}",
                "{\"a\":9007199254740992}",
                "{\"a\":-9007199254740992}",
                "{\"a\":99999999999999999999}",
                "{\"b\":1,\"a\":2}",
                "{\"B\":1,\"a\":2}",
                "{\"a\":1,\"B\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u001f\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\\n\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\u007f\u2028\u2029\"}",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ud83d\\udcce\"}",
                "{\"a\":\"📎\"}",
                "{\"a\":\"\uffff\"}",
                "{\"a\":\"\ufdd0\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":tru}",
                "{\"a\":true,\"b\":null,\"c\":[1,\"2\",{}]}",
                "{\"a\":[1,]}",
                "{\"a\":1,}",
                "{\"\":1}",
                "{\"\ufb01\":1,\"😀\":2}",
                "{\"😀\":1,\"\ufb01\":2}",
                "{\"__proto__\":1}",
                "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}",
                "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}",
                "{\"a\":\"" + "é".repeat(32_764) + "\"}",
                "{\"a\":\"" + "é".repeat(32_764) + "x\"}");
    }

    /** Rows that are gone, twice, or in another place. */
    private void rows() {
        int steps = list(copy().get("entries")).size();
        for (boolean relinked : new boolean[] {false, true}) {
            String how = relinked ? ", relinked" : "";
            Consumer<Map<String, Object>> after = bundle -> {
                if (relinked) {
                    relink(bundle);
                    reseal(bundle);
                }
            };
            for (int i = 0; i < steps; i++) {
                int at = i;
                changed("without entry " + i + how, bundle -> {
                    list(bundle.get("entries")).remove(at);
                    after.accept(bundle);
                });
                changed("entry " + i + " twice" + how, bundle -> {
                    list(bundle.get("entries")).add(at, new LinkedHashMap<>(at(bundle, "entries#" + at)));
                    after.accept(bundle);
                });
                changed("entry " + i + " last" + how, bundle -> {
                    List<Object> entries = list(bundle.get("entries"));
                    entries.add(entries.remove(at));
                    after.accept(bundle);
                });
                changed("only " + i + " entries" + how, bundle -> {
                    List<Object> entries = list(bundle.get("entries"));
                    entries.subList(at, entries.size()).clear();
                    after.accept(bundle);
                });
                if (i > 0) {
                    changed("entries " + (i - 1) + " and " + i + " swapped" + how, bundle -> {
                        Collections.swap(list(bundle.get("entries")), at - 1, at);
                        after.accept(bundle);
                    });
                }
            }
            changed("another case among the entries" + how, bundle -> {
                Map<String, Object> other = new LinkedHashMap<>(at(bundle, "entries#0"));
                other.put("case_id", "C-other");
                list(bundle.get("entries")).add(other);
                after.accept(bundle);
            });
        }
        for (String member : List.of("installation", "case")) {
            changed("without " + member, bundle -> bundle.put(member, null));
            changed(member + " is an array", bundle -> bundle.put(member, List.of()));
        }
        changed("no entries and no case", bundle -> {
            list(bundle.get("entries")).clear();
            bundle.put("case", null);
        });
        changed("the case of another", bundle -> at(bundle, "case").put("case_id", "C-other"));
        int definitions = list(copy().get("definitions")).size();
        for (int i = 0; i < definitions; i++) {
            int at = i;
            changed(
                    "without definition " + i,
                    bundle -> list(bundle.get("definitions")).remove(at));
            changed(
                    "definition " + i + " twice",
                    bundle -> list(bundle.get("definitions")).add(at(bundle, "definitions#" + at)));
        }
        changed("definitions reversed", bundle -> Collections.reverse(list(bundle.get("definitions"))));
        resealed("of another installation", bundle -> {
            at(bundle, "installation").put("installation", "00112233445566778899aabbccddeeff");
            try {
                at(bundle, "installation")
                        .put(
                                "origin_digest",
                                hex(IndependentAuditor.sha256(IndependentAuditor.form(
                                        "WFI1", HexFormat.of().parseHex("00112233445566778899aabbccddeeff")))));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            relink(bundle);
        });
    }

    /** What could have happened instead: each erasure at each step, and each transition that leaves its state, by each person. */
    private void stories() {
        List<Object> entries = list(copy().get("entries"));
        Set<Object> actors = new LinkedHashSet<>();
        entries.forEach(entry -> actors.add(map(entry).get("actor")));
        actors.remove(null);
        for (int at = 1; at <= entries.size(); at++) {
            for (int erased = 1; erased <= at; erased++) {
                erased(at, erased);
            }
        }
        for (int at = 1; at < entries.size(); at++) {
            Map<String, Object> row = map(entries.get(at));
            for (Object transition :
                    list(map(IndependentJson.parse(graphOf(row))).get("transitions"))) {
                if (map(transition).get("from").equals(row.get("from_state"))) {
                    for (Object actor : actors) {
                        if (name.equals(WITH_OBLIGATIONS) || isMade()) {
                            ended(at, map(transition), actor);
                        }
                    }
                }
            }
        }
    }

    private void erased(int at, int seq) {
        resealed("step " + seq + " erased after step " + at, bundle -> {
            added(bundle, at, "(erase)", "{\"ERASED_SEQ\":\"" + seq + "\"}");
            withoutPayload(bundle, seq);
            relink(bundle);
        });
    }

    /** One more step, after another, which keeps the state. */
    private static Map<String, Object> added(Map<String, Object> bundle, int after, String transition, String facts) {
        List<Object> steps = list(bundle.get("entries"));
        Map<String, Object> step = new LinkedHashMap<>(map(steps.get(after - 1)));
        step.putAll(Map.of(
                "transition",
                transition,
                "salt",
                "00".repeat(16),
                "actor",
                "dpo",
                "reason",
                "article 17",
                "facts",
                facts));
        for (String column : List.of("request_id", "occurred_at", "on_behalf_of", "evidence")) {
            step.put(column, null);
        }
        step.put("from_version", step.get("version"));
        steps.add(after, step);
        return step;
    }

    private static void withoutPayload(Map<String, Object> bundle, int seq) {
        PAYLOAD.forEach(column -> at(bundle, "entries#" + (seq - 1)).put(column, null));
    }

    /** What the facts of a hold or of a release could be. Only the first two are a matter. */
    private static List<String> matters() {
        return List.of(
                "{\"MATTER\":\"X\"}",
                "{\"MATTER\":\"\\n\\u001f\\\"é😀\"}",
                "{\"MATTER\":\"\"}",
                "{\"MATTER\" :\"X\"}",
                " {\"MATTER\":\"X\"}",
                "{\"MATTER\":\"X\"} ",
                "{\"MATTER\":\"X\"}{}",
                "{\"MATTER\":\"\\u0058\"}",
                "{\"M\\u0041TTER\":\"X\"}",
                "{\"MATTER\":\"\\u000a\"}",
                "{\"MATTER\":\"\\u001F\"}",
                "{\"MATTER\":\"\n\"}",
                "{\"MATTER\":\"\\/\"}",
                "{\"MATTER\":\"\\u0000\"}",
                "{\"MATTER\":\"\\ud83d\"}",
                "{\"MATTER\":\"\uffff\"}",
                "{\"MATTER\":\"X\",\"MATTER\":\"X\"}",
                "{\"MATTER\":\"X\",\"A\":\"X\"}",
                "{\"MATTER\":\"X\",\"Z\":true}",
                "{\"MATTER\":1}",
                "{\"MATTER\":true}",
                "{\"MATTER\":null}",
                "{\"MATTER\":[\"X\"]}",
                "{\"MATTER\":" + "[".repeat(100_000),
                "{\"matter\":\"X\"}",
                "{\"MATTER\":\"X\"",
                "{\"ERASED_SEQ\":\"1\"}",
                "{}",
                "[]",
                "\"X\"",
                "");
    }

    /** Legal holds and releases: where there were none, of other matters, written in other ways, and without what they must have. */
    private void holds() {
        List<Object> entries = list(copy().get("entries"));
        Set<String> held = new LinkedHashSet<>(matters().subList(0, 1));
        for (Object entry : entries) {
            if (isHoldOrRelease(map(entry))) {
                held.add(map(entry).get("facts").toString());
            }
        }
        int last = entries.size();
        for (int at = 1; at <= last; at++) {
            int after = at;
            for (String matter : held) {
                for (String transition : List.of("(hold)", "(release)")) {
                    resealed(transition + " " + matter + " after step " + after, bundle -> {
                        added(bundle, after, transition, matter);
                        relink(bundle);
                    });
                }
            }
            if (isHoldOrRelease(map(entries.get(at - 1)))) {
                otherHold(at);
            }
        }
        for (String matter : matters()) {
            if (!name.equals(WITH_HOLDS) && !isMade()) {
                continue;
            }
            resealed("held for " + shown(matter), bundle -> {
                added(bundle, 1, "(hold)", matter);
                relink(bundle);
            });
            resealed("held and released for " + shown(matter), bundle -> {
                added(bundle, last, "(hold)", matter);
                added(bundle, last + 1, "(release)", matter);
                relink(bundle);
            });
        }
        heldAndErased(last);
    }

    private static boolean isHoldOrRelease(Map<String, Object> row) {
        return Set.of("(hold)", "(release)").contains(row.get("transition"));
    }

    /** What could be instead of a hold or a release that is there. */
    private void otherHold(int seq) {
        String place = "entries#" + (seq - 1);
        for (String matter : matters()) {
            if (isMade()) {
                resealed(
                        place + " of " + shown(matter),
                        bundle -> at(bundle, place).put("facts", matter));
            }
        }
        for (String transition : List.of("(hold)", "(release)", "(erase)", "REMIND")) {
            resealed(place + " as " + transition, bundle -> at(bundle, place).put("transition", transition));
        }
        resealed(place + " into its definition's other state", bundle -> {
            at(bundle, place).put("to_state", "CLOSED");
            relink(bundle);
        });
        resealed(place + " to another version", bundle -> {
            at(bundle, place).put("version", new Number("1"));
            relink(bundle);
        });
        resealed(place + " lost its matter alone", bundle -> at(bundle, place).put("facts", null));
        resealed(place + " lost its salt alone", bundle -> at(bundle, place).put("salt", null));
        resealed(place + " lost its payload, which is recorded at the end", bundle -> {
            added(bundle, list(bundle.get("entries")).size(), "(erase)", "{\"ERASED_SEQ\":\"" + seq + "\"}");
            withoutPayload(bundle, seq);
            relink(bundle);
        });
    }

    /** Two matters, an erasure before, between and after, with what is erased there. */
    private void heldAndErased(int last) {
        String matter = matters().get(0);
        String other = matters().get(1);
        List<List<String>> stories = List.of(
                List.of("(hold)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(erase)", "(release)" + matter),
                List.of("(hold)" + matter, "(release)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(hold)" + other, "(release)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(hold)" + other, "(release)" + other, "(release)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(release)" + other, "(erase)"),
                List.of("(hold)" + matter, "(hold)" + matter, "(release)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(release)" + matter, "(release)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(release)" + matter, "(hold)" + matter, "(release)" + matter, "(erase)"),
                List.of("(hold)" + matter, "(release)" + matter, "(hold)" + matter, "(erase)"),
                List.of("(hold){\"MATTER\":\"\"}", "(erase)"),
                List.of("(erase)", "(hold)" + matter));
        for (List<String> story : stories) {
            for (int seq : new int[] {last, last + 1}) {
                resealed("step " + seq + " erased in " + story, bundle -> {
                    int at = last;
                    for (String step : story) {
                        int end = step.indexOf(')') + 1;
                        boolean erases = step.equals("(erase)");
                        added(
                                bundle,
                                at++,
                                step.substring(0, end),
                                erases ? "{\"ERASED_SEQ\":\"" + seq + "\"}" : step.substring(end));
                    }
                    withoutPayload(bundle, seq);
                    relink(bundle);
                });
            }
        }
    }

    private void ended(int at, Map<String, Object> transition, Object actor) {
        resealed(transition.get("id") + " by " + actor + " as last step " + (at + 1), bundle -> {
            List<Object> steps = list(bundle.get("entries"));
            steps.subList(at + 1, steps.size()).clear();
            Map<String, Object> last = map(steps.get(at));
            last.putAll(Map.of(
                    "transition", transition.get("id"),
                    "to_state", transition.get("to"),
                    "from_version", last.get("version"),
                    "salt", "00".repeat(16),
                    "actor", actor,
                    "reason", "seen",
                    "facts", "{}"));
            relink(bundle);
        });
    }

    private String graphOf(Map<String, Object> row) {
        return list(copy().get("definitions")).stream()
                .map(TamperedBundles::map)
                .filter(definition -> definition.get("version").equals(row.get("version")))
                .map(definition -> definition.get("graph").toString())
                .findFirst()
                .orElseThrow();
    }

    /** Every part of every graph, with fingerprints and counts that fit. */
    private void graphs() {
        int definitions = list(copy().get("definitions")).size();
        for (int i = 0; i < definitions; i++) {
            String place = "definitions#" + i;
            String graph = at(copy(), place).get("graph").toString();
            for (Map.Entry<String, String> other : otherGraphs(graph).entrySet()) {
                String where = other.getKey();
                boolean isLikeOthers =
                        where.startsWith("[") && !(where.contains("obligations") && name.equals(WITH_OBLIGATIONS));
                if (isLikeOthers && !isMade()) {
                    continue;
                }
                resealed(place + ".graph: " + where, bundle -> {
                    Map<String, Object> row = at(bundle, place);
                    row.put("graph", other.getValue());
                    fingerprint(bundle, row);
                    count(row, other.getValue());
                    adapt(bundle, row);
                });
                if (i < definitions - 1 && isMade()) {
                    resealed(place + ".graph: " + where + ", and the newer one names what it was", bundle -> {
                        Map<String, Object> row = at(bundle, place);
                        row.put("graph", other.getValue());
                        fingerprint(bundle, row);
                        count(row, other.getValue());
                    });
                }
            }
        }
    }

    /** A newer definition names the older one as it is now. */
    private static void adapt(Map<String, Object> bundle, Map<String, Object> older) {
        for (Object each : list(bundle.get("definitions"))) {
            Map<String, Object> newer = map(each);
            String before = newer.get("graph").toString();
            String graph = before.replaceAll(
                    "\"fingerprint\":\"[0-9a-f]{64}\",\"from\":" + older.get("version") + ",",
                    "\"fingerprint\":\"" + older.get("fingerprint") + "\",\"from\":" + older.get("version") + ",");
            if (newer != older && !graph.equals(before)) {
                newer.put("graph", graph);
                fingerprint(bundle, newer);
            }
        }
    }

    private static void count(Map<String, Object> row, String graph) {
        try {
            Map<String, Object> json = map(IndependentJson.parse(graph));
            long importable = list(json.get("states")).stream()
                    .filter(state -> Boolean.TRUE.equals(map(state).get("importable")))
                    .count();
            long mappings = json.get("migrations") == null
                    ? 0
                    : list(json.get("migrations")).stream()
                            .mapToLong(each -> list(map(each).get("mappings")).size())
                            .sum();
            row.put("states", new Number(Long.toString(list(json.get("states")).size())));
            row.put(
                    "transitions",
                    new Number(Long.toString(list(json.get("transitions")).size() + importable + mappings)));
            row.put("erasable", !Boolean.FALSE.equals(json.get("erasable")));
        } catch (RuntimeException e) {
            // It is not to be counted: it stays as it was.
        }
    }

    private static Map<String, String> otherGraphs(String graph) {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("a space", graph + " ");
        others.put("a space inside", graph.replaceFirst(":", " :"));
        others.put("not erasable", "{\"erasable\":false," + graph.substring(1));
        others.put("erasable", "{\"erasable\":true," + graph.substring(1));
        others.put("another member", graph.replace(",\"version\"", ",\"vers\":1,\"version\""));
        others.put("a member twice", graph.replaceAll("(,\"version\":\\d+)", "$1$1"));
        others.put("empty", "");
        others.put("no object", "[]");
        others.put("deep", "[".repeat(500));
        others.put("deep inside", "{\"obligations\":[" + "{\"older\":[".repeat(20_000));
        others.put("escaped", graph.replaceFirst("\"states\"", "\"\\\\u0073tates\""));
        List<List<Object>> paths = new ArrayList<>();
        paths(IndependentJson.parse(graph), List.of(), paths);
        for (List<Object> path : paths) {
            for (String how : List.of("removed", "changed", "twice", "first", "lower", "step")) {
                Object json = IndependentJson.parse(graph);
                if (change(json, path, how)) {
                    others.put(path + " " + how, written(json));
                }
            }
        }
        others.values().removeIf(graph::equals);
        return others;
    }

    private static void paths(Object json, List<Object> path, List<List<Object>> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        if (json instanceof Map<?, ?> members) {
            members.forEach((member, value) -> paths(value, with(path, member), paths));
        } else if (json instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                paths(elements.get(i), with(path, i), paths);
            }
        }
    }

    private static List<Object> with(List<Object> path, Object more) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(more);
        return longer;
    }

    private static boolean change(Object root, List<Object> path, String how) {
        Object json = root;
        for (Object step : path.subList(0, path.size() - 1)) {
            json = json instanceof Map<?, ?> members
                    ? members.get(step)
                    : list(json).get((Integer) step);
        }
        Object last = path.get(path.size() - 1);
        if (json instanceof Map<?, ?>) {
            Map<String, Object> members = map(json);
            Object value = members.get(last.toString());
            if (how.equals("removed")) {
                members.remove(last.toString());
                return true;
            }
            Object other = other(value, how);
            members.put(last.toString(), other);
            return !other.equals(value);
        }
        List<Object> elements = list(json);
        int at = (Integer) last;
        switch (how) {
            case "removed" -> elements.remove(at);
            case "twice" -> elements.add(at, elements.get(at));
            case "first" -> Collections.swap(elements, 0, at);
            default -> elements.set(at, other(elements.get(at), how));
        }
        return true;
    }

    private static Object other(Object value, String how) {
        if (value instanceof Boolean flag) {
            return how.equals("changed") ? !flag : how.equals("lower") ? (Object) String.valueOf(flag) : flag;
        }
        if (value instanceof Number number) {
            long by = how.equals("changed") ? 1 : how.equals("lower") ? -1 : how.equals("twice") ? 99 : 0;
            return new Number(Long.toString(Long.parseLong(number.text()) + by));
        }
        if (value instanceof String text) {
            return switch (how) {
                case "changed" -> text + "X";
                case "lower" -> text.isEmpty() ? "é" : text.substring(0, text.length() - 1);
                case "first" -> "REVIEW";
                case "step" -> "ENDORSE";
                case "twice" -> "a b";
                default -> text;
            };
        }
        return value;
    }

    /** What is no JSON, no bundle, or written in another way. */
    private void texts() {
        text("a byte order mark", "\ufeff" + sound);
        text("white space around", " \r\n\t" + sound + " \n\t\r");
        text("more after it", sound + "{}");
        text("on one line", sound.replaceAll("\n *", ""));
        found.put(name + ": not UTF-8", (sound + "é").getBytes(StandardCharsets.ISO_8859_1));
        found.put(
                name + ": not UTF-8 inside a text",
                sound.replace("\"alice\"", "\"alic\u00e9\"").getBytes(StandardCharsets.ISO_8859_1));
        found.put(name + ": a surrogate in UTF-8", HexFormat.of().parseHex("22eda0bd22"));
        text("nothing at all", "");
        for (String text :
                List.of("null", "[]", "{}", "1", "\"\"", "\0", "{\"workflow_bundle\":1}", "[".repeat(1_000_000))) {
            text(shown(text), text);
        }
        String[][] changes = {
            {"\"workflow_bundle\" : 1", "\"workflow_bundle\" : 2"},
            {"\"workflow_bundle\" : 1", "\"workflow_bundle\" : 1.0"},
            {"\"workflow_bundle\" : 1,", "\"workflow_bundle\" : 1, \"more\" : 1,"},
            {"\"entries\"", "\"entrie\\u0073\""},
            {"\"entries\" ", "\"Entries\" "},
            {"\"seq\" : 1,", "\"seq\" : 1, \"seq\" : 1,"},
            {"\"seq\" : 1,", "\"s\\u0065q\" : 1,"},
            {"\"seq\" : 1, ", "\"seq\" : 01,"},
            {"\"seq\" : 1", "\"seq\" : 1e0"},
            {"\"seq\" : 1", "\"seq\" : " + "1".repeat(1_001)},
            {"\"seq\" : 1", "\"seq\" : {\"a\" : [1, {\"b\" : null}], \"a\" : 2}"},
            {"\"seq\" : 1", "\"seq\" : " + "[".repeat(990) + "]".repeat(990)},
            {"\"seq\" : 1", "\"seq\" : " + "[".repeat(1_000) + "]".repeat(1_000)},
            {"\"seq\" : 1", "\"seq\" : NaN"},
            {"\"reason\" : \"", "\"reason\" : '"},
            {"\"reason\" : \"", "\"reason\" : \"\t"},
            {"\"reason\" : \"", "\"reason\" : \"\\u0000"},
            {"\"reason\" : \"", "\"reason\" : \"\\q"},
            {"\"reason\" : \"", "\"reason\" : \"\\u00zz"},
            {"\"actor_kind\" : ", "\"actor_kind\" : /* who */ "},
            {"\"actor_kind\" : ", "\"__proto__\" : 1, \"actor_kind\" : "},
            {"\"actor_kind\" : ", "\"constructor\" : 1, \"actor_kind\" : "},
            {"\"erasable\" : true", "\"erasable\" : true,"},
            {"\"schema_version\" : " + Installation.SCHEMA_VERSION, "\"schema_version\" : 1"},
            {"\"schema_version\" : " + Installation.SCHEMA_VERSION, "\"schema_version\" : 0"},
            {
                "\"schema_version\" : " + Installation.SCHEMA_VERSION,
                "\"schema_version\" : " + (Installation.SCHEMA_VERSION + 1)
            }
        };
        for (String[] change : changes) {
            text(
                    change[0] + " as " + shown(change[1]),
                    sound.replaceFirst(Pattern.quote(change[0]), Matcher.quoteReplacement(change[1])));
        }
        for (int i = 1; i < sound.length(); i += sound.length() / 60) {
            if (isMade()) {
                text("cut off at " + i, sound.substring(0, i));
                text("a character less at " + i, sound.substring(0, i) + sound.substring(i + 1));
            }
        }
    }

    /** Numbers and states that lead from one row to the next, and where the case then is. */
    private static void relink(Map<String, Object> bundle) {
        Object state = "(new)";
        Object version = null;
        int seq = 0;
        Map<String, Object> head = map(bundle.get("case"));
        for (Object each : list(bundle.get("entries"))) {
            Map<String, Object> row = map(each);
            row.put("seq", new Number(Integer.toString(++seq)));
            row.put("from_state", state);
            if (version != null) {
                row.put("from_version", version);
            }
            state = row.get("to_state");
            version = row.get("version");
            head.put("state", state);
            head.put("version", version);
            head.put("moved_at", row.get("recorded_at"));
            head.put("seq", row.get("seq"));
            if (!row.get("from_state").equals(state)) {
                boolean since = row.get("transition").equals("(import)") && row.get("occurred_at") != null;
                head.put("entered_at", row.get(since ? "occurred_at" : "recorded_at"));
            }
        }
    }

    /** All digests anew, and the seals of those that have one. */
    private void reseal(Map<String, Object> bundle) {
        try {
            Map<String, Object> installation = map(bundle.get("installation"));
            Object previous = installation.get("origin_digest");
            for (Object each : list(bundle.get("entries"))) {
                Map<String, Object> row = map(each);
                List<String> columns = List.copyOf(row.keySet());
                boolean relinks = previous != null && !"ab".repeat(32).equals(row.get("previous_digest"));
                if (relinks) {
                    row.put("previous_digest", previous);
                }
                if (row.get("salt") != null && !"ab".repeat(32).equals(row.get("payload_digest"))) {
                    row.put("payload_digest", hex(IndependentAuditor.sha256(form("WFP1", row, PAYLOAD))));
                }
                row.put(
                        "digest",
                        hex(IndependentAuditor.sha256(
                                form("WFE1", row, columns.subList(0, columns.indexOf("key_id") + 1)))));
                if (sealer != null && row.get("seal") != null) {
                    row.put(
                            "seal",
                            hex(sealer.seal(IndependentAuditor.form(
                                    "WSE1",
                                    value("installation", installation.get("installation")),
                                    value("digest", row.get("digest"))))));
                }
                previous = row.get("digest");
            }
            map(bundle.get("case")).put("digest", previous);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] form(String tag, Map<String, Object> row, List<String> columns) throws Exception {
        return IndependentAuditor.form(
                tag,
                columns.stream().map(column -> value(column, row.get(column))).toArray());
    }

    private static @Nullable Object value(String column, @Nullable Object json) {
        return json instanceof String text && BINARY.contains(column) && text.matches("([0-9a-f]{2})*")
                ? HexFormat.of().parseHex(text)
                : json;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return IndependentAuditor.sha256(text.getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "… " + text.length() : text;
    }

    private static String written(@Nullable Object json) {
        if (json instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> written(member.getKey()) + ":" + written(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (json instanceof List<?> elements) {
            return elements.stream().map(TamperedBundles::written).collect(Collectors.joining(",", "[", "]"));
        }
        if (!(json instanceof String text)) {
            return String.valueOf(json);
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            quoted.append(
                    c >= ' ' && c < 0x7F && c != '"' && c != '\\'
                            ? String.valueOf(c)
                            : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return quoted.append('"').toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object json) {
        return (List<Object>) json;
    }
}
