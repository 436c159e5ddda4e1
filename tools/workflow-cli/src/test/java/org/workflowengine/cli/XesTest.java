package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.xml.sax.InputSource;

/** An event log can be read by everybody who has the standard, and tells nothing that was not asked for. */
class XesTest {
    private static final String NAMESPACE = "http://www.xes-standard.org/";

    /** Each begins with a word that is nowhere else, and goes on with what could break the XML or deceive its reader. */
    private static final String ACTOR = "SecretActor <b>&amp;\"'\\u0041]]>";

    private static final String PRINCIPAL = "SecretPrincipal <!-- é 📎 -->";
    private static final String REASON = "SecretReason \t\r\n<![CDATA[ \u202e gnirts " + "x€📎".repeat(480);
    private static final String EVIDENCE = "{\"rules\":{\"SecretEvidence\":\"</event>\\u0001\"}}";
    private static final String REQUEST = "SecretRequest-1";
    private static final String SOURCE = "SecretSource-1";
    private static final String CASE = "SecretCase-1";
    private static final List<String> SECRETS = List.of("Secret", "HIGH_AMOUNT", "ERASED_SEQ", "gnirts", "dpo", "salt");

    private final TestDatabase database = TestDatabase.inMemory();

    @TempDir
    private Path folder;

    @BeforeEach
    void cases() throws Exception {
        WorkflowRuntime runtime = database.runtime(
                RuntimeOptions.defaults().source(SOURCE).clock(() -> Instant.parse("2026-03-08T02:30:00.123456Z")));
        Engine reviews = Engine.on(runtime);
        Decision decision = by(ACTOR).because(REASON).onBehalfOf(PRINCIPAL);
        reviews.open(CASE, decision).orThrow().startReview(decision).orThrow();
        reviews.fire(
                        CASE,
                        "ESCALATE",
                        CaseReview.facts("HIGH_AMOUNT"),
                        decision.requestId(REQUEST)
                                .occurredAt(Instant.parse("2026-02-27T09:15:00Z"))
                                .evidence("rules", EVIDENCE.substring(9, EVIDENCE.length() - 1)))
                .orThrow();
        reviews.erase(CASE, 2, by("dpo").because("Secret order")).orThrow();
        Workflows loans = Workflows.on(runtime, List.of(Loan.FIRST));
        loans.open("loan", "Loan <&>\"1\"", decision).orThrow();
        Workflows.on(runtime, List.of(Loan.SECOND))
                .migrate("loan", "Loan <&>\"1\"", Map.of(), decision)
                .orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** One event: its attributes by key, each as type and value. */
    private record Trace(String name, List<Map<String, String>> events) {}

    @Test
    void withoutAnOptionNothingPersonalLeaves() throws Exception {
        String log = exported("--all");
        for (String secret : SECRETS) {
            assertThat(log).doesNotContainIgnoringCase(secret);
        }
        for (String salt : database.rows("SELECT RAWTOHEX(salt) FROM workflow_audit WHERE salt IS NOT NULL")) {
            assertThat(log).doesNotContainIgnoringCase(salt.substring(1, salt.length() - 1));
        }
        assertThat(traces(log)).extracting(Trace::name).containsExactly("1", "2");
        assertThat(traces(log).get(1).events().get(2)).isEqualTo(attributes("""
                concept:name string ESCALATE
                lifecycle:transition string complete
                time:timestamp date 2026-03-08T02:30:00.123456Z
                occurred_at date 2026-02-27T09:15:00Z
                seq int 3
                workflow string case-review
                from_state string UNDER_REVIEW
                to_state string ESCALATED
                actor_kind string PERSON
                from_version int 1
                version int 1
                erased boolean false
                """));
    }

    /** Derived steps are events like any other. */
    @Test
    void everyStepIsAnEventOfItsCase() throws Exception {
        List<Trace> traces = traces(exported("--all", "--with", "case-id"));
        assertThat(traces).extracting(Trace::name).containsExactly("Loan <&>\"1\"", CASE);
        assertThat(names(traces.get(0))).containsExactly("string (open)", "string (migrate:1)");
        assertThat(names(traces.get(1)))
                .containsExactly("string (open)", "string START_REVIEW", "string ESCALATE", "string (erase)");
        assertThat(traces.get(1).events())
                .extracting(event -> event.get("erased"))
                .containsExactly("boolean false", "boolean true", "boolean false", "boolean false");
        assertThat(traces(exported("--workflow", "loan", "--with", "case-id"))).containsExactly(traces.get(0));
        assertThat(traces(exported(CASE, "--with", "case-id"))).containsExactly(traces.get(1));
    }

    @Test
    void whatIsAskedForIsThereToTheLastCharacter() throws Exception {
        String log = exported(
                "--all", "--with", "actor,on-behalf-of,reason,FACTS", "--with", "evidence,request-id,source,case-id");
        Map<String, String> third = traces(log).get(1).events().get(2);
        assertThat(unescaped(third.get("org:resource"))).isEqualTo("string " + ACTOR);
        assertThat(unescaped(third.get("on_behalf_of"))).isEqualTo("string " + PRINCIPAL);
        assertThat(unescaped(third.get("reason"))).isEqualTo("string " + REASON);
        assertThat(third.get("reason")).contains("\\u0009\\u000d\\u000a").contains("\\u202e");
        assertThat(third.get("fact.HIGH_AMOUNT")).isEqualTo("boolean true");
        assertThat(unescaped(third.get("evidence"))).isEqualTo("string " + EVIDENCE);
        assertThat(third.get("request_id")).isEqualTo("string " + REQUEST);
        assertThat(third.get("source")).isEqualTo("string " + SOURCE);
        Map<String, String> erased = traces(log).get(1).events().get(1);
        assertThat(erased.keySet())
                .contains("source")
                .doesNotContain("org:resource", "on_behalf_of", "reason", "facts", "evidence");
        assertThat(traces(log).get(1).events().get(3).get("fact.ERASED_SEQ")).isEqualTo("string 2");
    }

    /** What the engine would never have stored does not make the XML worth less. */
    @Test
    void whatNobodyShouldHaveStoredIsWrittenToo() throws Exception {
        database.dropTriggers();
        database.sql("SET REFERENTIAL_INTEGRITY FALSE");
        database.sql("UPDATE workflow_audit SET reason = U&'\\0000\\0008\\000c\\001f\\007f\\0080\\fffe\\ffff\\d800',"
                + " facts = '{\"a b\":true}', to_state = '\"><x>' WHERE seq = 1 AND case_id = '" + CASE + "'");
        Map<String, String> first =
                traces(exported(CASE, "--with", "reason,facts")).get(0).events().get(0);
        assertThat(unescaped(first.get("reason"))).isEqualTo("string \0\b\f\u001f\u007f\u0080\ufffe\uffff\ud800");
        assertThat(first.get("facts")).isEqualTo("string {\"a b\":true}");
        assertThat(first.get("to_state")).isEqualTo("string \"><x>");
    }

    @Test
    void aStepThatCannotBeReadEndsItWithoutAFile() throws Exception {
        database.dropTriggers();
        database.sql("ALTER TABLE workflow_audit ALTER COLUMN recorded_at SET DATA TYPE TIMESTAMP(9)");
        database.sql("UPDATE workflow_audit SET recorded_at = DATEADD('NANOSECOND', 1, recorded_at) WHERE seq = 3");
        Path file = folder.resolve("log.xes");
        Console answer = Console.on(database, "export", "--xes", "--all", "--output", file.toString());
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).contains("step 3").contains("verify shows what is wrong");
        assertThat(file).doesNotExist();
    }

    @Test
    void anEmptyLogIsALog() throws Exception {
        try (TestDatabase empty = TestDatabase.inMemory()) {
            Workflows.on(empty.runtime(), List.of(Loan.FIRST));
            Console answer = Console.on(empty, "export", "--xes", "--workflow", "loan");
            assertThat(answer.code()).isZero();
            assertThat(traces(answer.out())).isEmpty();
        }
    }

    @Test
    void aWrongCallIsToldWithItsCode() {
        for (String[] call : new String[][] {
            {"--xes"},
            {"--xes", "--all", "C-1"},
            {"--xes", "--all", "--workflow", "loan"},
            {"--all"},
            {CASE, "--with", "actor"},
            {CASE, "--workflow", "loan"},
            {"--xes", "--all", "--with", "salt"}
        }) {
            List<String> arguments = new ArrayList<>(List.of("export"));
            arguments.addAll(List.of(call));
            Console answer = Console.on(database, arguments.toArray(String[]::new));
            assertThat(answer.code()).as(arguments.toString()).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
        }
        assertThat(Console.on(database, "export", "--xes", "C-9").err()).contains("there is no case C-9");
        assertThat(Console.on(database, "export", "--xes", "--workflow", "lone"))
                .isEqualTo(new Console(
                        3,
                        "",
                        "could not be done: no definition of lone is installed; installed: case-review, loan"
                                + System.lineSeparator()));
        assertThat(Console.run("export", "--help").out().replaceAll("\\s+", " "))
                .contains("case-id, actor, on-behalf-of, reason, facts, evidence, request-id, source")
                .contains("--workflow")
                .doesNotContain("salt");
    }

    /** The log of a command, which is ASCII, valid and the same in a file. */
    private String exported(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("export", "--xes"));
        all.addAll(List.of(arguments));
        Console answer = Console.on(database, all.toArray(String[]::new));
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).matches("[\\n -~]+");
        Path file = folder.resolve("log-" + System.nanoTime() + ".xes");
        all.addAll(List.of("--output", file.toString()));
        assertThat(Console.on(database, all.toArray(String[]::new)).code()).isZero();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(answer.out());
        validate(answer.out());
        return answer.out();
    }

    /** The schema of the standard names no namespace; the standard's examples and all tools have this one, which an inclusion gives it. */
    private static void validate(String log) throws Exception {
        URL schema = Objects.requireNonNull(
                XesTest.class.getResource("/xes-ieee-1849-2016.xsd"),
                "the schema in the jar jbpm-xes, classifier tests");
        String inNamespace = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='" + NAMESPACE
                + "' elementFormDefault='qualified'><xs:include schemaLocation='" + schema + "'/></xs:schema>";
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(inNamespace)))
                .newValidator()
                .validate(new StreamSource(new StringReader(log)));
    }

    /** Each trace; what is global is in each, with the same type. */
    private static List<Trace> traces(String log) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(log)))
                .getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo(NAMESPACE);
        List<Element> globals = children(root, "global");
        assertThat(globals).extracting(global -> global.getAttribute("scope")).containsExactly("trace", "event");
        List<Trace> traces = new ArrayList<>();
        for (Element trace : children(root, "trace")) {
            List<Map<String, String>> events = new ArrayList<>();
            for (Element event : children(trace, "event")) {
                Map<String, String> attributes = attributes(event);
                attributes(globals.get(1))
                        .forEach((key, value) -> assertThat(attributes.get(key))
                                .as(key)
                                .startsWith(value.substring(0, value.indexOf(' ') + 1)));
                assertThat(attributes).containsEntry("seq", "int " + (events.size() + 1));
                events.add(attributes);
            }
            assertThat(attributes(trace).keySet())
                    .isEqualTo(attributes(globals.get(0)).keySet());
            traces.add(new Trace(attributes(trace).get("concept:name").substring(7), events));
        }
        for (Element classifier : children(root, "classifier")) {
            assertThat(attributes(globals.get(1)).keySet())
                    .contains(classifier.getAttribute("keys").split(" "));
        }
        return traces;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element
                    && (name.isEmpty() || element.getLocalName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }

    private static Map<String, String> attributes(Element of) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Element each : children(of, "")) {
            if (each.hasAttribute("key")) {
                String value = each.getLocalName() + " " + each.getAttribute("value");
                assertThat(attributes.put(each.getAttribute("key"), value)).isNull();
            }
        }
        return attributes;
    }

    private static Map<String, String> attributes(String lines) {
        Map<String, String> attributes = new LinkedHashMap<>();
        lines.lines().map(line -> line.split(" ", 2)).forEach(line -> attributes.put(line[0], line[1]));
        return attributes;
    }

    private static List<String> names(Trace trace) {
        return trace.events().stream().map(event -> event.get("concept:name")).toList();
    }

    /** As docs/how-to/process-mining.md says. */
    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '\\') {
                text.append(value.charAt(i));
            } else if (value.charAt(i + 1) == '\\') {
                text.append(value.charAt(++i));
            } else {
                text.append((char) Integer.parseInt(value.substring(i + 2, i + 6), 16));
                i += 5;
            }
        }
        return text.toString();
    }
}
