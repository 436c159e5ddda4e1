package org.workflowengine.http.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer until it is whole. What does not fit into memory is in a temporary file that only this process can open, and that is
 * gone with it. So whatever the body is read from, such as a connection to a database, is free before a client begins to read.
 */
public final class KeptAnswer extends OutputStream {
    private static final int IN_MEMORY = 64 * 1024;

    private final AtomicLong room;
    private final ByteArrayOutputStream newest = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long inFile;

    /** The room is what the files of all answers may still take, in bytes. */
    public KeptAnswer(AtomicLong room) {
        this.room = room;
    }

    public long size() {
        return inFile + newest.size();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (newest.size() + count > IN_MEMORY) {
            toFile(ByteBuffer.wrap(newest.toByteArray()));
            newest.reset();
        }
        if (count > IN_MEMORY) {
            toFile(ByteBuffer.wrap(bytes, from, count));
        } else {
            newest.write(bytes, from, count);
        }
    }

    /** An answer that cannot be kept is a fault of this server, not of the client that would be written to. */
    private void toFile(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (room.addAndGet(-count) < 0) {
            room.addAndGet(count);
            throw new BusyException("answers that are not yet read take too much room");
        }
        inFile += count;
        try {
            if (file == null) {
                Path path = Files.createTempFile("workflow-answer-", ".tmp");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a long answer needs a temporary directory that can be written", e);
        }
    }

    public void writeTo(OutputStream out) throws IOException {
        if (file != null) {
            // Not closed, because the file would be closed with it.
            Channels.newInputStream(file.position(0)).transferTo(out);
        }
        newest.writeTo(out);
    }

    /** Forgets it all. */
    @Override
    public void close() throws IOException {
        newest.reset();
        room.addAndGet(inFile);
        inFile = 0;
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
