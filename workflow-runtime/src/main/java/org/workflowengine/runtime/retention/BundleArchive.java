package org.workflowengine.runtime.retention;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;

/**
 * Where the bundles of cases go before the cases are purged. Used by one thread. Implement it for a store of your own, such as one that lets
 * nobody overwrite: a purge is committed only after {@link #makeDurable} has returned.
 */
public interface BundleArchive {
    /** The bundle of one case, which can be written more than once. */
    @FunctionalInterface
    interface Bundle {
        /**
         * Writes all of it.
         *
         * @param out is given the bundle, in ASCII, and flushed; stays open
         * @throws IOException if it cannot be written; what was written so far is worth nothing
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Stores the bundle of a case. The same bundle may come again, if a purge was cut off.
     *
     * @param head where the case is
     * @param caseHash what the tombstone keeps of its id, a name for the bundle that does not tell the id
     * @param bundle writes the bundle; called at least once, and only what it has written last counts
     * @throws IOException if it cannot be stored as a whole; nothing is purged then
     */
    void store(CaseHead head, Digest caseHash, Bundle bundle) throws IOException;

    /**
     * Makes everything durable that was stored so far.
     *
     * @throws IOException if that failed; nothing is purged then
     */
    default void makeDurable() throws IOException {}

    /**
     * A folder with a file for each case, named by the hash of the case and the number of its newest step. No file is overwritten.
     *
     * @param folder the folder, created if necessary
     * @return the archive
     */
    static BundleArchive folder(Path folder) {
        return new FolderArchive(Objects.requireNonNull(folder, "folder"));
    }

    /**
     * No archive: the tombstone keeps the digest of the bundle, and nothing keeps the bundle.
     *
     * @return the archive
     */
    static BundleArchive none() {
        return (head, caseHash, bundle) -> bundle.writeTo(OutputStream.nullOutputStream());
    }
}
