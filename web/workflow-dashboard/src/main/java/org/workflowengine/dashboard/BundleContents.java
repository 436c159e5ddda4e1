package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;

/** What is shown of the steps of a bundle. Of a long one, only the first are kept, and what was erased in them. */
final class BundleContents {
    private final int most;
    private final List<AuditEntry> shown = new ArrayList<>();
    private final Map<Long, AuditEntry> laterErasures = new TreeMap<>();
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> definitions = new TreeSet<>();
    private @Nullable AuditEntry last;
    private long count;

    BundleContents(int most) {
        this.most = most;
    }

    void add(AuditEntry entry) {
        count++;
        last = entry;
        if (entry.algorithm() != null) {
            keys.add(t("bundle.key", Objects.toString(entry.algorithm()), Objects.toString(entry.keyId())));
        }
        definitions.add(
                t("bundle.definition", entry.version(), entry.fingerprint().hex()));
        if (shown.size() < most) {
            shown.add(entry);
        } else {
            StepViews.erasedBy(entry)
                    .filter(seq -> seq <= shown.get(most - 1).seq())
                    .ifPresent(seq -> laterErasures.put(seq, entry));
        }
    }

    long count() {
        return count;
    }

    Optional<AuditEntry> last() {
        return Optional.ofNullable(last);
    }

    List<AuditEntry> shown() {
        return shown;
    }

    List<AuditEntry> shownAndTheirErasures() {
        List<AuditEntry> all = new ArrayList<>(shown);
        all.addAll(laterErasures.values());
        return all;
    }

    /** What the steps were sealed with. */
    Set<String> keys() {
        return keys;
    }

    Set<String> definitions() {
        return definitions;
    }
}
