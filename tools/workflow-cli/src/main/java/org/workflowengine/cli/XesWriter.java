package org.workflowengine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.JsonReader;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Writes an event log after IEEE 1849 (XES): a trace for each case, an event for each step, in ASCII. What identifies people or cases, and
 * all free text, is left out unless it is asked for. Nothing is written before the first step. Used by one thread.
 */
final class XesWriter {
    private static final String NAMESPACE = "http://www.xes-standard.org/";
    private static final int LAST_YEAR = 9_999;

    private final XMLStreamWriter xml;
    private final Optional<String> workflow;
    private final Set<Detail> details;
    private @Nullable String caseId;
    private long traces;
    private boolean isBegun;

    /** A writer whose output stays open. The workflow is the only one in the log, if it has one only. */
    XesWriter(Writer out, Optional<String> workflow, Set<Detail> details) throws IOException {
        this.workflow = workflow;
        this.details = details;
        try {
            // The JDK's own: what else may be on the class path writes as it likes.
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(new AsciiXml(out));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    boolean isEmpty() {
        return traces == 0;
    }

    /** Takes the next step: all of a case come before the next case. */
    void step(AuditEntry entry) {
        try {
            if (!entry.caseId().equals(caseId)) {
                begin();
                endTrace();
                caseId = entry.caseId();
                traces++;
                line(1);
                xml.writeStartElement("trace");
                text(2, "concept:name", details.contains(Detail.CASE_ID) ? entry.caseId() : Long.toString(traces));
            }
            event(entry);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /** All steps were given. */
    void end() throws IOException {
        try {
            begin();
            endTrace();
            line(0);
            xml.writeEndElement();
            line(0);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw failed(e).getCause();
        }
    }

    private static UncheckedIOException failed(XMLStreamException e) {
        return new UncheckedIOException(e.getCause() instanceof IOException io ? io : new IOException(e));
    }

    private void begin() throws XMLStreamException {
        if (isBegun) {
            return;
        }
        isBegun = true;
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("log");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("xes.version", "1849.2016");
        xml.writeAttribute("xes.features", "");
        for (String extension : List.of("Concept", "Lifecycle", "Time", "Organizational")) {
            String prefix = Map.of("Concept", "concept", "Lifecycle", "lifecycle", "Time", "time")
                    .getOrDefault(extension, "org");
            element(1, "extension", "name", extension, "prefix", prefix, "uri", NAMESPACE + prefix + ".xesext");
        }
        globals();
        element(1, "classifier", "name", "Activity", "scope", "event", "keys", "concept:name");
        element(1, "classifier", "name", "State", "scope", "event", "keys", "to_state");
        element(1, "classifier", "name", "Path", "scope", "event", "keys", "from_state concept:name to_state");
        text(1, "lifecycle:model", "standard");
        if (workflow.isPresent()) {
            text(1, "concept:name", workflow.get());
        }
    }

    /** What each trace and each event has, with what stands there where nothing is known, which is never so. */
    private void globals() throws XMLStreamException {
        line(1);
        xml.writeStartElement("global");
        xml.writeAttribute("scope", "trace");
        text(2, "concept:name", "");
        line(1);
        xml.writeEndElement();
        line(1);
        xml.writeStartElement("global");
        xml.writeAttribute("scope", "event");
        text(2, "concept:name", "");
        text(2, "lifecycle:transition", "complete");
        time(2, "time:timestamp", Instant.EPOCH);
        number(2, "seq", 0);
        for (String key : List.of("workflow", "from_state", "to_state", "actor_kind")) {
            text(2, key, "");
        }
        number(2, "from_version", 0);
        number(2, "version", 0);
        bool(2, "erased", false);
        line(1);
        xml.writeEndElement();
    }

    private void endTrace() throws XMLStreamException {
        if (traces > 0) {
            line(1);
            xml.writeEndElement();
        }
    }

    private void event(AuditEntry entry) throws XMLStreamException {
        line(2);
        xml.writeStartElement("event");
        text(3, "concept:name", entry.transition());
        text(3, "lifecycle:transition", "complete");
        time(3, "time:timestamp", entry.recordedAt());
        if (entry.occurredAt() != null) {
            time(3, "occurred_at", entry.occurredAt());
        }
        number(3, "seq", entry.seq());
        text(3, "workflow", entry.workflow());
        text(3, "from_state", entry.fromState());
        text(3, "to_state", entry.toState());
        text(3, "actor_kind", entry.actorKind().name());
        number(3, "from_version", entry.fromVersion());
        number(3, "version", entry.version());
        bool(3, "erased", entry.isErased());
        detail(Detail.ACTOR, "org:resource", entry.actor());
        detail(Detail.ON_BEHALF_OF, "on_behalf_of", entry.onBehalfOf());
        detail(Detail.REASON, "reason", entry.reason());
        if (entry.facts() != null && details.contains(Detail.FACTS)) {
            facts(entry.facts());
        }
        detail(Detail.EVIDENCE, "evidence", entry.evidence());
        detail(Detail.REQUEST_ID, "request_id", entry.requestId());
        detail(Detail.SOURCE, "source", entry.source());
        line(2);
        xml.writeEndElement();
    }

    private void detail(Detail detail, String key, @Nullable String value) throws XMLStreamException {
        if (value != null && details.contains(detail)) {
            text(3, key, value);
        }
    }

    /** Each fact is an attribute. What is not facts as the engine writes them is one attribute as a whole. */
    private void facts(String recorded) throws XMLStreamException {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            JsonReader json = new JsonReader(recorded);
            json.object(name -> {
                if (!Texts.isId(name)
                        || facts.put(name, json.isString() ? json.string() : (Object) json.bool()) != null) {
                    throw json.unexpected("each fact once");
                }
            });
            json.end();
        } catch (JsonException e) {
            text(3, "facts", recorded);
            return;
        }
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            String key = "fact." + fact.getKey();
            if (fact.getValue() instanceof Boolean value) {
                bool(3, key, value);
            } else {
                text(3, key, (String) fact.getValue());
            }
        }
    }

    /** XML has no way to write a control character, and a line break in an attribute becomes a space: they are escaped as on a screen. */
    private void text(int depth, String key, String value) throws XMLStreamException {
        attribute(depth, "string", key, Printable.of(value));
    }

    private void number(int depth, String key, long value) throws XMLStreamException {
        attribute(depth, "int", key, Long.toString(value));
    }

    private void bool(int depth, String key, boolean value) throws XMLStreamException {
        attribute(depth, "boolean", key, Boolean.toString(value));
    }

    private void time(int depth, String key, Instant time) throws XMLStreamException {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR) {
            throw new NotDoneException("a step was recorded in the year " + year + "; verify shows what is wrong");
        }
        attribute(depth, "date", key, time.toString());
    }

    private void attribute(int depth, String type, String key, String value) throws XMLStreamException {
        element(depth, type, "key", key, "value", value);
    }

    private void element(int depth, String name, String... attributes) throws XMLStreamException {
        line(depth);
        xml.writeEmptyElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
