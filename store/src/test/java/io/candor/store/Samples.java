package io.candor.store;

import java.time.Instant;

/** A small room of its own, for tests. */
final class Samples {
    static final RoomSchema SCHEMA = new RoomSchema("sample", 1);

    private Samples() {}

    static TrailEntry entry(String object) {
        return new TrailEntry(Instant.EPOCH, "ann", "note.added", object, "", "", "");
    }

    static void add(Store store, String text) {
        store.inTransaction(handle -> {
            handle.execute("insert into note (text) values (?)", text);
            return store.outbox().add(handle, entry(text));
        });
    }

    static int notes(Store store) {
        return store.read(h ->
                h.createQuery("select count(*) from note").mapTo(Integer.class).one());
    }
}
