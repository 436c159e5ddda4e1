package org.workflowengine.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Percent;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;

/** Finds the screen that answers a request. Routes of commands exist only if the host has asked for them. */
final class Site implements HttpHandler {
    private final Settings settings;
    private final Library library;
    private final CaseCommands commands;
    private final Optional<MoveScreen> moves;
    private final BundleScreen bundles = new BundleScreen();

    Site(Settings settings) {
        FormToken tokens = new FormToken();
        this.settings = settings;
        this.library = new Library(settings.runtime(), settings.compiled());
        this.commands = new CaseCommands(settings, tokens);
        this.moves = settings.commands().isEmpty()
                ? Optional.empty()
                : Optional.of(new MoveScreen(settings, commands, tokens));
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        boolean isHead = request.method().equals("HEAD");
        HttpResponse answer = Answers.secured(answered(request), settings);
        return isHead ? answer.with(out -> {}) : answer;
    }

    private HttpResponse answered(HttpRequest request) {
        Optional<Map<String, List<String>>> query = request.parameters();
        Optional<List<String>> segments = request.segments();
        Visit visit = new Visit(
                settings, request, query.orElse(Map.of()), settings.clock().instant());
        if (query.isEmpty() || segments.isEmpty()) {
            return Problems.badRequest(visit, new BadRequestException("address", request.path(), "UTF-8, RFC 3986"));
        }
        try {
            return routed(visit, segments.get());
        } catch (BadRequestException e) {
            return Problems.badRequest(visit, e);
        } catch (RefusedException e) {
            return Problems.refused(visit, e.refusal());
        } catch (UnchangedException e) {
            return Problems.unchanged(visit);
        } catch (SetupException | IntegrityException e) {
            return Problems.broken(visit);
        }
    }

    private HttpResponse routed(Visit visit, List<String> parts) {
        if (parts.contains("")) {
            // A slash at the end, or two side by side: what the path seems to name must not be answered under a second
            // address.
            return Problems.notFound(visit);
        }
        String first = parts.isEmpty() ? "" : parts.get(0);
        if (first.equals("bundle") && parts.size() == 1) {
            return switch (visit.request().method()) {
                case "GET", "HEAD" -> BundleScreen.empty(visit);
                case "POST" -> bundles.answer(visit);
                default -> Problems.notAllowed(visit, "GET, HEAD, POST");
            };
        }
        boolean isMove =
                parts.size() == 4 && first.equals("cases") && parts.get(2).equals("moves");
        if (isMove && moves.isPresent()) {
            return visit.request().method().equals("POST")
                    ? ofCase(visit, parts.get(1), head -> moves.get().answer(visit, head, parts.get(3)))
                    : Problems.notAllowed(visit, "POST");
        }
        if (!List.of("GET", "HEAD").contains(visit.request().method())) {
            return Problems.notAllowed(visit, "GET, HEAD");
        }
        return switch (first) {
            case "" -> new OverviewScreen(visit, library).answer();
            case "cases" -> cases(visit, parts.subList(1, parts.size()));
            case "definitions" -> definitions(visit, parts.subList(1, parts.size()));
            case "integrity" -> parts.size() == 1 ? Integrity.screen(visit, library) : Problems.notFound(visit);
            case "assets" ->
                Assets.at(visit.request().path()).map(Asset::answer).orElseGet(() -> Problems.notFound(visit));
            default -> Problems.notFound(visit);
        };
    }

    private HttpResponse cases(Visit visit, List<String> parts) {
        if (parts.isEmpty()) {
            return new CasesScreen(visit, library).answer();
        }
        String what = parts.size() == 1 ? "" : parts.get(1);
        if (parts.size() > 2) {
            return Problems.notFound(visit);
        }
        return ofCase(visit, parts.get(0), head -> switch (what) {
            case "" -> new CaseScreen(visit, library, commands, head).answer();
            case "json" -> CaseJson.answer(visit, head);
            case "verify" -> VerifyScreen.answer(visit, library, head);
            case "bundle" -> bundle(visit, head);
            default -> Problems.notFound(visit);
        });
    }

    private interface OfCase {
        HttpResponse answer(CaseHead head);
    }

    private HttpResponse ofCase(Visit visit, String caseId, OfCase screen) {
        Optional<CaseHead> head = settings.runtime().findCase(caseId);
        if (head.isPresent()) {
            return screen.answer(head.get());
        }
        try {
            settings.runtime().steps().ofCase(caseId, 0, 1);
            return Problems.unchanged(visit);
        } catch (RefusedException e) {
            return Problems.noCase(visit, caseId, e);
        }
    }

    private HttpResponse bundle(Visit visit, CaseHead head) {
        return library.showsAll(visit.seen(head.workflow()))
                ? Answers.download(
                        Percent.encode(head.caseId()) + ".json",
                        out -> Bundles.write(settings.runtime(), head.caseId(), out))
                : Problems.hiddenBundle(visit, head.caseId());
    }

    private HttpResponse definitions(Visit visit, List<String> parts) {
        if (parts.isEmpty()) {
            return DefinitionsScreen.answer(visit, library);
        }
        List<Library.Known> all = library.all();
        List<Library.Known> versions = new ArrayList<>();
        all.stream().filter(each -> each.workflow().equals(parts.get(0))).forEach(each -> versions.add(0, each));
        Optional<Library.Known> known = versions.stream()
                .filter(each -> parts.size() == 1 || parts.get(1).equals("" + each.version()))
                .findFirst();
        if (known.isEmpty()) {
            return Problems.noDefinition(visit, String.join(" ", parts), all);
        }
        String form = parts.size() < 3 ? "" : parts.get(2);
        return parts.size() > 3
                ? Problems.notFound(visit)
                : switch (form) {
                    case "" -> new DefinitionScreen(visit, versions, known.get()).answer();
                    case "json" ->
                        Answers.text("application/json", known.get().installed().graph());
                    case "svg" ->
                        Answers.text("image/svg+xml", diagram(known.get()).svg());
                    case "mermaid" ->
                        Answers.text("text/plain", diagram(known.get()).mermaid());
                    default -> Problems.notFound(visit);
                };
    }

    private static org.workflowengine.diagram.Diagram diagram(Library.Known known) {
        return org.workflowengine.diagram.Diagram.of(known.definition());
    }
}
