package io.candor.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The store's side of the trail: entries that are committed but not yet logged, and where the logged ones stand. Rooms only
 * call {@link #add}; the rest is for {@code audit}, which calls it under the lock {@code trail}.
 */
public final class Outbox {
    private final Store store;

    Outbox(Store store) {
        this.store = store;
    }

    /**
     * The newest checkpoint that the store has seen.
     *
     * @param size entries in the log
     * @param root hexadecimal; empty for an empty log
     */
    public record Head(long size, String root) {}

    /** Where an entry stands in the log, and its leaf hash in hexadecimal. */
    public record Place(long id, long logIndex, String leafHash) {}

    /** Adds an entry within the room's own transaction; gives its number. */
    public long add(Handle handle, TrailEntry entry) {
        return handle.createUpdate("insert into trail_pending (entry) values (:entry)")
                .bind("entry", entry.text())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Entries that are not settled, oldest first. */
    public List<PendingEntry> pending() {
        return store.read(handle -> handle.createQuery("select id, entry, log_index from trail_pending order by id")
                .map((row, context) -> {
                    long index = row.getLong(3);
                    return new PendingEntry(row.getLong(1), row.getString(2), row.wasNull() ? null : index);
                })
                .list());
    }

    /** Decides, durably and before the log is written, where entries will stand: the first at {@code from}. */
    public void place(List<PendingEntry> entries, long from) {
        store.inTransaction(handle -> {
            long index = from;
            for (PendingEntry entry : entries) {
                handle.execute("update trail_pending set log_index = ? where id = ?", index++, entry.id());
            }
            return entries.size();
        });
    }

    /** Notes that entries are in the log under a published checkpoint. */
    public void settle(List<Place> places, Head head) {
        store.inTransaction(handle -> {
            for (Place place : places) {
                handle.execute("delete from trail_pending where id = ?", place.id());
                handle.execute(
                        "insert into trail_index (id, log_index, leaf_hash) values (?, ?, ?)",
                        place.id(),
                        place.logIndex(),
                        place.leafHash());
            }
            return handle.execute("update trail_head set size = ?, root = ?", head.size(), head.root());
        });
    }

    public Head head() {
        return store.read(handle -> handle.createQuery("select size, root from trail_head")
                .map((row, context) -> new Head(row.getLong(1), row.getString(2)))
                .one());
    }

    /** Where the entry with that number stands; empty while it is pending. */
    public Optional<Place> place(long id) {
        return store.read(
                handle -> handle.createQuery("select id, log_index, leaf_hash from trail_index where id = :id")
                        .bind("id", id)
                        .map((row, context) -> new Place(row.getLong(1), row.getLong(2), row.getString(3)))
                        .findOne());
    }

    /** The whole index, in the order of the log. */
    public List<Place> places() {
        return store.read(
                handle -> handle.createQuery("select id, log_index, leaf_hash from trail_index order by log_index")
                        .map((row, context) -> new Place(row.getLong(1), row.getLong(2), row.getString(3)))
                        .list());
    }
}
