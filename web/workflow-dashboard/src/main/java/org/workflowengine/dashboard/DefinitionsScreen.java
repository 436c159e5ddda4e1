package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import org.workflowengine.dashboard.internal.pages.JtedefinitionsGenerated;
import org.workflowengine.dashboard.internal.view.DefinitionsView;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.http.HttpResponse;

/** All definitions in the database. */
final class DefinitionsScreen {
    private DefinitionsScreen() {}

    static HttpResponse answer(Visit visit, Library library) {
        DefinitionsView view = new DefinitionsView(library.all().stream()
                .map(known -> new DefinitionsView.Row(
                        known.workflow(),
                        known.version(),
                        visit.path("definitions", known.workflow(), "" + known.version()),
                        t(
                                "definition.size.of",
                                known.definition().states().size(),
                                known.definition().transitions().size()),
                        known.installed().installedAt(),
                        Formats.brief(known.installed().fingerprint())))
                .toList());
        return Answers.page(
                200,
                out -> JtedefinitionsGenerated.render(
                        out, null, visit.frame(t("menu.definitions"), "definitions"), view));
    }
}
