package org.workflowengine.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.Recorder;
import org.h2.store.fs.rec.FilePathRec;

/** Everything that H2 does to the file of one database, in its order, to be done again up to any point. Thread-safe. */
final class RecordedFile implements Recorder, AutoCloseable {
    private final Path path;
    private final List<Change> changes = new ArrayList<>();

    /** Bytes written there, or with none the file's new length. */
    private record Change(byte[] bytes, long position) {
        void applyTo(FileChannel file) throws IOException {
            if (bytes == null) {
                file.truncate(position);
                return;
            }
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                file.write(left, position + left.position());
            }
        }
    }

    private RecordedFile(Path path) {
        this.path = path;
    }

    /** Records from now on; one file of the process at a time. */
    static RecordedFile at(Path path) {
        RecordedFile file = new RecordedFile(path);
        FilePathRec.register();
        FilePathRec.setRecorder(file);
        return file;
    }

    String url() {
        return "jdbc:h2:rec:" + path + ";WRITE_DELAY=0;LOCK_TIMEOUT=2000;DB_CLOSE_DELAY=-1";
    }

    @Override
    public synchronized void log(int operation, String name, byte[] bytes, long position) {
        if (name.equals("rec:" + path + ".mv.db")) {
            switch (operation) {
                // H2 goes on to use the array.
                case WRITE -> changes.add(new Change(bytes.clone(), position));
                case TRUNCATE -> changes.add(new Change(null, position));
                case CREATE_NEW_FILE -> {}
                default -> throw new AssertionError("not known how to do operation " + operation + " again");
            }
        }
    }

    /** How many changes there have been. */
    synchronized int size() {
        return changes.size();
    }

    /** What looks at the file as it would have been left after so many changes. */
    interface Look {
        void at(int size) throws Exception;
    }

    /** The database that {@link #dieAfterEach} shows, opened by each connection anew. */
    DataSource left() {
        JdbcDataSource left = new JdbcDataSource();
        left.setURL("jdbc:h2:" + beside("-left") + ";DB_CLOSE_DELAY=0;MAX_COMPACT_TIME=0");
        left.setUser("sa");
        return left;
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /**
     * Shows, after each change, or after some, a copy of the file as a process would have left it that died just then.
     *
     * @param first the first change after which it dies
     * @param oneIn of so many changes it dies after one
     */
    synchronized void dieAfterEach(int first, int oneIn, Look look) throws Exception {
        Path again = beside("-again");
        Path left = beside("-left.mv.db");
        try (FileChannel file = FileChannel.open(again, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int size = 1; size <= changes.size(); size++) {
                changes.get(size - 1).applyTo(file);
                if (size >= first && (size - first) % oneIn == 0) {
                    Files.copy(again, left, StandardCopyOption.REPLACE_EXISTING);
                    look.at(size);
                }
            }
        } finally {
            Files.deleteIfExists(again);
            Files.deleteIfExists(left);
        }
    }

    @Override
    public void close() {
        FilePathRec.setRecorder(null);
    }
}
