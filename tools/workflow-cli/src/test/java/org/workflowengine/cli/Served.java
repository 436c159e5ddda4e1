package org.workflowengine.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The command {@code serve} in this process, until it is closed. */
final class Served implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Thread thread;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final StringWriter err = new StringWriter();
    private final List<String> said = new ArrayList<>();
    private final URI root;

    private Served(String... arguments) throws IOException {
        PipedReader written = new PipedReader(1 << 16);
        PrintWriter out = new PrintWriter(new PipedWriter(written), true);
        thread = new Thread(
                () -> {
                    int ended = WorkflowCli.run(new Screen(out, new PrintWriter(err, true), false), arguments);
                    out.close();
                    code.complete(ended);
                },
                "serve");
        thread.start();
        BufferedReader lines = new BufferedReader(written);
        String line = lines.readLine();
        while (line != null && !line.startsWith("serving ")) {
            said.add(line);
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("exit code " + code.join() + ": " + said + err);
        }
        said.add(line);
        root = URI.create(line.split(" ", -1)[1]);
    }

    /** On a database, as its owner, on any port that is free. */
    static Served on(TestDatabase database, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(Console.arguments(database, options)));
        all.addAll(0, List.of("serve", "--port", "0"));
        return new Served(all.toArray(String[]::new));
    }

    /** With these arguments alone. */
    static Served with(String... arguments) throws IOException {
        return new Served(arguments);
    }

    /** The address that it has printed. */
    URI root() {
        return root;
    }

    /** What it has printed until then. */
    List<String> said() {
        return said;
    }

    /** What went wrong since. */
    String err() {
        return err.toString();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(root.resolve(path)), headers);
    }

    HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Ends it as Ctrl-C does; the exit code. */
    int end() {
        thread.interrupt();
        return code.join();
    }

    @Override
    public void close() {
        end();
    }
}
