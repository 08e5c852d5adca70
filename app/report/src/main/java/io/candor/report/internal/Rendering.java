package io.candor.report.internal;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.util.function.BiFunction;

/**
 * How every page is made: from the results as their file has them, so that a run and {@code candor report} give the same bytes;
 * and with a name for what can't be drawn.
 */
public final class Rendering {
    private Rendering() {}

    /**
     * Renders.
     *
     * @param page from results, and the digest of their file
     * @throws CandorException {@code CND-O004} if evidence, gates, ledger or trail have not the shape of their kind
     */
    public static String of(Results results, BiFunction<Results, String, String> page) {
        try {
            byte[] file = ResultsFile.bytes(results);
            return page.apply(ResultsFile.parse(file, "results"), Sha256.of(file));
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw CandorException.user(
                            "CND-O004",
                            "the results of run " + results.run().id() + " can't be drawn ("
                                    + (e instanceof ClassCastException ? "a member has the wrong type" : e.getMessage())
                                    + ")",
                            "evidence in the shapes of docs/reference/evidence.md",
                            "use the release of Candor that wrote it, or restore the file")
                    .causedBy(e);
        }
    }
}
