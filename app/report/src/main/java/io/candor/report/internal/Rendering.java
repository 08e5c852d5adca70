package io.candor.report.internal;

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
     * @throws io.candor.core.CandorException {@code CND-O001} if evidence, gates, ledger or trail have not the shape of their kind
     */
    public static String of(Results results, BiFunction<Results, String, String> page) {
        try {
            byte[] file = ResultsFile.bytes(results);
            return page.apply(ResultsFile.parse(file, "results"), Sha256.of(file));
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            String why =
                    e instanceof ClassCastException ? "a member has the wrong type" : String.valueOf(e.getMessage());
            throw ResultsFile.malformed("run " + results.run().id(), why, e);
        }
    }
}
