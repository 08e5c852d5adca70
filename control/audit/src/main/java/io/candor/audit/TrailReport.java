package io.candor.audit;

import io.candor.core.CandorException;
import io.candor.store.RowCheck.Problem;
import java.util.List;

/**
 * What a verification found.
 *
 * @param checkpoint the checkpoint, if it could be read
 * @param identityProven whether the checkpoint is signed by a key that came from outside the store
 * @param entries how many entries were checked
 * @param blobs how many blobs were checked
 * @param receipts how many files were checked against the receipts beside them
 * @param problems everything that does not verify; empty if all does
 * @param remarks what is not an error but should be known
 */
public record TrailReport(
        java.util.Optional<Checkpoint> checkpoint,
        boolean identityProven,
        long entries,
        long blobs,
        int receipts,
        List<Problem> problems,
        List<String> remarks) {
    public TrailReport {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    public boolean verifies() {
        return problems.isEmpty();
    }

    /** @throws CandorException {@code CND-T010} of kind INTEGRITY with the first problem, if there is one */
    public void orThrow() {
        if (verifies()) return;
        Problem first = problems.get(0);
        String others = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        throw CandorException.integrity(
                "CND-T010",
                first.where() + ": " + first.what() + others,
                "a trail, blobs and database as Candor wrote them",
                "restore what is named from a backup, and find out who changed it");
    }
}
