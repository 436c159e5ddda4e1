package org.workflowengine.cli;

import java.io.PrintWriter;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpResponse;

/** Tells on standard error what a client is not told: why something went wrong. */
final class ToldFailures {
    private ToldFailures() {}

    static HttpHandler of(HttpHandler handler, PrintWriter err) {
        return request -> {
            try {
                HttpResponse response = handler.handle(request);
                HttpResponse.Body body = response.body();
                return response.with(out -> {
                    try {
                        body.writeTo(out);
                    } catch (RuntimeException | Error e) {
                        throw told(e, request.path(), err);
                    }
                });
            } catch (RuntimeException | Error e) {
                throw told(e, request.path(), err);
            }
        };
    }

    private static <E extends Throwable> E told(E failure, String path, PrintWriter err) {
        err.println("could not be answered: " + Printable.of(path) + ": " + WorkflowCli.told(failure));
        err.flush();
        return failure;
    }
}
