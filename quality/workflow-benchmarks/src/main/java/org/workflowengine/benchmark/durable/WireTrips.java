package org.workflowengine.benchmark.durable;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Counts round trips to PostgreSQL where they cannot be argued about: each time somebody waits for an answer after having sent
 * something. Its driver makes this factory by name ({@code socketFactory=…}).
 */
public final class WireTrips extends SocketFactory {
    /** The URL's parameter that has the driver count. */
    static final String PARAMETER = "&socketFactory=" + WireTrips.class.getName();

    /** The driver hands nothing over but a name: so there is one count for the process. */
    static final AtomicLong COUNT = new AtomicLong();

    /** For the driver. */
    public WireTrips() {}

    @Override
    public Socket createSocket() {
        return new Counted();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the driver connects itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("the driver connects itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("the driver connects itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("the driver connects itself");
    }

    private static final class Counted extends Socket {
        private volatile boolean sent;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    sent = true;
                    out.write(bytes, offset, length);
                }

                @Override
                public void write(int value) throws IOException {
                    sent = true;
                    out.write(value);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    waiting();
                    return super.read(bytes, offset, length);
                }

                @Override
                public int read() throws IOException {
                    waiting();
                    return super.read();
                }
            };
        }

        private void waiting() {
            if (sent) {
                sent = false;
                COUNT.incrementAndGet();
            }
        }
    }
}
