package org.workflowengine.runtime.retention;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;

/** Bundles as files. Each is written beside, forced to the disk, and then takes its name, so a file of that name is whole. */
final class FolderArchive implements BundleArchive {
    private static final String SUFFIX = ".json";

    private final Path folder;

    FolderArchive(Path folder) {
        this.folder = folder;
    }

    @Override
    public OutputStream open(CaseHead head, Digest caseHash) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(caseHash.hex() + "-" + head.seq() + SUFFIX);
        Path part = Files.createTempFile(folder, caseHash.hex(), ".part");
        FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        return new FilterOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel))) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                try (channel) {
                    out.flush();
                    channel.force(true);
                }
                take(part, file);
            }
        };
    }

    private static void take(Path part, Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        boolean same = Files.mismatch(part, file) < 0;
        Files.delete(part);
        if (!same) {
            throw new IOException(
                    file + " is there already, with other contents: it was not overwritten, and nothing was purged");
        }
    }
}
