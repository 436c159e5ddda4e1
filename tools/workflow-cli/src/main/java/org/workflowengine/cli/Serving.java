package org.workflowengine.cli;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.jdk.JdkServer;

/** A server, from its start until it is ended: by Ctrl-C, by a signal, or by an interrupt of its thread. */
final class Serving {
    private static final int SECONDS_TO_END = 20;

    private Serving() {}

    /** Starts it, prints where it is, and comes back when it has ended. */
    static void until(
            Screen screen,
            InetSocketAddress address,
            ListenOptions listen,
            Function<HttpExchange, Caller> callers,
            Map<String, HttpHandler> mounts,
            Function<String, String> line)
            throws IOException {
        try (JdkServer server = started(address, listen, callers, mounts)) {
            screen.out().println(line.apply(url(server.address())));
            screen.out().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // That is how it is ended.
        }
    }

    /**
     * Lets a signal end the work of this thread, after which everything is closed in its order, and the exit code is 0: it was asked for. Returns
     * what has to be run at the end.
     */
    static Runnable endedBySignal() {
        Thread serving = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    serving.interrupt();
                    Runtime.getRuntime().halt(isOver(ended) ? WorkflowCli.DONE : WorkflowCli.NOT_DONE);
                },
                "end of serve");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            ended.countDown();
            remove(hook);
        };
    }

    private static boolean isOver(CountDownLatch ended) {
        try {
            return ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what ends this process.
        }
    }

    private static JdkServer started(
            InetSocketAddress address,
            ListenOptions listen,
            Function<HttpExchange, Caller> callers,
            Map<String, HttpHandler> mounts)
            throws IOException {
        try {
            return JdkServer.start(address, listen.names(), callers, mounts);
        } catch (BindException e) {
            throw new NotDoneException(
                    "port " + address.getPort() + " of " + address.getAddress().getHostAddress() + " cannot be had ("
                            + e.getMessage() + "): give another --port, or 0 for any that is free");
        }
    }

    private static String url(InetSocketAddress address) {
        InetAddress where = address.getAddress();
        String host = where.isAnyLocalAddress() ? "localhost" : where.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host) + ":"
                + address.getPort() + "/";
    }
}
