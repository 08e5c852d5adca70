package io.candor.audit;

import io.candor.audit.internal.Entries;
import io.candor.audit.internal.SmallFile;
import io.candor.audit.internal.TileAudit;
import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.store.RowCheck.Problem;
import io.candor.store.TrailEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Holds a file to the receipt beside it, and the receipt to a log. */
final class ReceiptCheck {
    private final NoteKey key;
    private final Optional<TileAudit> log;

    /** @param log the log that the receipt must be of; without it the key alone decides */
    ReceiptCheck(NoteKey key, Optional<TileAudit> log) {
        this.key = key;
        this.log = log;
    }

    List<Problem> check(Path file) {
        Path receipt = file.resolveSibling(file.getFileName() + TlogProof.SUFFIX);
        try {
            TlogProof proof = TlogProof.parse(SmallFile.read(receipt, SmallFile.NOTE));
            Optional<String> wrong = proof.verifies(key)
                    ? log.flatMap(l -> stray(proof, l))
                    : Optional.of("does not verify with the log's key");
            if (wrong.isPresent()) return List.of(new Problem(receipt.toString(), wrong.get()));
            Optional<TrailEntry> entry = Entries.parse(proof.entry().getBytes(StandardCharsets.UTF_8));
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

    /** A receipt can verify and yet be of a log that was signed with the same key and then replaced. */
    private static Optional<String> stray(TlogProof proof, TileAudit log) {
        Checkpoint then = Checkpoint.of(proof.checkpoint());
        if (then.size() > log.size()) {
            return Optional.of("is for a log of " + then.size() + " entries, the store's has only " + log.size());
        }
        if (!log.holds(proof.index(), proof.entry())) {
            return Optional.of("its entry does not stand at index " + proof.index() + " of the store's log");
        }
        return log.rootAt(then.size()).equals(Optional.of(then.rootHex()))
                ? Optional.empty()
                : Optional.of("is for a log that the store's does not continue");
    }
}
