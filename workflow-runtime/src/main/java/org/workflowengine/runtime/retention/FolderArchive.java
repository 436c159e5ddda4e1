package org.workflowengine.runtime.retention;

import java.io.BufferedOutputStream;
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
    private final Path folder;

    FolderArchive(Path folder) {
        this.folder = folder;
    }

    @Override
    public void store(CaseHead head, Digest caseHash, Bundle bundle) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(caseHash.hex() + "-" + head.seq() + ".json");
        Path part = Files.createTempFile(folder, caseHash.hex(), ".part");
        try {
            write(part, bundle);
            if (!Files.exists(file)) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } else if (Files.mismatch(part, file) >= 0) {
                throw new IOException(file
                        + " is there already, with other contents: it was not overwritten, and nothing was purged");
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Path part, Bundle bundle) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            bundle.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** A new name is in the folder, not in the file. Where a folder cannot be opened, the file system does not need this. */
    @Override
    public void makeDurable() throws IOException {
        if (Files.isDirectory(folder) && !System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
