package org.workflowengine.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.internal.text.CanonicalJson;

/** A page in Chromium, without a window, over its DevTools protocol. One command is under way at a time. */
final class Browser {
    private static final List<String> NAMES = List.of("chromium", "google-chrome");
    private static final int SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private String session = "";
    private int commands;

    /** Where Chromium is on this machine. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it; its profile, with all that it writes, is in the folder. */
    Browser(Path chromium, Path folder) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                // As root in a container there is no sandbox; all that it opens is ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank");
        command.environment().put("HOME", folder.toString());
        process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(endpoint(), new Answers())
                .get(SECONDS, TimeUnit.SECONDS);
    }

    private URI endpoint() throws IOException {
        String said = "DevTools listening on ";
        StringBuilder all = new StringBuilder();
        BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(said)) {
                Thread rest = new Thread(() -> lines.lines().forEach(each -> {}), "what Chromium says");
                rest.setDaemon(true);
                rest.start();
                return URI.create(line.substring(said.length()));
            }
            all.append(line).append('\n');
        }
        throw new IllegalStateException("Chromium did not start: " + all);
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Opens a page in a new tab, and waits until it is loaded. */
    void open(String url) throws Exception {
        session = "";
        Object target = send("Target.createTarget", "\"url\":\"about:blank\"").get("targetId");
        session = ",\"sessionId\":\""
                + send("Target.attachToTarget", "\"flatten\":true,\"targetId\":\"" + target + "\"")
                        .get("sessionId") + "\"";
        send("Page.enable", "");
        send("Page.navigate", "\"url\":" + quoted(url));
        next("\"Page.loadEventFired\"");
    }

    /** The value of an expression, or of what it promises, as a text. */
    String evaluate(String expression) throws Exception {
        Map<?, ?> answer = send(
                "Runtime.evaluate",
                "\"awaitPromise\":true,\"returnByValue\":true,\"expression\":" + quoted(expression));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return String.valueOf(((Map<?, ?>) answer.get("result")).get("value"));
    }

    /** Chooses a file in a field, as a person does in the dialog. */
    void choose(String selector, Path file) throws Exception {
        Map<?, ?> document = (Map<?, ?>) send("DOM.getDocument", "").get("root");
        Object field = send(
                        "DOM.querySelector",
                        "\"nodeId\":" + document.get("nodeId") + ",\"selector\":" + quoted(selector))
                .get("nodeId");
        send("DOM.setFileInputFiles", "\"nodeId\":" + field + ",\"files\":[" + quoted(file.toString()) + "]");
    }

    /** Presses keys, as a person at a keyboard does. */
    void press(String... keys) throws Exception {
        for (String key : keys) {
            String named = "\"key\":" + quoted(key) + ",\"code\":" + quoted(key) + ",\"windowsVirtualKeyCode\":"
                    + (key.equals("Tab") ? 9 : 13) + (key.equals("Enter") ? ",\"text\":\"\\r\"" : "");
            send("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + named);
            send("Input.dispatchKeyEvent", "\"type\":\"keyUp\"," + named);
        }
    }

    private Map<?, ?> send(String method, String parameters) throws Exception {
        int id = ++commands;
        socket.sendText(
                        "{\"id\":" + id + session + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}}",
                        true)
                .get(SECONDS, TimeUnit.SECONDS);
        Map<?, ?> answer = next("{\"id\":" + id + ",");
        if (answer.get("result") == null) {
            throw new IllegalStateException(method + ": " + answer);
        }
        return (Map<?, ?>) answer.get("result");
    }

    /** What comes next with this in it; events that nobody waits for are passed over. */
    private Map<?, ?> next(String part) throws InterruptedException {
        for (; ; ) {
            String answer = answers.poll(SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("Chromium did not answer within " + SECONDS + " s");
            }
            if (answer.contains(part)) {
                return (Map<?, ?>) IndependentJson.parse(answer);
            }
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        CanonicalJson.quote(quoted, text);
        return quoted.toString();
    }

    /** Ends it. */
    void end() throws Exception {
        session = "";
        send("Browser.close", "");
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
