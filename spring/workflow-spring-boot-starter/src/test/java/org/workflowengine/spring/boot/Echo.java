package org.workflowengine.spring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerMapping;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.rest.Audience;
import org.workflowengine.rest.Mount;

/** Mounted at {@code /echo}: tells what it was asked. Mounted at {@code /long}: writes much, and at {@code /long/broken} not to its end. */
class Echo {
    static final int LONG = 3_000_000;

    @Bean
    HandlerMapping told() {
        return Mount.at("/echo", Echo::told).audience(Audience.EVERYBODY).mapping();
    }

    @Bean
    HandlerMapping signedIn() {
        return Mount.at("/signed-in", Echo::told).mapping();
    }

    @Bean
    HandlerMapping longOnes() {
        return Mount.at("/long", Echo::much).audience(Audience.EVERYBODY).mapping();
    }

    private static HttpResponse told(HttpRequest request) {
        try {
            String body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
            String who = request.caller().actor().map(actor -> actor.id()).orElse("nobody");
            return HttpResponse.text(
                            200,
                            "text/plain",
                            String.join(
                                    "\n",
                                    List.of(
                                            request.method() + " " + request.mount() + " "
                                                    + request.segments().orElse(List.of("?")) + " "
                                                    + request.parameters().orElseThrow(),
                                            who + " "
                                                    + new TreeSet<>(
                                                            request.caller().roles()),
                                            body)))
                    .with("ETag", "\"1\"");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse much(HttpRequest request) {
        return HttpResponse.of(200).with("Content-Type", "text/plain").with(out -> {
            byte[] thousand = new byte[1_000];
            for (int i = 0; i < LONG; i += thousand.length) {
                if (i > LONG / 2 && request.path().equals("/broken")) {
                    throw new IllegalStateException("jdbc:secret");
                }
                out.write(thousand);
            }
        });
    }
}
