package io.candor.audit.internal;

import io.candor.store.Outbox;
import io.candor.store.PendingEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the database's index of the log to the log. */
public final class IndexAudit {
    private final Outbox outbox;
    private final TileAudit audit;
    private final Findings findings;

    public IndexAudit(Outbox outbox, TileAudit audit, Findings findings) {
        this.outbox = outbox;
        this.audit = audit;
        this.findings = findings;
    }

    /** @param pending entries that are not settled */
    public void check(List<PendingEntry> pending) {
        head(outbox.head());
        Map<Long, String> leaves = new HashMap<>();
        for (Outbox.Place place : outbox.places()) leaves.put(place.logIndex(), place.leafHash());
        int waiting = 0;
        for (PendingEntry entry : pending) {
            Long index = entry.logIndex();
            boolean published = index != null && index < audit.size();
            if (published) leaves.put(index, TileAudit.leafOf(entry.text()));
            else waiting++;
        }
        if (waiting > 0) {
            findings.remark(waiting + " entries are committed but not in the log yet; any command logs them");
        }
        List<String> hashes = audit.leaves();
        for (int i = 0; i < hashes.size(); i++) {
            String indexed = leaves.remove((long) i);
            if (!hashes.get(i).equals(indexed)) {
                findings.problem("candor.db", "the index of entry " + i + " does not agree with the log");
            }
        }
        for (Long extra : leaves.keySet()) {
            findings.problem("candor.db", "the index has entry " + extra + ", which the log does not have");
        }
    }

    private void head(Outbox.Head seen) {
        if (seen.size() > audit.size()) {
            findings.problem("trail/checkpoint", "the log is shorter than the store has seen: it was rolled back");
        } else if (seen.size() > 0 && !audit.rootAt(seen.size()).equals(Optional.of(seen.root()))) {
            findings.problem("candor.db", "the log does not continue the one that the store has seen");
        }
    }
}
