package org.workflowengine.dashboard;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.function.Consumer;
import org.workflowengine.http.HttpResponse;

/** Makes answers, with the headers that protect every one of them. */
final class Answers {
    static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final int USUAL_SIZE = 32_768;

    private Answers() {}

    static HttpResponse page(int status, Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput(USUAL_SIZE);
        template.accept(new OwaspHtmlTemplateOutput(text));
        return notKept(HttpResponse.text(status, "text/html", text.toString()));
    }

    static HttpResponse text(String mediaType, String text) {
        return notKept(HttpResponse.text(200, mediaType, text));
    }

    static HttpResponse download(String name, HttpResponse.Body body) {
        return notKept(HttpResponse.of(200)
                .with("Content-Type", "application/json; charset=utf-8")
                .with("Content-Disposition", "attachment; filename=\"bundle.json\"; filename*=UTF-8''" + name)
                .with(body));
    }

    static HttpResponse seeOther(String path) {
        return notKept(HttpResponse.of(303).with("Location", path));
    }

    private static HttpResponse notKept(HttpResponse answer) {
        return answer.with("Cache-Control", "no-store");
    }

    static HttpResponse secured(HttpResponse answer, Settings settings) {
        String reports = settings.reports().isEmpty() ? "" : "; report-uri " + settings.reports();
        return answer.with("Content-Security-Policy", POLICY + reports)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
