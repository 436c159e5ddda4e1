package org.workflowengine.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stands between an engine and its server, passes everything on, and cuts the line around a COMMIT when told to. */
final class CuttingProxy implements AutoCloseable {
    /** What PostgreSQL's driver sends, in a message of whatever kind. */
    static final byte[] POSTGRESQL_COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);

    /** MariaDB's: a whole packet, its length, its number and its kind before the text. READ COMMITTED is sent too. */
    static final byte[] MARIADB_COMMIT = "\7\0\0\0\3COMMIT".getBytes(StandardCharsets.US_ASCII);

    private final byte[] commit;
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private volatile Cut cut = Cut.NONE;
    private volatile long bytesLeft;
    private volatile boolean commitSeen;
    private volatile boolean made;

    CuttingProxy(String host, int port, byte[] commit) throws IOException {
        this.commit = commit;
        this.host = host;
        this.port = port;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where the line is cut. */
    enum Cut {
        NONE,
        /** The server never hears of the COMMIT. */
        BEFORE_COMMIT,
        /** The server commits, and its answer is swallowed. */
        AFTER_COMMIT,
        /** After any byte, in whatever direction it goes. */
        AT_A_BYTE
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Cuts the next line, {@link Cut#AT_A_BYTE} after so many bytes. */
    void arm(Cut next, long bytes) {
        commitSeen = false;
        made = false;
        bytesLeft = bytes;
        cut = next;
    }

    /** How many bytes have passed since no cut was armed, in both directions. */
    long passed() {
        return -bytesLeft;
    }

    /** Whether the line was cut since. */
    boolean disarm() {
        cut = Cut.NONE;
        return made;
    }

    private void accept() throws IOException {
        for (; ; ) {
            Socket client = entrance.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> pass(client, server, true));
            start(() -> pass(server, client, false));
        }
    }

    private void pass(Socket from, Socket to, boolean towardsServer) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Cut now = cut;
                if (towardsServer && contains(buffer, read, commit)) {
                    commitSeen = true;
                    if (now == Cut.BEFORE_COMMIT) {
                        made = true;
                        return;
                    }
                } else if (!towardsServer && now == Cut.AFTER_COMMIT && commitSeen) {
                    // The server has answered, so it has committed.
                    made = true;
                    return;
                }
                if (now == Cut.AT_A_BYTE && bytesLeft < read) {
                    made = true;
                    out.write(buffer, 0, (int) Math.max(0, bytesLeft));
                    return;
                }
                bytesLeft -= read;
                out.write(buffer, 0, read);
            }
        }
    }

    private static boolean contains(byte[] buffer, int length, byte[] wanted) {
        for (int at = 0; at + wanted.length <= length; at++) {
            if (Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A line that breaks ends its thread, and so does the end of the proxy. */
    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Whoever stands at either end is told by the end of the line.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
