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
                        tell(e, request.path(), err);
                        throw e;
                    }
                });
            } catch (RuntimeException | Error e) {
                tell(e, request.path(), err);
                throw e;
            }
        };
    }

    private static void tell(Throwable failure, String path, PrintWriter err) {
        err.println("could not be answered: " + Printable.of(path) + ": " + WorkflowCli.told(failure));
        err.flush();
    }
}
