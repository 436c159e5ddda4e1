package org.workflowengine.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The command {@code serve} in this process, until it is closed. */
public final class ServedCommand implements AutoCloseable {
    private final Thread thread;
    private final CompletableFuture<Integer> code;
    private final URI root;

    private ServedCommand(Thread thread, CompletableFuture<Integer> code, URI root) {
        this.thread = thread;
        this.code = code;
        this.root = root;
    }

    /**
     * Starts it, and waits until it says where it is.
     *
     * @param arguments as on a command line, behind the name of the jar
     * @return what is served
     * @throws IOException if it ends without having said so
     */
    public static ServedCommand start(String... arguments) throws IOException {
        PipedReader said = new PipedReader(1 << 16);
        PrintWriter out = new PrintWriter(new PipedWriter(said), true);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    int ended = WorkflowCli.run(new Screen(out, out, false), arguments);
                    out.close();
                    code.complete(ended);
                },
                "serve");
        thread.start();
        BufferedReader lines = new BufferedReader(said);
        StringBuilder all = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("serving ")) {
                return new ServedCommand(thread, code, URI.create(line.split(" ", -1)[1]));
            }
            all.append(line).append('\n');
        }
        throw new IOException(all.toString());
    }

    /**
     * Where it is.
     *
     * @return the address that it has printed
     */
    public URI root() {
        return root;
    }

    /**
     * A page.
     *
     * @param path below the root
     * @return the text, if it is one
     * @throws IOException if there is none
     * @throws InterruptedException if this thread is interrupted
     */
    public String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer + " " + answer.body());
        }
        return answer.body();
    }

    /** Ends it, as Ctrl-C does, and requires that it has ended well. */
    @Override
    public void close() {
        thread.interrupt();
        if (code.join() != WorkflowCli.DONE) {
            throw new AssertionError("exit code " + code.join());
        }
    }
}
