package io.candor.audit;

import io.candor.audit.internal.TileAudit;
import io.candor.audit.internal.Tiles;
import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.store.Blobs;
import io.candor.store.Outbox;
import io.candor.store.PendingEntry;
import io.candor.store.RowCheck;
import io.candor.store.RowCheck.Problem;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Recomputes everything that a store claims: every entry, tile, root and signature, every blob, and the database's rows against
 * the log. Needs the folder alone; trusts nothing in it if the key comes from outside. It keeps going after a problem, so that
 * one report shows all of them.
 *
 * <p>What it can't find: entries that were never logged, a wrong clock, and an older copy of the whole store put back, unless
 * the newer checkpoint is known from elsewhere.
 */
public final class TrailVerifier {
    private final Path folder;
    private final Optional<NoteKey> outsideKey;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private TrailVerifier(Path folder, Optional<NoteKey> outsideKey) {
        this.folder = folder;
        this.outsideKey = outsideKey;
    }

    /**
     * @param folder the store
     * @param vkey the log's key, kept outside the store; without it the store's own is used and identity is not proven
     * @param rooms makes the rooms' own checks from the opened store; not called if the database can't be opened
     */
    public static TrailReport verify(Path folder, Optional<String> vkey, Function<Store, List<RowCheck>> rooms) {
        return new TrailVerifier(folder, vkey.map(NoteKey::parse)).run(rooms);
    }

    private TrailReport run(Function<Store, List<RowCheck>> rooms) {
        if (!Files.isRegularFile(folder.resolve("candor.db"))) {
            if (!Files.isDirectory(folder.resolve("trail"))) Store.openExisting(folder);
            remarks.add("there is no database; only the trail and the blobs are checked");
            return check(Optional.empty(), List.of());
        }
        Store store;
        List<RowCheck> checks;
        try {
            store = Store.openExisting(folder);
        } catch (CandorException e) {
            problems.add(new Problem("candor.db", String.valueOf(e.getMessage())));
            return check(Optional.empty(), List.of());
        }
        try (store) {
            checks = rooms.apply(store);
            return store.locked("trail", () -> check(Optional.of(store), checks));
        } catch (CandorException e) {
            problems.add(new Problem("candor.db", String.valueOf(e.getMessage())));
            return check(Optional.empty(), List.of());
        }
    }

    private TrailReport check(Optional<Store> store, List<RowCheck> rooms) {
        Optional<Checkpoint> head = checkpoint();
        TileAudit audit = new TileAudit(new Tiles(folder.resolve("trail")), problems);
        if (head.isPresent()) {
            audit.check(head.get().size(), head.get().rootHex());
            strayFiles();
            store.ifPresent(s -> index(s, head.get(), audit));
            Map<String, List<TrailEntry>> log = byObject(audit.entries());
            for (RowCheck room : rooms) roomCheck(room, log);
        }
        long blobs = blobs();
        return new TrailReport(
                head,
                outsideKey.isPresent() && problems.isEmpty(),
                audit.entries().size(),
                blobs,
                problems,
                remarks);
    }

    private void roomCheck(RowCheck room, Map<String, List<TrailEntry>> log) {
        try {
            problems.addAll(room.check(log));
        } catch (RuntimeException e) {
            // rows that were tampered with can be anything: whatever stops the check is a finding
            problems.add(new Problem("candor.db", "rows can't be checked: " + e.getMessage()));
        }
    }

    private Optional<Checkpoint> checkpoint() {
        try {
            SignedNote note =
                    SignedNote.parse(Files.readAllBytes(folder.resolve("trail").resolve("checkpoint")));
            Checkpoint head = Checkpoint.of(note);
            NoteKey key = key();
            boolean signed = note.signatures().size() == 1
                    && note.signedBy(key)
                    && head.origin().equals(key.name());
            if (!signed) problems.add(new Problem("trail/checkpoint", "is not signed by " + key.name()));
            return Optional.of(head);
        } catch (IOException e) {
            problems.add(new Problem("trail/checkpoint", "is missing or can't be read"));
        } catch (CandorException e) {
            problems.add(new Problem("trail/checkpoint", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private NoteKey key() throws IOException {
        Path file = KeyFile.publicFile(folder.resolve("keys"));
        Optional<NoteKey> own = Optional.empty();
        try {
            String line = Files.readString(file);
            own = Optional.of(NoteKey.parse(line)).filter(k -> line.equals(k.vkey() + "\n"));
        } catch (IOException | CandorException e) {
            if (outsideKey.isEmpty()) throw e;
        }
        if (outsideKey.isEmpty()) {
            remarks.add("identity not proven: the key is the store's own; give the one you kept with --key");
            return own.orElseThrow(() -> new IOException("keys/trail.vkey was changed"));
        }
        boolean same = own.map(k -> k.vkey().equals(outsideKey.get().vkey())).orElse(false);
        if (!same) problems.add(new Problem("keys/trail.vkey", "is not the key that was given"));
        return outsideKey.get();
    }

    private void strayFiles() {
        Path trail = folder.resolve("trail");
        try (var files = Files.list(trail)) {
            files.map(f -> f.getFileName().toString())
                    .filter(name -> !name.equals("tile") && !name.equals("checkpoint") && !name.endsWith(".tmp"))
                    .sorted()
                    .forEach(name -> problems.add(new Problem("trail/" + name, "does not belong here")));
        } catch (IOException e) {
            problems.add(new Problem("trail", "can't be read"));
        }
    }

    private void index(Store store, Checkpoint head, TileAudit audit) {
        Outbox outbox = store.outbox();
        Outbox.Head seen = outbox.head();
        if (seen.size() > head.size()) {
            problems.add(
                    new Problem("trail/checkpoint", "the log is shorter than the store has seen: it was rolled back"));
        } else if (seen.size() > 0 && !audit.rootAt(seen.size()).equals(Optional.of(seen.root()))) {
            problems.add(new Problem("candor.db", "the log does not continue the one that the store has seen"));
        }
        Map<Long, String> leaves = new HashMap<>();
        for (Outbox.Place place : outbox.places()) leaves.put(place.logIndex(), place.leafHash());
        int waiting = 0;
        for (PendingEntry pending : outbox.pending()) {
            Long index = pending.logIndex();
            boolean published = index != null && index < head.size();
            if (published) leaves.put(index, audit.leafOf(pending.text()));
            else waiting++;
        }
        if (waiting > 0) remarks.add(waiting + " entries are committed but not in the log yet; any command logs them");
        List<String> hashes = audit.leaves();
        for (int i = 0; i < hashes.size(); i++) {
            String indexed = leaves.remove((long) i);
            if (!hashes.get(i).equals(indexed)) {
                problems.add(new Problem("candor.db", "the index of entry " + i + " does not agree with the log"));
            }
        }
        for (Long extra : leaves.keySet()) {
            problems.add(new Problem("candor.db", "the index has entry " + extra + ", which the log does not have"));
        }
    }

    private static Map<String, List<TrailEntry>> byObject(List<TrailEntry> entries) {
        Map<String, List<TrailEntry>> log = new LinkedHashMap<>();
        for (TrailEntry entry : entries) {
            log.computeIfAbsent(entry.object(), o -> new ArrayList<>()).add(entry);
        }
        return log;
    }

    private long blobs() {
        Blobs blobs = new Blobs(folder);
        long checked = 0;
        for (Path file : blobs.files()) {
            String where = folder.relativize(file).toString();
            Optional<String> digest = blobs.digest(file);
            if (digest.isEmpty()) problems.add(new Problem(where, "does not belong here"));
            else blobs.problem(digest.get()).ifPresent(what -> problems.add(new Problem(where, what)));
            checked++;
        }
        return checked;
    }

    /**
     * Checks a file against the receipt beside it ({@code <name>.tlog-proof}): the receipt's entry is in the log that the key signs
     * for, and says that the file had these bytes.
     *
     * @param file for example {@code results.json}
     * @return what does not verify; empty if all does
     */
    public static List<Problem> checkReceipt(Path file, NoteKey key) {
        Path receipt = file.resolveSibling(file.getFileName() + TlogProof.SUFFIX);
        try {
            TlogProof proof = TlogProof.parse(Files.readAllBytes(receipt));
            if (!proof.verifies(key))
                return List.of(new Problem(receipt.toString(), "does not verify with the log's key"));
            Optional<TrailEntry> entry = io.candor.audit.internal.Entries.parse(
                    proof.entry().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            boolean right = entry.isPresent()
                    && entry.get().action().endsWith(".written")
                    && entry.get().after().equals(Sha256.of(file));
            return right
                    ? List.of()
                    : List.of(new Problem(file.toString(), "was changed: the receipt is for other bytes"));
        } catch (IOException e) {
            return List.of(new Problem(file.toString(), "the file or its receipt is missing or can't be read"));
        } catch (CandorException e) {
            return List.of(new Problem(receipt.toString(), String.valueOf(e.getMessage())));
        }
    }
}
