package io.candor.report.internal;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.Optional;

/** What a tree of errors found, in words. */
public final class ErrorWords {
    private ErrorWords() {}

    /** The conditions of a node as a person writes them. */
    static String conditions(Json.Obj node) {
        try {
            return Cohort.fromJson("node", node.need("conditions"), "conditions")
                    .text();
        } catch (CandorException e) { // as of any member of another shape
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The leaf with most error of those with enough rows whose interval lies wholly on the worse side of all rows; empty if there is none.
     */
    static Optional<Json.Obj> worst(Json.Obj tree) {
        Json.Obj worst = null;
        for (Json item : tree.array("nodes")) {
            Json.Obj node = (Json.Obj) item;
            boolean leaf = node.get("leaf") instanceof Json.Bool b && b.value();
            if (!leaf || !(Estimates.of(node.need("value")) instanceof Estimate.Interval own)) continue;
            if (!(Estimates.of(tree.need("value")) instanceof Estimate.Interval all)) continue;
            if (!worse(tree.text("better"), own, all.value())) continue;
            if (worst == null || size(node) > size(worst)) worst = node;
        }
        return Optional.ofNullable(worst);
    }

    private static boolean worse(String better, Estimate.Interval own, double all) {
        return switch (better) {
            case "higher" -> own.high() < all;
            case "lower" -> own.low() > all;
            default -> Math.abs(own.value()) > Math.abs(all) && (own.low() > all || own.high() < all);
        };
    }

    /** Errors for each row, or their mean size. */
    static double size(Json.Obj counted) {
        double rows = counted.number("rows");
        return rows > 0 ? counted.number("errors") / rows : 0;
    }

    /** One sentence for a page or a summary, with names from data in it. */
    public static String sentence(Evidence evidence) {
        Json.Obj tree = evidence.result();
        String all = "The " + tree.text("words") + " is " + Estimates.sentence(Estimates.of(tree.need("value")))
                + " over the rows that were measured";
        return worst(tree)
                .map(node -> all + "; it is worst, " + Estimates.sentence(Estimates.of(node.need("value"))) + ", where "
                        + conditions(node) + " (" + Numbers.grouped((long) node.number("rows")) + " rows"
                        + (node.get("coverage") instanceof Json.Num c
                                ? ", " + percent(c.value()) + " of all errors)."
                                : ")."))
                .orElse(all + "; no group that was found is worse beyond its interval.");
    }

    static String percent(double share) {
        return Numbers.fixed(100 * share, share < 0.0995 ? 1 : 0) + " %";
    }
}
