package io.candor.audit;

import io.candor.audit.internal.Entries;
import io.candor.audit.internal.TileAppender;
import io.candor.audit.internal.TileTree;
import io.candor.audit.internal.Tiles;
import io.candor.audit.internal.TreeHash;
import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.port.AuditSink;
import io.candor.store.Caller;
import io.candor.store.Outbox;
import io.candor.store.PendingEntry;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The log of a store. A room commits its change and a pending entry in one transaction; {@link #flush} moves what is pending
 * into the log: it decides the entries' indices durably, writes the tiles, publishes a signed checkpoint, and settles. The
 * checkpoint is the moment of commitment; a crash before or after it is repaired by the next flush, which {@link #open} does
 * too, and no entry is lost or logged twice. Thread-safe, also across processes.
 *
 * <pre>{@code
 * Trail trail = Trail.open(store, InstantSource.system(), Caller.of("ann"));
 * long index = trail.append(trail.entry("model.registered", "model:adult-ebm", "", digest));
 * Files.writeString(receipt, trail.prove(index).text());
 * }</pre>
 */
public final class Trail implements AuditSink {
    /** Told when a step of a flush is done; tests stop there. */
    @FunctionalInterface
    interface Steps {
        Steps NONE = step -> {};

        void done(String step);
    }

    private static final String LOCK = "trail";

    private final Store store;
    private final InstantSource clock;
    private final Caller caller;
    private final Signer signer;
    private final Tiles tiles;
    private final Steps steps;

    private Trail(Store store, InstantSource clock, Caller caller, Signer signer, Steps steps) {
        this.store = store;
        this.clock = clock;
        this.caller = caller;
        this.signer = signer;
        this.tiles = new Tiles(store.trailFolder());
        this.steps = steps;
    }

    /**
     * Opens the log, made with a fresh key if the store has none, and logs what is pending.
     *
     * @param caller who acts in entries that this trail makes
     * @throws CandorException of kind INTEGRITY if key, checkpoint and tiles don't belong together
     */
    public static Trail open(Store store, InstantSource clock, Caller caller) {
        return open(store, clock, caller, Steps.NONE);
    }

    static Trail open(Store store, InstantSource clock, Caller caller, Steps steps) {
        Path checkpoint = new Tiles(store.trailFolder()).checkpoint();
        if (!Files.exists(checkpoint)) store.locked(LOCK, () -> begin(store, checkpoint));
        Trail trail = new Trail(store, clock, caller, KeyFile.open(store.keysFolder()), steps);
        trail.flush();
        return trail;
    }

    private static int begin(Store store, Path checkpoint) {
        if (Files.exists(checkpoint)) return 0;
        if (store.outbox().head().size() > 0) throw rolledBack();
        Path keys = store.keysFolder();
        Signer signer = Files.exists(KeyFile.secretFile(keys)) ? KeyFile.open(keys) : KeyFile.create(keys);
        publish(checkpoint, Checkpoint.of(signer.key().name(), 0, TreeHash.empty()), signer);
        return 1;
    }

    /** An entry by this trail's caller, now. */
    public TrailEntry entry(String action, String object, String before, String after) {
        return TrailEntry.by(caller, clock.instant(), action, object, before, after);
    }

    /** Commits and logs one entry; gives its index. */
    public long append(TrailEntry entry) {
        long id = store.inTransaction(handle -> store.outbox().add(handle, entry));
        flush();
        return store.outbox()
                .place(id)
                .orElseThrow(() -> new IllegalStateException("entry " + id + " was not logged"))
                .logIndex();
    }

    @Override
    public void record(String action, String object, String before, String after) {
        append(entry(action, object, before, after));
    }

    /** Logs whatever is pending; gives the checkpoint that covers it. */
    public Checkpoint flush() {
        if (store.outbox().pending().isEmpty()) return checkpoint();
        return store.locked(LOCK, this::flushLocked);
    }

    private Checkpoint flushLocked() {
        Checkpoint head = trusted();
        List<Outbox.Place> places = new ArrayList<>();
        List<PendingEntry> fresh = new ArrayList<>();
        boolean crashed = false;
        for (PendingEntry pending : store.outbox().pending()) {
            Long index = pending.logIndex();
            crashed |= index != null;
            if (index != null && index < head.size()) places.add(published(pending, index, head.size()));
            else fresh.add(pending);
        }
        Checkpoint next = fresh.isEmpty() ? head : extend(head, fresh, places);
        TileAppender appender = new TileAppender(tiles);
        if (crashed) appender.tidyAll(next.size());
        else appender.tidy(head.size(), next.size());
        steps.done("tidied");
        store.outbox().settle(places, new Outbox.Head(next.size(), next.rootHex()));
        return next;
    }

    private Checkpoint extend(Checkpoint head, List<PendingEntry> fresh, List<Outbox.Place> places) {
        store.outbox().place(fresh, head.size());
        steps.done("placed");
        List<byte[]> entries = new ArrayList<>(fresh.size());
        long index = head.size();
        for (PendingEntry pending : fresh) {
            byte[] entry = pending.text().getBytes(StandardCharsets.UTF_8);
            entries.add(entry);
            places.add(new Outbox.Place(pending.id(), index++, Sha256.hex(TreeHash.leaf(entry))));
        }
        new TileAppender(tiles).append(head.size(), entries);
        steps.done("tiles");
        Checkpoint next = Checkpoint.of(head.origin(), index, new TileTree(tiles, index).root(index));
        publish(tiles.checkpoint(), next, signer);
        steps.done("checkpoint");
        return next;
    }

    /** An entry whose checkpoint was published before a crash: it must stand where it was placed. */
    private Outbox.Place published(PendingEntry pending, long index, long size) {
        byte[] entry = pending.text().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(entry, bytes(index, size))) {
            throw mismatch("entry " + index + " of the log is not the one that was committed there");
        }
        return new Outbox.Place(pending.id(), index, Sha256.hex(TreeHash.leaf(entry)));
    }

    /** The checkpoint, after making sure that it is ours, fits the tiles and is not older than what the store has seen. */
    private Checkpoint trusted() {
        Checkpoint head = checkpoint();
        TileTree tree = new TileTree(tiles, head.size());
        if (!Arrays.equals(tree.root(head.size()), head.root())) {
            throw mismatch("the tiles of the log do not lead to its signed root");
        }
        Outbox.Head seen = store.outbox().head();
        if (seen.size() > head.size()) throw rolledBack();
        if (seen.size() > 0 && !Sha256.hex(tree.root(seen.size())).equals(seen.root())) {
            throw mismatch("the log does not continue the one that this store has seen");
        }
        return head;
    }

    private static void publish(Path file, Checkpoint checkpoint, Signer signer) {
        AtomicFile.write(file, SignedNote.sign(checkpoint.text(), signer).toString());
    }

    /** The newest checkpoint, its signature checked. */
    public Checkpoint checkpoint() {
        return Checkpoint.of(note());
    }

    /** The newest checkpoint as the signed note that it is. */
    public SignedNote note() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(tiles.checkpoint());
        } catch (IOException e) {
            throw rolledBack().causedBy(e);
        }
        SignedNote note = SignedNote.parse(bytes);
        if (!note.signedBy(signer.key())
                || !Checkpoint.of(note).origin().equals(signer.key().name())) {
            throw mismatch("the checkpoint is not signed by the log's key");
        }
        return note;
    }

    /** The key that verifies this log's checkpoints, to be kept outside the store: one line. */
    public String vkey() {
        return signer.key().vkey();
    }

    /**
     * A receipt for an entry under the newest checkpoint.
     *
     * @throws CandorException {@code CND-T007} if there is no such entry
     */
    public TlogProof prove(long index) {
        return store.locked(LOCK, () -> {
            SignedNote note = note();
            long size = Checkpoint.of(note).size();
            if (index < 0 || index >= size) throw noEntry(index, size);
            return TlogProof.of(bytes(index, size), index, new TileTree(tiles, size).inclusion(index, size), note);
        });
    }

    /** Proof that the log of the newest checkpoint starts with the log of {@code older} entries: hashes for {@link MerkleProof}. */
    public List<byte[]> proveExtends(long older) {
        return store.locked(LOCK, () -> {
            long size = checkpoint().size();
            if (older < 1 || older > size) throw noEntry(older - 1, size);
            return new TileTree(tiles, size).consistency(older, size);
        });
    }

    /** Entries from {@code from} (inclusive) to {@code to} (exclusive), cut to those that there are. */
    public List<LoggedEntry> entries(long from, long to) {
        return store.locked(LOCK, () -> {
            long size = checkpoint().size();
            List<LoggedEntry> entries = new ArrayList<>();
            for (long n = Math.max(0, from) / Tiles.WIDTH; n * Tiles.WIDTH < Math.min(to, size); n++) {
                long index = n * Tiles.WIDTH;
                for (byte[] bytes : tiles.entries(n, Tiles.width(-1, n, size))) {
                    if (index >= from && index < to) entries.add(new LoggedEntry(index, parsed(bytes, index)));
                    index++;
                }
            }
            return entries;
        });
    }

    private static TrailEntry parsed(byte[] bytes, long index) {
        return Entries.parse(bytes).orElseThrow(() -> mismatch("entry " + index + " of the log is not a trail entry"));
    }

    private byte[] bytes(long index, long size) {
        long n = index / Tiles.WIDTH;
        return tiles.entries(n, Tiles.width(-1, n, size)).get((int) (index % Tiles.WIDTH));
    }

    private static CandorException noEntry(long index, long size) {
        return CandorException.user(
                "CND-T007",
                "the log has no entry " + index,
                "an index from 0 to " + (size - 1),
                "'candor trail log' lists them");
    }

    private static CandorException mismatch(String problem) {
        return CandorException.integrity(
                "CND-T008",
                problem,
                "a log that only ever grew",
                "'candor trail verify' lists everything that does not verify; nothing is written meanwhile");
    }

    private static CandorException rolledBack() {
        return CandorException.integrity(
                "CND-T009",
                "the log is missing or is shorter than the store has seen",
                "trail/checkpoint as it was last written",
                "restore trail/ from a backup that is not older than candor.db");
    }
}
