package io.candor.fairness.format;

import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.Intervals;
import io.candor.fairness.format.internal.Categories;
import io.candor.fairness.format.internal.Check;
import io.candor.fairness.format.internal.TwoRates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Selection rates beside the highest group's, as the Uniform Guidelines on Employee Selection Procedures describe it (29 CFR 1607.4(D)):
 * the ratio and whether it lies below four fifths, whether the difference is statistically significant, and by how many
 * selections a group is short. A quantity, not a verdict: the guidelines themselves say when a smaller ratio is not, and a
 * larger one is, evidence of adverse impact. Where the highest rate is that of a group below 2 % of the rows, a second table compares
 * with the highest of the others.
 */
public final class FourFifths {
    private static final double LIMIT = 0.8;

    private FourFifths() {}

    /**
     * @param features columns, or lists of several for their combinations
     * @param selected 1 for people who were selected, else 0
     */
    public static FormatReport of(Table table, List<List<String>> features, int[] selected) {
        Check.rows(table, selected.length);
        List<FormatReport.Section> sections = new ArrayList<>();
        long least = selected.length;
        for (List<String> columns : features) {
            Categories categories = Categories.of(table, columns, selected);
            boolean[] all = new boolean[categories.size()];
            boolean[] larger = new boolean[categories.size()];
            Arrays.fill(all, true);
            for (int g = 0; g < larger.length; g++) larger[g] = !categories.small(g);
            int highest = categories.highest(all);
            String title = String.join(" x ", columns);
            sections.add(section(title, categories, highest));
            int highestOfLarger = categories.highest(larger);
            if (highestOfLarger >= 0 && highestOfLarger != highest) {
                sections.add(section(title + ", beside the highest of at least 2 %", categories, highestOfLarger));
            }
            least = Math.min(least, categories.smallest());
        }
        return new FormatReport(
                "four-fifths",
                "Selection rates and four fifths of the highest",
                "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D)",
                Json.object().build(),
                sections,
                List.of(),
                List.of(
                        "Below or above four fifths is where a number lies, not whether a practice is lawful.",
                        "P-values are of each group against the highest one, without a correction for how many are compared.",
                        "A small group can lie on either side by chance: look at the interval.",
                        "Written for selection in employment in the United States; elsewhere the limit has no such standing."),
                least);
    }

    /** @param highest the group that the others are compared with; −1 if there are none */
    private static FormatReport.Section section(String title, Categories c, int highest) {
        List<List<Json>> rows = new ArrayList<>();
        for (int g = 0; g < c.size(); g++) {
            TwoRates rates = new TwoRates(c.x()[g], c.n()[g], c.x()[highest], c.n()[highest]);
            boolean compared = g != highest && c.x()[highest] > 0;
            Estimate ratio = compared
                    ? rates.ratio()
                    : c.x()[highest] > 0
                            ? new Estimate.Point(1, c.n()[g])
                            : Estimate.undefined("the highest rate is 0", c.n()[g]);
            rows.add(List.of(
                    Json.of(c.labels().get(g)),
                    Json.of(c.n()[g]),
                    Json.of(c.x()[g]),
                    Intervals.rate(c.x()[g], c.n()[g], "no rows").toJson(),
                    ratio.toJson(),
                    Json.of(
                            c.x()[highest] == 0
                                    ? "no rate above 0"
                                    : g == highest ? "highest" : side(c, g, highest, ratio)),
                    compared ? Json.of(shortfall(c, g, highest)) : Json.NULL,
                    compared ? Json.of(rates.p()) : Json.NULL,
                    Json.of(compared ? rates.test() : ""),
                    Json.of(c.small(g) ? "below 2 % of the data" : "")));
        }
        List<String> notes = new ArrayList<>();
        notes.add(
                c.unknown() + " of " + c.rows() + " rows have no known group here; they are in no rate of this table.");
        if (c.size() == 1) notes.add("There is one group only: nothing is compared.");
        return new FormatReport.Section(
                title,
                List.of(
                        "group",
                        "number",
                        "selected",
                        "selection rate",
                        "ratio to highest",
                        "four fifths",
                        "short of 4/5 by",
                        "p",
                        "test",
                        "remark"),
                rows,
                notes);
    }

    private static String side(Categories c, int g, int highest, Estimate ratio) {
        String side = below(c, g, highest, c.x()[g]) ? "below 4/5" : "not below 4/5";
        if (!(ratio instanceof Estimate.Interval i)) return side;
        return side + (i.high() < LIMIT || i.low() >= LIMIT ? ", with its interval" : ", its interval on both sides");
    }

    /** Whether x selections of the group would be below 4/5 of the highest rate, in whole numbers: 5 x n₀ &lt; 4 x₀ n. */
    private static boolean below(Categories c, int g, int highest, long x) {
        return 5.0 * x * c.n()[highest] < 4.0 * c.x()[highest] * c.n()[g];
    }

    /** The fewest more selections with which the group's rate is not below 4/5 of the highest. */
    private static long shortfall(Categories c, int g, int highest) {
        if (!below(c, g, highest, c.x()[g])) return 0;
        double needed = 4.0 * c.x()[highest] * c.n()[g] / (5.0 * c.n()[highest]);
        long x = (long) Math.floor(needed);
        while (below(c, g, highest, x)) x++;
        return x - c.x()[g];
    }
}
