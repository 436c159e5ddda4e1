package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.dashboard.internal.pages.JtebundleGenerated;
import org.workflowengine.dashboard.internal.view.BundleView;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.VerdictView;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;

/** Verifies a bundle that somebody uploads, without the database, and shows it. Nothing is kept. */
final class BundleScreen {
    private static final int MOST_STEPS = 200;
    private static final int MOST_OF_HEAD = 4_096;
    private static final Pattern INSTALLATION =
            Pattern.compile("\"installation\"\\s*:\\s*\\{[^}]*?\"installation\"\\s*:\\s*\"([0-9a-f]{1,64})\"");
    private static final String MOST = "8 MB";

    /** An upload takes several times its size in memory. */
    private final Semaphore uploads = new Semaphore(2);

    static HttpResponse empty(Visit visit) {
        return page(visit, 200, new BundleView(MOST, Optional.empty(), ""));
    }

    private static HttpResponse page(Visit visit, int status, BundleView view) {
        return Answers.page(
                status, out -> JtebundleGenerated.render(out, null, visit.frame(t("bundle.title"), "bundle"), view));
    }

    HttpResponse answer(Visit visit) {
        boolean isIn = uploads.tryAcquire();
        try {
            if (!isIn) {
                Upload.discard(visit.request());
                return page(visit, 503, new BundleView(MOST, Optional.empty(), t("bundle.busy")))
                        .with("Retry-After", "5");
            }
            Optional<byte[]> file = file(visit);
            if (file.isEmpty()) {
                return page(visit, 400, new BundleView(MOST, Optional.empty(), t("bundle.no.file", MOST)));
            }
            if (file.get().length == 0) {
                return page(visit, 400, new BundleView(MOST, Optional.empty(), t("bundle.none")));
            }
            return page(visit, 200, new BundleView(MOST, Optional.of(read(visit, file.get())), ""));
        } catch (BundleException e) {
            return page(
                    visit,
                    400,
                    new BundleView(
                            MOST,
                            Optional.empty(),
                            t(
                                    "bundle.no.bundle",
                                    Objects.toString(e.getMessage(), "").replace("the file is not a bundle: ", ""))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (isIn) {
                uploads.release();
            }
        }
    }

    /** Nothing also where the body arrives in wrong chunks. */
    private static Optional<byte[]> file(Visit visit) {
        try {
            return Upload.read(visit.request());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Reader text(byte[] file) {
        return new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8.newDecoder());
    }

    private static BundleView.Read read(Visit visit, byte[] file) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Map<Long, Long> faults = new TreeMap<>();
        Verdict verdict = BundleVerification.of(visit.settings().seals()).verify(text(file), finding -> {
            if (findings.size() < 50) {
                findings.add(finding);
            }
            if (finding.subject() == Finding.Subject.CASE) {
                faults.merge(finding.seq(), 1L, Long::sum);
            }
        });
        BundleContents contents = new BundleContents(MOST_STEPS);
        BundleVerification.entries(text(file), contents::add);
        AuditEntry last = contents.last().orElseThrow(() -> new BundleException(t("bundle.empty")));
        // Whoever has the file can read it: nothing in it is hidden.
        Seen seen = new Seen(Redaction.SHOW_ALL, visit.caller(), last.workflow());
        StepViews views = new StepViews(seen, contents.shownAndTheirErasures(), "", faults);
        long all = contents.count();
        int shown = contents.shown().size();
        VerdictView view = Integrity.view(visit, "", Integrity.of(verdict), findings, verdict.faults(), false, "");
        return new BundleView.Read(
                new VerdictView(
                        "",
                        "",
                        view.line(),
                        verdict.isBroken() ? t("verdict.changed") : "",
                        view.findings().stream()
                                .map(each -> new VerdictView.Finding(each.place(), "", each.expected(), each.found()))
                                .toList(),
                        view.more(),
                        false,
                        "",
                        ""),
                installation(file),
                last.caseId(),
                t("bundle.workflow", last.workflow(), last.version()),
                last.toState(),
                t("bundle.step", Formats.number(last.seq())),
                last.digest().hex(),
                seals(contents, verdict),
                String.join(" · ", contents.definitions()),
                contents.shown().stream()
                        .map(entry -> views.of(entry, entry.seq() == last.seq()))
                        .toList(),
                shown == all
                        ? t("bundle.range.all", Formats.number(shown))
                        : t("bundle.range", Formats.number(shown), Formats.number(all)));
    }

    /** It stands at the beginning; that it is one is for the verification to say. */
    private static String installation(byte[] file) {
        String begin = new String(file, 0, Math.min(file.length, MOST_OF_HEAD), StandardCharsets.US_ASCII);
        Matcher found = INSTALLATION.matcher(begin);
        return found.find() ? found.group(1) : "";
    }

    private static String seals(BundleContents contents, Verdict verdict) {
        return contents.keys().isEmpty()
                ? t("bundle.unsealed")
                : String.join(", ", contents.keys()) + "; "
                        + (verdict.sealsNotChecked() == 0 ? t("bundle.seals.checked") : t("bundle.seals.not"));
    }
}
