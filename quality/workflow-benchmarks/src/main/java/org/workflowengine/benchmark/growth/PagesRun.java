package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.dashboard.Dashboard;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.WorkflowApi;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Intercepted;

/** What each page and each list of the API takes among many cases, and with a case of many steps. */
public final class PagesRun {
    private static final int WARM_UP_ROUNDS = 10;
    private static final int REQUESTS_AT_A_TIME = 10_000;
    private static final String LONG_CASE = "long";
    private static final List<Step> THERE_AND_BACK =
            List.of(Step.of(State.UNDER_REVIEW, "ESCALATE"), Step.of(State.ESCALATED, "RETURN_TO_REVIEW"));

    /** What a browser asks for besides the page, the first time. */
    private static final Pattern ASSET = Pattern.compile("<(?:link|script|img)\\b[^>]*\\b(?:href|src)=\"([^\"]+)\"");

    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private final Report report;
    private final Path folder;
    private final int rounds;
    private final int cases;
    private final int steps;

    /**
     * A run.
     *
     * @param options {@code rounds}, {@code cases}, {@code steps} of the long case
     * @param report takes the tables
     * @param folder on the disk that is to be measured
     */
    public PagesRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.rounds = options.number("rounds", 21);
        this.cases = options.number("cases", 1_000_000);
        this.steps = options.number("steps", 20_000);
    }

    /**
     * Measures.
     *
     * @param kind what to run on
     * @throws IOException if the server cannot be started or stopped
     * @throws SQLException if the rows cannot be written
     */
    public void on(Kind kind) throws IOException, SQLException {
        try (DatabaseServer server = DatabaseServer.start(kind, folder);
                HikariDataSource database = server.newDatabase()) {
            report.progress(String.format(Locale.ROOT, "writing %,d cases on %s", cases, kind));
            CaseReview.Engine engine = EngineById.engine(database);
            if (kind == Kind.POSTGRESQL) {
                GeneratedHistory.writeAtWork(database, cases);
                // Puts the triggers back.
                engine = EngineById.engine(database);
            } else {
                writeAtWork(engine);
            }
            writeLongCase(engine);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        switch (kind) {
                            case POSTGRESQL -> "VACUUM ANALYZE workflow_audit, workflow_case";
                            case MARIADB -> "ANALYZE TABLE workflow_audit, workflow_case";
                            case H2_MEMORY, H2_FILE -> "ANALYZE";
                        });
            }
            report.add(measured(kind, database));
        }
    }

    private void writeAtWork(CaseReview.Engine engine) {
        List<Request> requests = new ArrayList<>();
        for (int i = 1; i <= cases; i++) {
            String caseId = GeneratedHistory.caseId(i);
            requests.add(Request.opening(caseId, EngineById.DECISION));
            for (Step step : Step.WALK.subList(0, GeneratedHistory.stepsAtWork(i) - 1)) {
                requests.add(Request.move(caseId, step.row().id(), step.facts(), EngineById.DECISION));
            }
            if (requests.size() >= REQUESTS_AT_A_TIME || i == cases) {
                apply(engine, requests);
            }
        }
    }

    private void writeLongCase(CaseReview.Engine engine) {
        Step first = Step.WALK.get(0);
        List<Request> requests = new ArrayList<>(List.of(
                Request.opening(LONG_CASE, EngineById.DECISION),
                Request.move(LONG_CASE, first.row().id(), first.facts(), EngineById.DECISION)));
        for (int i = 2; i < steps; i++) {
            Step step = THERE_AND_BACK.get(i % 2);
            requests.add(Request.move(LONG_CASE, step.row().id(), step.facts(), EngineById.DECISION));
        }
        apply(engine, requests);
    }

    private static void apply(CaseReview.Engine engine, List<Request> requests) {
        engine.applyAll(requests, BulkOptions.defaults())
                .forEach(outcome -> outcome.orThrow().orThrow());
        requests.clear();
    }

    private Table measured(Kind kind, HikariDataSource database) throws IOException {
        AtomicLong statements = new AtomicLong();
        WorkflowRuntime counted = WorkflowRuntime.on(Intercepted.dataSource(database, (call, argument, effect) -> {
            statements.addAndGet(call.contains("Statement.execute") ? 1 : 0);
            return effect.make();
        }));
        Server counting = new Server(counted);
        Server timed = new Server(WorkflowRuntime.on(database));
        Table table = new Table(
                "Pages, " + kind,
                String.format(
                        Locale.ROOT,
                        "%,d cases and one with %,d steps. One request at a time, answered in this process, everything shown;"
                                + " milliseconds are min / **median** / max of %d rounds. Requests are those of a browser that has"
                                + " nothing yet; statements are those to the database.",
                        cases,
                        steps,
                        rounds),
                "page",
                "KB",
                "KB gz",
                "requests",
                "statements",
                "ms");
        for (Map.Entry<String, String> page : pages(timed).entrySet()) {
            report.progress(page.getKey());
            // Twice: what is read once for all pages is not of this one.
            counting.body(page.getValue());
            statements.set(0);
            byte[] body = counting.body(page.getValue());
            long asked = statements.get();
            table.row(
                    page.getKey(),
                    Spread.number(body.length / 1024.0),
                    Spread.number(zipped(body) / 1024.0),
                    1 + assets(body),
                    asked,
                    milliseconds(timed, page.getValue()));
        }
        return table;
    }

    /** The pages by what they show. */
    private Map<String, String> pages(Server server) throws IOException {
        String middle = GeneratedHistory.caseId(Math.max(1, cases / 2));
        String list = "/cases?workflow=" + CaseReview.DEFINITION.workflow() + "&state=" + State.UNDER_REVIEW;
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("cases", "/cases");
        pages.put("cases in a state", list);
        pages.put("its next page", next(server, list));
        pages.put("cases by prefix of the id", "/cases?id=" + middle.substring(0, middle.length() - 1));
        pages.put("case", "/cases/" + middle);
        pages.put("long case", "/cases/" + LONG_CASE);
        pages.put("long case, table", "/cases/" + LONG_CASE + "?view=table");
        pages.put("long case, as of its middle", "/cases/" + LONG_CASE + "?step=" + steps / 2);
        pages.put("definitions", "/definitions");
        pages.put("definition", "/definitions/" + CaseReview.DEFINITION.workflow() + "/1");
        pages.put("integrity", "/integrity");
        pages.put("bundle viewer", "/bundle");
        String api = "/api/workflows/" + CaseReview.DEFINITION.workflow() + "/cases";
        pages.put("API: cases", api);
        pages.put("API: case", api + "/" + middle);
        pages.put("API: options", api + "/" + middle + "/options");
        pages.put("API: history of the long case", api + "/" + LONG_CASE + "/history");
        return pages;
    }

    private static String next(Server server, String list) throws IOException {
        var next = NEXT.matcher(new String(server.body(list), StandardCharsets.UTF_8));
        return next.find() ? next.group(1).replace("&amp;", "&") : list;
    }

    private Spread milliseconds(Server server, String path) throws IOException {
        List<Double> times = new ArrayList<>();
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            long start = System.nanoTime();
            server.body(path);
            if (round >= 0) {
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return Spread.of(times);
    }

    private static long assets(byte[] body) {
        return ASSET.matcher(new String(body, StandardCharsets.UTF_8))
                .results()
                .map(asset -> asset.group(1))
                .distinct()
                .count();
    }

    private static int zipped(byte[] body) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(body);
        }
        return zipped.size();
    }

    /** The pages, and the API below {@code /api}. */
    private static final class Server {
        private final HttpHandler pages;
        private final HttpHandler api;

        Server(WorkflowRuntime runtime) {
            this.pages = Dashboard.on(runtime).redaction(Redaction.SHOW_ALL).handler();
            this.api = WorkflowApi.on(runtime).redaction(Redaction.SHOW_ALL).handler();
        }

        byte[] body(String target) throws IOException {
            String[] parts = target.split("\\?", 2);
            HttpRequest request = parts[0].startsWith("/api/")
                    ? HttpRequest.of("GET", parts[0].substring("/api".length())).mountedAt("/api")
                    : HttpRequest.of("GET", parts[0]);
            HttpRequest asked = parts.length == 1 ? request : request.withQuery(parts[1]);
            HttpResponse response = (parts[0].startsWith("/api/") ? api : pages).handle(asked);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            response.body().writeTo(body);
            if (response.status() != 200) {
                throw new IllegalStateException(
                        target + ": " + response.status() + " " + body.toString(StandardCharsets.UTF_8));
            }
            return body.toByteArray();
        }
    }
}
