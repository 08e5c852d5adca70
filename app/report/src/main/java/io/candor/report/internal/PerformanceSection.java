package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How well the model does, overall and by group. */
public final class PerformanceSection {
    /** Whose calibration is drawn; that of all is in results.json. */
    private static final int MOST_CLASSES = 12;

    private PerformanceSection() {}

    public static Optional<Markup> of(Results results) {
        List<Evidence> all = results.all("evaluation.performance");
        if (all.isEmpty()) return Optional.empty();
        Markup section = Section.of(
                "performance",
                "Performance",
                "How well does the model do on rows it has not seen, overall and by group?");
        boolean drawn = false;
        for (Evidence evidence : all) {
            performance(section, evidence, drawn ? "fig-" + evidence.id().substring(0, 12) + "-" : "fig-");
            drawn |= !split(evidence).equals("train");
        }
        results.first("fairness.assessment").ifPresent(f -> byGroup(section, f));
        return Optional.of(section);
    }

    private static void performance(Markup section, Evidence evidence, String anchor) {
        Json.Obj result = evidence.result();
        String split = split(evidence);
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Json> metric : Estimates.ordered(result.object("metrics"))) {
            List<String> row = new ArrayList<>(List.of(Estimates.metric(metric.getKey())));
            row.addAll(Estimates.cells(Estimates.of(metric.getValue())));
            rows.add(row);
        }
        List<String> headers = new ArrayList<>(List.of("Metric"));
        headers.addAll(Estimates.HEADERS);
        section.add(el("h3").data("On the " + split + " rows (" + Numbers.value(result.number("rows")) + ")"));
        if (result.get("threshold") instanceof Json.Num t) {
            section.add(el("p").data(
                            "Positive class: " + result.optionalText("positive").orElse("1")
                                    + "; decided positive from a score of " + Numbers.value(t.value()) + "."));
        }
        section.add(Figure.table("Metrics with 95 % intervals", headers, rows));
        if (result.get("classes") instanceof Json.Obj classes) section.add(classes(classes));
        if (result.get("confusion") instanceof Json.Obj c) {
            section.add(c.get("labels") == null ? confusion(c) : severalConfusion(c));
        }
        if (!split.equals("train")) curves(section, result, anchor);
        section.add(Section.source(evidence.id()));
    }

    private static String split(Evidence evidence) {
        return evidence.result().optionalText("split").orElse("data");
    }

    /** One row per class; intervals in the cells. */
    private static Markup classes(Json.Obj classes) {
        List<String> headers = new ArrayList<>(List.of("Class"));
        List<List<String>> rows = new ArrayList<>();
        classes.members().forEach((name, own) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (Map.Entry<String, Json> metric : Estimates.ordered((Json.Obj) own)) {
                if (rows.isEmpty()) headers.add(Estimates.metric(metric.getKey()));
                row.add(Estimates.sentence(Estimates.of(metric.getValue())));
            }
            rows.add(row);
        });
        return Figure.table("Each class against the rest, with 95 % intervals", headers, rows);
    }

    private static Markup severalConfusion(Json.Obj c) {
        List<String> labels =
                c.array("labels").stream().map(l -> ((Json.Str) l).value()).toList();
        List<String> headers = new ArrayList<>(List.of("is ↓, decided →"));
        headers.addAll(labels);
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            List<String> row = new ArrayList<>(List.of(labels.get(k)));
            for (double count : numbers(((Json.Arr) c.array("counts").get(k)).items())) row.add(Numbers.value(count));
            rows.add(row);
        }
        return Figure.table("Confusion matrix", headers, rows);
    }

    private static Markup confusion(Json.Obj c) {
        return Figure.table(
                "Confusion matrix",
                List.of("", "decided positive", "decided negative"),
                List.of(
                        List.of("is positive", Numbers.value(c.number("tp")), Numbers.value(c.number("fn"))),
                        List.of("is negative", Numbers.value(c.number("fp")), Numbers.value(c.number("tn")))));
    }

    private static void curves(Markup section, Json.Obj result, String anchor) {
        Markup grid = el("div").cls("grid2");
        if (result.get("roc") instanceof Json.Obj roc && !roc.array("fpr").isEmpty()) {
            grid.add(curve(
                    anchor + "roc",
                    "ROC curve",
                    "The farther above the diagonal, the better scores separate the classes.",
                    "false positive rate",
                    "true positive rate",
                    roc,
                    "fpr",
                    "tpr",
                    true));
        }
        if (result.get("precision_recall") instanceof Json.Obj pr
                && !pr.array("recall").isEmpty()) {
            grid.add(curve(
                    anchor + "precision-recall",
                    "Precision and recall",
                    "What share of those decided positive are, at each share found.",
                    "recall",
                    "precision",
                    pr,
                    "recall",
                    "precision",
                    false));
        }
        if (result.get("calibration") instanceof Json.Arr bins && !bins.items().isEmpty())
            grid.add(calibration(anchor + "calibration", "Calibration", bins));
        if (result.get("calibration") instanceof Json.Obj classes) {
            classes.members().entrySet().stream()
                    .limit(MOST_CLASSES)
                    .forEach(c -> grid.add(calibration(
                            Section.anchor(anchor + "calibration", c.getKey()),
                            "Calibration of " + c.getKey(),
                            (Json.Arr) c.getValue())));
            if (classes.members().size() > MOST_CLASSES)
                section.add(el(
                        "p",
                        "The calibration of the first " + MOST_CLASSES
                                + " classes is drawn; the rest is in results.json."));
        }
        if (result.get("residuals") instanceof Json.Obj residuals) {
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < residuals.array("values").size(); i++) {
                rows.add(List.of(
                        Numbers.value(((Json.Num) residuals.array("quantiles").get(i)).value()),
                        Numbers.value(((Json.Num) residuals.array("values").get(i)).value())));
            }
            section.add(Figure.table(
                    "Quantiles of the residuals (label minus prediction)", List.of("Quantile", "Residual"), rows));
        }
        if (!grid.isEmpty()) section.add(grid);
    }

    private static Markup curve(
            String id,
            String title,
            String summary,
            String xName,
            String yName,
            Json.Obj curve,
            String x,
            String y,
            boolean diagonal) {
        double[] xs = numbers(curve.array(x));
        double[] ys = numbers(curve.array(y));
        double[] thresholds = numbers(curve.array("threshold"));
        List<List<String>> rows = new ArrayList<>();
        int step = Math.max(1, xs.length / 40);
        for (int i = 0; i < xs.length; i += step) {
            rows.add(List.of(
                    i < thresholds.length ? Numbers.value(thresholds[i]) : "–",
                    Numbers.fixed(xs[i], 3),
                    Numbers.fixed(ys[i], 3)));
        }
        return Figure.of(
                id,
                title,
                summary,
                LinePlot.curve(title, xName, yName, xs, ys, diagonal),
                List.of("Threshold", xName, yName),
                rows);
    }

    private static Markup calibration(String id, String title, Json.Arr bins) {
        List<LinePlot.Dot> dots = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        int apart = 0;
        for (Json item : bins.items()) {
            Json.Obj bin = (Json.Obj) item;
            Estimate observed = Estimates.of(bin.need("observed"));
            if (!(observed instanceof Estimate.Interval i) || !(bin.get("mean_score") instanceof Json.Num mean))
                continue;
            dots.add(new LinePlot.Dot(mean.value(), i.value(), i.low(), i.high()));
            if (i.low() > mean.value() || i.high() < mean.value()) apart++;
            rows.add(List.of(
                    Numbers.fixed(bin.number("low"), 1) + "–" + Numbers.fixed(bin.number("high"), 1),
                    Numbers.fixed(mean.value(), 3),
                    Estimates.sentence(observed),
                    Numbers.grouped(observed.n())));
        }
        return Figure.of(
                id,
                title,
                "On the diagonal, the predicted probability is the observed rate. " + apart + " of " + dots.size()
                        + " intervals do not hold it.",
                LinePlot.dots(title, "mean predicted probability", "observed rate", dots),
                List.of("Score", "Mean score", "Observed rate", "n"),
                rows);
    }

    private static void byGroup(Markup section, Evidence fairness) {
        section.add(el("h3", "By group"));
        Markup grid = el("div").cls("grid2");
        List<String> metrics = fairness.result().optionalText("task").orElse("").equals("regression")
                ? List.of("mae", "mean_error")
                : List.of("accuracy", "auc"); // without an area by group for several classes
        GroupFigures.each(fairness, (feature, stratum, body) -> {
            for (String metric : metrics) {
                GroupFigures.figure(fairness, feature, stratum, body, metric).ifPresent(grid::add);
            }
        });
        section.add(grid);
    }

    static double[] numbers(List<Json> items) {
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) values[i] = items.get(i) instanceof Json.Num n ? n.value() : Double.NaN;
        return values;
    }
}
