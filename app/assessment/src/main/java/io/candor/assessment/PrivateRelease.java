package io.candor.assessment;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.io.CsvReader;
import io.candor.ledger.BudgetStatement;
import io.candor.privacy.CountQuery;
import io.candor.privacy.PrivateCount;
import io.candor.privacy.PrivateCounter;
import java.nio.file.Path;
import java.util.Optional;

/** Private counts against a registered budget. */
public final class PrivateRelease {
    private PrivateRelease() {}

    /**
     * Charges, then reads, then releases.
     *
     * @throws io.candor.core.CandorException of kind BUDGET if the charge is refused
     */
    public static Evidence count(Workspace workspace, String dataset, Path file, Config.Release release) {
        CountQuery query = CountQuery.of(release.by(), release.epsilon().toPlainString());
        PrivateCount count = new PrivateCounter()
                .release(
                        query,
                        workspace.ledger(),
                        dataset,
                        DataSource.digest(file),
                        workspace.caller().actor(),
                        () -> CsvReader.read(file));
        return count.toEvidence(count.registration());
    }

    /** The budget of a data set, if it has one. */
    public static Optional<Json.Obj> budget(Workspace workspace, String dataset) {
        return Optional.ofNullable(workspace.ledger().statements().get(dataset)).map(BudgetStatement::toJson);
    }
}
