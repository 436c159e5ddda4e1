package org.workflowengine.dashboard.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows every link of every page. */
final class Crawl {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("\\b(?:href|src)=\"([^\"#]+)");

    private Crawl() {}

    /** All answers by their paths, from a page on. */
    static Map<String, HttpResponse<String>> from(String root, String... paths) throws Exception {
        Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(paths));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (answers.containsKey(path)) {
                continue;
            }
            HttpResponse<String> answer = get(root + path);
            answers.put(path, answer);
            if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                continue;
            }
            Matcher link = LINK.matcher(answer.body());
            while (link.find()) {
                URI target = URI.create(root + path).resolve(plain(link.group(1)));
                if (!target.toString().startsWith(root + "/")) {
                    throw new IllegalStateException(path + " leads elsewhere: " + target);
                }
                open.add(target.toString().substring(root.length()));
            }
        }
        return answers;
    }

    static HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(String url, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String plain(String attribute) {
        return attribute.replace("&amp;", "&");
    }
}
