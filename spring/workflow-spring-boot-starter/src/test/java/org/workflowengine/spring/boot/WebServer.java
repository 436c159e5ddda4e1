package org.workflowengine.spring.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A web application on H2, with the web server that Spring Boot brings, and a client. */
final class WebServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Nothing but what is configured by itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    private WebServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebServer start(Class<?> source, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                "--spring.datasource.username=sa",
                "--spring.flyway.enabled=false"));
        arguments.addAll(List.of(properties));
        return new WebServer(new SpringApplicationBuilder(Plain.class, source).run(arguments.toArray(String[]::new)));
    }

    /** Leaves out JPA, and Spring Security as if it were not on the class path. */
    static String withoutSecurity() {
        return withSecurity() + "," + security();
    }

    /** Everything that sets up Spring Security, on both lines. */
    static String security() {
        return ImportCandidates.load(AutoConfiguration.class, WebServer.class.getClassLoader()).getCandidates().stream()
                .filter(name -> name.contains(".security."))
                .collect(Collectors.joining(","));
    }

    /** With Spring Security, and without JPA. */
    static String withSecurity() {
        return "--spring.autoconfigure.exclude=" + String.join(",", FailuresTest.WITHOUT_JPA);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI at(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Names and passwords are the same in these tests. */
    static String basic(String name) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.close();
    }
}
