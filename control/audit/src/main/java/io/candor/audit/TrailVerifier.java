package io.candor.audit;

import io.candor.audit.internal.Entries;
import io.candor.audit.internal.Findings;
import io.candor.audit.internal.IndexAudit;
import io.candor.audit.internal.TileAudit;
import io.candor.audit.internal.Tiles;
import io.candor.core.file.AtomicFile;
import io.candor.store.Blobs;
import io.candor.store.PendingEntry;
import io.candor.store.RowCheck;
import io.candor.store.RowCheck.Problem;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final List<Path> results;
    private final Findings findings = new Findings();

    private TrailVerifier(Path folder, Optional<NoteKey> outsideKey, List<Path> results) {
        this.folder = folder;
        this.outsideKey = outsideKey;
        this.results = results;
    }

    /** As {@link #verify(Path, Optional, Function, List)}, without files outside the store. */
    public static TrailReport verify(Path folder, Optional<String> vkey, Function<Store, List<RowCheck>> rooms) {
        return verify(folder, vkey, rooms, List.of());
    }

    /**
     * @param folder the store
     * @param vkey the log's key, kept outside the store; without it the store's own is used and identity is not proven
     * @param rooms makes the rooms' own checks from the opened store; not called if the database can't be opened
     * @param results files with a receipt beside them ({@code results.json.tlog-proof}): each must have the bytes that its receipt
     *     is for, and the receipt's entry must stand in this store's log
     * @throws io.candor.core.CandorException {@code CND-S002} if there is no store in the folder, {@code CND-T001} if the key is
     *     not one; everything else is a problem in the report
     */
    public static TrailReport verify(
            Path folder, Optional<String> vkey, Function<Store, List<RowCheck>> rooms, List<Path> results) {
        Optional<NoteKey> key = vkey.map(NoteKey::parse);
        TrailVerifier alone = new TrailVerifier(folder, key, results);
        if (!Files.isRegularFile(folder.resolve("candor.db"))) {
            if (!Files.isDirectory(folder.resolve("trail"))) Store.openExisting(folder);
            alone.findings.remark("there is no database; only the trail and the blobs are checked");
            return alone.check(Optional.empty(), List.of());
        }
        try (Store store = Store.openExisting(folder)) {
            TrailVerifier whole = new TrailVerifier(folder, key, results);
            List<RowCheck> checks = whole.findings
                    .attempt("candor.db", () -> rooms.apply(store))
                    .orElse(List.of());
            return store.locked("trail", () -> whole.check(Optional.of(store), checks));
        } catch (RuntimeException e) {
            // a fresh start: what was found before the database failed is found again
            alone.findings.problem("candor.db", e);
            return alone.check(Optional.empty(), List.of());
        }
    }

    private TrailReport check(Optional<Store> store, List<RowCheck> rooms) {
        TrailHead head = TrailHead.read(folder, outsideKey, findings);
        List<PendingEntry> pending = store.flatMap(
                        s -> findings.attempt("candor.db", () -> s.outbox().pending()))
                .orElse(List.of());
        TileAudit audit = new TileAudit(new Tiles(folder.resolve("trail")), pending, findings);
        findings.attempt("trail", () -> tiles(head, audit));
        strayFiles();
        store.ifPresent(s -> findings.attempt("candor.db", () -> index(s, audit, pending)));
        Map<String, List<TrailEntry>> log = byObject(audit.entries(), waiting(pending, audit.size()));
        for (RowCheck room : rooms) {
            findings.attempt("candor.db", () -> room.check(log)).ifPresent(findings::problems);
        }
        long blobs = findings.attempt("blobs", this::blobs).orElse(0L);
        for (Path file : results) receipt(file, head, audit);
        return new TrailReport(
                head.checkpoint(),
                head.proven(),
                audit.entries().size(),
                blobs,
                results.size(),
                findings.problems(),
                findings.remarks());
    }

    /** A size that nobody signed for is not used. */
    private static long tiles(TrailHead head, TileAudit audit) {
        Checkpoint checkpoint = head.checkpoint().filter(c -> head.signed()).orElse(null);
        if (checkpoint == null) audit.checkUnsigned();
        else audit.check(checkpoint.size(), checkpoint.rootHex());
        return audit.size();
    }

    private void strayFiles() {
        try (var files = Files.list(folder.resolve("trail"))) {
            files.filter(f -> !f.endsWith("tile") && !f.endsWith("checkpoint"))
                    .sorted()
                    .forEach(this::stray);
        } catch (IOException e) {
            findings.problem("trail", "can't be read");
        }
    }

    private void stray(Path file) {
        String where = folder.relativize(file).toString().replace('\\', '/');
        if (AtomicFile.isTemporary(file)) findings.remark(where + " is left of an interrupted write");
        else findings.problem(where, "does not belong here");
    }

    private long index(Store store, TileAudit audit, List<PendingEntry> pending) {
        new IndexAudit(store.outbox(), audit, findings).check(pending);
        return audit.size();
    }

    /** Entries that are committed with their rows but not logged yet: rows are held to them too. */
    private static List<TrailEntry> waiting(List<PendingEntry> pending, long size) {
        List<TrailEntry> waiting = new ArrayList<>();
        for (PendingEntry entry : pending) {
            Long index = entry.logIndex();
            if (index != null && index < size) continue;
            Entries.parse(entry.text().getBytes(StandardCharsets.UTF_8)).ifPresent(waiting::add);
        }
        return waiting;
    }

    private static Map<String, List<TrailEntry>> byObject(List<TrailEntry> logged, List<TrailEntry> waiting) {
        List<TrailEntry> committed = new ArrayList<>(logged);
        committed.addAll(waiting);
        Map<String, List<TrailEntry>> log = new LinkedHashMap<>();
        for (TrailEntry entry : committed) {
            log.computeIfAbsent(entry.object(), o -> new ArrayList<>()).add(entry);
        }
        return log;
    }

    private long blobs() {
        Blobs blobs = new Blobs(folder);
        long checked = 0;
        for (Path file : blobs.files()) {
            Optional<String> digest = blobs.digest(file);
            if (digest.isEmpty()) {
                stray(file);
                continue;
            }
            String where = folder.relativize(file).toString();
            blobs.problem(digest.get()).ifPresent(what -> findings.problem(where, what));
            checked++;
        }
        return checked;
    }

    private void receipt(Path file, TrailHead head, TileAudit audit) {
        head.key()
                .ifPresentOrElse(
                        key -> findings.problems(new ReceiptCheck(key, Optional.of(audit)).check(file)),
                        () -> findings.problem(file.toString(), "can't be checked without a key"));
    }

    /**
     * Checks a file against the receipt beside it ({@code <name>.tlog-proof}), without the store: the receipt's entry is in a log
     * that the key signs for, and says that the file had these bytes.
     *
     * @param file for example {@code results.json}
     * @return what does not verify; empty if all does
     */
    public static List<Problem> checkReceipt(Path file, NoteKey key) {
        return new ReceiptCheck(key, Optional.empty()).check(file);
    }
}
