package org.workflowengine.examples.loans;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, of one member or several. The JDK's own stream takes whatever follows a member and is no gzip for the end of
 * the file, and so would lose the rest of a damaged log without a word.
 */
final class StrictGzip extends GZIPInputStream {
    private static final int TRAILER = 8;

    private final Packed packed;
    private long handedToInflater;

    private StrictGzip(Packed packed) throws IOException {
        super(packed);
        this.packed = packed;
    }

    static StrictGzip of(BufferedInputStream packed) throws IOException {
        return new StrictGzip(new Packed(packed));
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        handedToInflater = packed.count;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && (behindTheData() != TRAILER || packed.available() > 0)) {
            throw new ZipException("bytes that are no gzip follow the compressed data");
        }
        return count;
    }

    /** How many bytes were read that are not part of the data: those that the inflater left over, and those read past it. */
    private long behindTheData() {
        return inf.getRemaining() + packed.count - handedToInflater;
    }

    /** Counts, and has nothing available only at the very end; the JDK of old looks there for the next member. */
    private static final class Packed extends FilterInputStream {
        private long count;

        Packed(BufferedInputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more ? 1 : 0;
        }
    }
}
