package org.workflowengine.http.jdk;

import java.io.IOException;
import java.io.InputStream;

/** The body of a request. A client that sends it slowly takes no place from others. */
final class ArrivingBody extends InputStream {
    private final InputStream in;
    private final Place place;

    ArrivingBody(InputStream in, Place place) {
        this.in = in;
        this.place = place;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        boolean wasHeld = place.leave();
        try {
            return in.read(bytes, from, count);
        } finally {
            if (wasHeld) {
                place.enter();
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
