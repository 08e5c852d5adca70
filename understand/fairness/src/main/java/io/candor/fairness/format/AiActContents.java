package io.candor.fairness.format;

import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What measurement can supply to the documents that Regulation (EU) 2024/1689 asks of high-risk systems: Art. 10(2)(f) and (h),
 * 10(3) and Art. 15; and, as named blanks, what people must write: 10(2)(g), 10(4), and the judgements behind the tables.
 */
public final class AiActContents {
    private static final int MOST_ROWS = 500;

    private AiActContents() {}

    /**
     * @param plan the groups
     * @param table the rows that were predicted
     */
    public static FormatReport of(FairnessPlan plan, Table table, Predictions predictions) {
        FairnessAssessment assessment = FairnessAssessment.of(plan, table, predictions);
        List<FormatReport.Section> sections =
                List.of(groups(assessment), missing(plan, table, assessment), gaps(assessment), accuracy(assessment));
        return new FormatReport(
                "eu-ai-act",
                "Measurements for Art. 10 and 15 of the AI Act",
                "Regulation (EU) 2024/1689, Art. 10(2)(f)-(h), 10(3), 10(4), Art. 15",
                Json.object().build(),
                sections,
                List.of(
                        "Art. 10(2)(f): which of these differences are biases likely to affect health, safety, fundamental rights"
                                + " or to lead to discrimination, and the examination that says so",
                        "Art. 10(2)(g): measures to detect, prevent and mitigate such biases, and what they cost",
                        "Art. 10(2)(h): which gaps or shortcomings of the data matter, and how they are addressed",
                        "Art. 10(3): the persons on whom the system is intended to be used, and why these rows represent them",
                        "Art. 10(4): the geographical, contextual, behavioural or functional setting, and how the data fit it",
                        "Art. 15(1), (3): the levels of accuracy that the instructions of use declare, and the metrics chosen",
                        "Art. 15(4): feedback loops, if the system goes on learning in use, and how they are addressed",
                        "Art. 15(4), (5): robustness and cybersecurity, which nothing here measures"),
                List.of(
                        "Measurements only: whether a system or its documents meet the Regulation is not said here.",
                        "How these rows were collected, and whom they leave out, is not in the rows.",
                        "Each interval holds at 95 % by itself; with many metrics and groups some miss by chance."),
                least(assessment));
    }

    private static FormatReport.Section groups(FairnessAssessment assessment) {
        List<List<Json>> rows = new ArrayList<>();
        assessment
                .features()
                .forEach((name, feature) -> stratum(feature).groups().forEach((label, group) -> {
                    Estimate base = group.metrics().get("base_rate");
                    rows.add(List.of(
                            Json.of(name),
                            Json.of(label),
                            Json.of(group.n()),
                            Intervals.rate(group.n(), assessment.rows(), "no rows")
                                    .toJson(),
                            base == null ? Json.NULL : base.toJson(),
                            Json.of(stratum(feature).small().contains(label) ? "few rows" : "")));
                }));
        return new FormatReport.Section(
                "Art. 10(3): the groups in the data",
                List.of("feature", "group", "number", "share", "positive labels", "remark"),
                rows,
                List.of("Beside these shares belong those of the persons on whom the system is to be used."));
    }

    private static FormatReport.Section missing(FairnessPlan plan, Table table, FairnessAssessment assessment) {
        List<List<Json>> rows = new ArrayList<>();
        for (FairnessAssessment.Feature feature : assessment.features().values()) {
            Grouping grouping = Grouping.ofFeature(table, feature.columns(), plan);
            for (Column column : table.columns()) {
                long[] absent = new long[grouping.unknown() + 1];
                long[] n = new long[absent.length];
                long all = 0;
                for (int i = 0; i < table.rows(); i++) {
                    n[grouping.codes()[i]]++;
                    if (!column.isMissing(i)) continue;
                    absent[grouping.codes()[i]]++;
                    all++;
                }
                if (all == 0 || feature.columns().contains(column.name())) continue;
                for (int g = 0; g < grouping.unknown() && rows.size() < MOST_ROWS; g++) {
                    rows.add(List.of(
                            Json.of(column.name()),
                            Json.of(String.join(" & ", feature.columns())),
                            Json.of(grouping.labels().get(g)),
                            Json.of(absent[g]),
                            Intervals.rate(absent[g], n[g], "no rows").toJson()));
                }
            }
        }
        List<String> notes = new ArrayList<>();
        if (rows.isEmpty()) notes.add("No column but the groups' own has a missing value.");
        if (rows.size() >= MOST_ROWS) notes.add("The first " + MOST_ROWS + " rows are shown.");
        assessment.features().forEach((name, f) -> {
            if (f.unknown() > 0) notes.add(f.unknown() + " rows have no known value of " + name + ".");
        });
        return new FormatReport.Section(
                "Art. 10(2)(h): missing values by group",
                List.of("column", "feature", "group", "missing", "share missing"),
                rows,
                notes);
    }

    private static FormatReport.Section gaps(FairnessAssessment assessment) {
        List<List<Json>> rows = new ArrayList<>();
        assessment
                .features()
                .forEach((name, feature) -> stratum(feature).disparities().forEach((metric, kinds) -> {
                    Disparity difference = kinds.get("difference");
                    Disparity ratio = kinds.get("ratio");
                    if (difference == null || ratio == null) return;
                    rows.add(List.of(
                            Json.of(name),
                            Json.of(metric),
                            difference.estimate().toJson(),
                            ratio.estimate().toJson(),
                            Json.of(difference.lowest()),
                            Json.of(difference.highest())));
                }));
        return new FormatReport.Section(
                "Art. 10(2)(f): differences between groups",
                List.of("feature", "metric", "difference", "ratio", "lowest", "highest"),
                rows,
                List.of());
    }

    private static FormatReport.Section accuracy(FairnessAssessment assessment) {
        List<List<Json>> rows = new ArrayList<>();
        assessment.overall().forEach((metric, estimate) -> rows.add(List.of(Json.of(metric), estimate.toJson())));
        return new FormatReport.Section(
                "Art. 15: measured on these rows",
                List.of("metric", "value"),
                rows,
                List.of("The levels that are declared are people's to choose."));
    }

    private static FairnessAssessment.Stratum stratum(FairnessAssessment.Feature feature) {
        return java.util.Objects.requireNonNull(feature.strata().get("all"));
    }

    private static long least(FairnessAssessment assessment) {
        long least = assessment.rows();
        for (FairnessAssessment.Feature feature : assessment.features().values())
            for (Map.Entry<String, FairnessAssessment.Group> g :
                    stratum(feature).groups().entrySet())
                least = Math.min(least, g.getValue().n());
        return least;
    }
}
