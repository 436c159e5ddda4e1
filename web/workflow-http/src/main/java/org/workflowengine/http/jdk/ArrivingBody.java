package org.workflowengine.http.jdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request. A client that sends it slowly takes no place from others. */
final class ArrivingBody extends FilterInputStream {
    private final Place place;

    ArrivingBody(InputStream in, Place place) {
        super(in);
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
            return super.read(bytes, from, count);
        } finally {
            if (wasHeld) {
                place.enter();
            }
        }
    }
}
