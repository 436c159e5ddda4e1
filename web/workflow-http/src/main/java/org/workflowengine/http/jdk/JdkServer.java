package org.workflowengine.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;

/**
 * Answers requests with the JDK's web server. It speaks HTTP without encryption and authenticates nobody: the given function says who asks,
 * and whatever stands in front of the server encrypts.
 *
 * <p>A request whose {@code Host} is not a name of this server is answered with 421, so that a page of another site cannot reach it under a
 * name of its own (DNS rebinding). Names of a server on the loopback address are {@code localhost}, {@code 127.0.0.1}, {@code [::1]} and those
 * that are given, with any port. A server on another address also answers to addresses in digits.
 *
 * <p>At most {@value #AT_A_TIME} requests are worked on at a time. One that has waited {@value #SECONDS_TO_WAIT} seconds for its turn is
 * answered with 503. An answer is whole before it is sent, so that a slow reader holds nothing that it was made of; what is longer than 64 KB
 * is kept in a temporary file until then. Beyond 1 GB in such files, more long answers are refused with 503. A client that is slow to send its
 * request, or to read its answer, takes no turn from others but one of {@value #CONNECTIONS} connections that can be busy; further ones are
 * closed. So a network that is not trusted needs a proxy in front that buffers requests and answers.
 *
 * <p>How long a slow client may take is limited by system properties of the JDK, which are read once in a process.
 * Those that nobody has set are set when this class is initialized: {@code sun.net.httpserver.maxReqTime} to 30 seconds for a request to
 * arrive, {@code sun.net.httpserver.maxRspTime} to 600 seconds for its answer, {@code jdk.httpserver.maxConnections} to 1000, and
 * {@code sun.net.httpserver.nodelay} to true.
 *
 * <p>Thread-safe.
 */
public final class JdkServer implements AutoCloseable {
    static final int AT_A_TIME = 16;
    static final int SECONDS_TO_WAIT = 5;

    /** A thread each, because the JDK waits for what a client sends. */
    static final int CONNECTIONS = 256;

    static final long BYTES_NOT_READ = 1L << 30;

    private static final int SECONDS_TO_FINISH = 5;

    static {
        setIfAbsent("sun.net.httpserver.maxReqTime", "30");
        setIfAbsent("sun.net.httpserver.maxRspTime", "600");
        setIfAbsent("jdk.httpserver.maxConnections", "1000");
        // Without it, an answer waits 40 ms for the client's acknowledgement of its headers.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private JdkServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a server that has no other names.
     *
     * @param address where it listens; port 0 takes any that is free
     * @param caller who asks, for a request as the JDK has read it
     * @param mounts handlers by the path under which they are mounted: percent-encoded, empty for the root, without a slash at its end. The
     *     longest one wins
     * @return the server, which is listening
     * @throws IOException if the address cannot be had, a {@link java.net.BindException} where it is taken
     * @throws IllegalArgumentException if a mount does not begin with a slash, or ends with one
     */
    public static JdkServer start(
            InetSocketAddress address, Function<HttpExchange, Caller> caller, Map<String, HttpHandler> mounts)
            throws IOException {
        return start(address, Set.of(), caller, mounts);
    }

    /**
     * Starts a server that is also reached under other names, such as those of a proxy in front of it.
     *
     * @param address where it listens; port 0 takes any that is free
     * @param names what may stand in {@code Host} besides the names of the address, in any case, without a port
     * @param caller who asks, for a request as the JDK has read it
     * @param mounts handlers by the path under which they are mounted: percent-encoded, empty for the root, without a slash at its end. The
     *     longest one wins
     * @return the server, which is listening
     * @throws IOException if the address cannot be had, a {@link java.net.BindException} where it is taken
     * @throws IllegalArgumentException if a mount does not begin with a slash, or ends with one
     */
    public static JdkServer start(
            InetSocketAddress address,
            Set<String> names,
            Function<HttpExchange, Caller> caller,
            Map<String, HttpHandler> mounts)
            throws IOException {
        Objects.requireNonNull(caller, "caller");
        boolean isLoopback =
                address.getAddress() != null && address.getAddress().isLoopbackAddress();
        Exchanges exchanges = new Exchanges(new Names(names, isLoopback), caller, new Mounts(mounts));
        HttpServer server = HttpServer.create(address, 0);
        ThreadPoolExecutor threads = threads();
        server.setExecutor(threads);
        server.createContext("/", exchanges);
        server.start();
        return new JdkServer(server, threads);
    }

    /**
     * Where the server listens.
     *
     * @return the address, with the port that it has
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Ends the server: no request is taken any more, and those under way have {@value #SECONDS_TO_FINISH} seconds to finish. Does nothing the
     * second time.
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "workflow-http-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
