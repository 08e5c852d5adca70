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
 * The tables of a bias audit under New York City's Local Law 144 of 2021 (6 RCNY § 5-301): by sex, by race or ethnicity, and by both, the
 * number of people, the selection rate or the scoring rate, and the impact ratio, which is a category's rate over the
 * highest one's. The scoring rate is the share of a category with a score above the median of all rows, unknown categories
 * among them.
 *
 * <p>People of unknown category are counted and are in no rate. A category of less than 2 % of the rows can be left out of
 * the impact ratios, for a reason that is given; its number and rate stay, and the highest rate is then of the others.
 * The intervals are an addition: the rule asks for none.
 */
public final class LocalLaw144 {
    private static final String SOURCE = "New York City Local Law 144 of 2021; 6 RCNY §§ 5-300 to 5-304";

    private final String sex;
    private final String race;
    private final Given given;

    /**
     * What the auditor states; printed as given. An empty text is a blank that has to be written.
     *
     * @param smallReason why categories below 2 % are left out of the impact ratios; empty to leave none out
     */
    public record Given(String auditDate, String dataSource, String distributionDate, String smallReason) {}

    /**
     * @param sex column of the sex
     * @param race column of race or ethnicity
     */
    public LocalLaw144(String sex, String race, Given given) {
        this.sex = sex;
        this.race = race;
        this.given = given;
    }

    /**
     * From decisions.
     *
     * @param selected 1 for people who were selected, else 0
     */
    public FormatReport ofSelections(Table table, int[] selected) {
        return report(table, selected, "selected", "selection rate", "");
    }

    /** From scores. */
    public FormatReport ofScores(Table table, double[] scores) {
        Check.scores(scores);
        double median = median(scores);
        int[] above = new int[scores.length];
        for (int i = 0; i < above.length; i++) above[i] = scores[i] > median ? 1 : 0;
        String note = "The median score of the full sample is " + io.candor.core.json.EcmaNumber.format(median) + ".";
        return report(table, above, "above the median", "scoring rate", note);
    }

    private FormatReport report(Table table, int[] outcomes, String count, String rate, String note) {
        Check.rows(table, outcomes.length);
        List<FormatReport.Section> sections = new ArrayList<>();
        long least = outcomes.length;
        for (List<String> columns : List.of(List.of(sex), List.of(race), List.of(sex, race))) {
            Categories categories = Categories.of(table, columns, outcomes);
            sections.add(section(String.join(" x ", columns), categories, count, rate, note));
            least = Math.min(least, categories.smallest());
        }
        List<String> blanks = new ArrayList<>();
        if (given.auditDate().isEmpty()) blanks.add("Date of the most recent bias audit");
        if (given.dataSource().isEmpty())
            blanks.add("Source and explanation of the data: historical or test data, and why");
        if (given.distributionDate().isEmpty()) blanks.add("Date on which the tool was first used (distribution date)");
        blanks.add("The independent auditor, and the position or positions that the tool is used for");
        return new FormatReport(
                "ll144",
                "Bias audit tables of Local Law 144",
                SOURCE,
                Json.object()
                        .put("audit date", given.auditDate())
                        .put("data source and explanation", given.dataSource())
                        .put("distribution date", given.distributionDate())
                        .put("reason to leave small categories out", given.smallReason())
                        .build(),
                sections,
                blanks,
                List.of(
                        "Tables in the form of the rule. Whether an audit with them meets the law is not said here.",
                        "The rule sets no limit for an impact ratio, and neither does this report.",
                        "Intervals are 95 % each by itself and are not asked for by the rule; the highest rate of many small"
                                + " categories is high by chance, and ratios to it low."),
                least);
    }

    private FormatReport.Section section(String title, Categories c, String count, String rate, String note) {
        boolean[] counted = new boolean[c.size()];
        Arrays.fill(counted, true);
        if (!given.smallReason().isEmpty()) for (int g = 0; g < c.size(); g++) counted[g] = !c.small(g);
        int highest = c.highest(counted);
        List<List<Json>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int g = 0; g < c.size(); g++) {
            Json ratio = Json.NULL;
            String remark = c.small(g) ? "below 2 % of the data" : "";
            if (!counted[g]) remark += ", left out of the impact ratios";
            else if (g == highest && c.x()[g] > 0) ratio = new Estimate.Point(1, c.n()[g]).toJson();
            else
                ratio = new TwoRates(c.x()[g], c.n()[g], c.x()[highest], c.n()[highest])
                        .ratio()
                        .toJson();
            rows.add(List.of(
                    Json.of(c.labels().get(g)),
                    Json.of(c.n()[g]),
                    Json.of(c.x()[g]),
                    Intervals.rate(c.x()[g], c.n()[g], "no rows").toJson(),
                    ratio,
                    Json.of(remark)));
        }
        notes.add(c.unknown() + " of " + c.rows()
                + " people have no known category here; they are in no rate of this table.");
        if (!note.isEmpty()) notes.add(note);
        if (rows.stream().anyMatch(r -> r.get(4) instanceof Json.Null)) {
            notes.add("Categories left out of the impact ratios: " + given.smallReason() + ".");
        }
        if (c.size() == 1) notes.add("There is one category only: nothing is compared.");
        return new FormatReport.Section(
                title, List.of("category", "number", count, rate, "impact ratio", "remark"), rows, notes);
    }

    private static double median(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) return Double.NaN;
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
    }
}
