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

/**
 * Models side by side: how well each does against how far apart it leaves groups, and each model's groups. Complete without scripts; {@code compare.js} shows one
 * picture and one model at a time, and adds the threshold slider.
 */
public final class ComparisonSection {
    /** The id of the models in the page, which the script reads. */
    public static final String DATA = "comparison-data";

    private static final int PERCENT = 100;

    private ComparisonSection() {}

    public static Optional<Markup> of(Results results) {
        return results.first("fairness.comparison").map(ComparisonSection::of);
    }

    public static Markup of(Evidence evidence) {
        Json.Obj result = evidence.result();
        Markup section = Section.of(
                "comparison",
                "Models compared",
                "What does each model cost in " + Estimates.metric(result.text("performance"))
                        + ", and how far apart does it leave groups?");
        section.add(el("div").cls("controls").attr("id", "comparison-controls").attr("hidden", ""));
        List<Json> axes = result.array("axes");
        for (int a = 0; a < axes.size(); a++) section.add(figure(result, (Json.Obj) axes.get(a), a));
        section.add(el("h3", "Each model by group"));
        for (String name : order(result)) section.add(CandidatePanel.of(result, name));
        section.add(el("h3", "What made each model")).add(list(result));
        section.add(el(
                        "p",
                        "Which model to take is for people to decide. The figures are of these rows only; choosing the best of many on them flatters the"
                                + " choice, so that it is to be assessed again on other rows.")
                .cls("soft"));
        return section.add(Markup.json(DATA, data(result))).add(Section.source(evidence.id()));
    }

    /** Names in the order given. */
    static List<String> order(Json.Obj result) {
        return result.array("order").stream().map(n -> ((Json.Str) n).value()).toList();
    }

    static String anchor(String name) {
        return Section.anchor("candidate", name);
    }

    private static Markup figure(Json.Obj result, Json.Obj axis, int number) {
        String performance = Estimates.metric(result.text("performance"));
        String disparity = CandidatePanel.disparity(axis.text("disparity"));
        List<ComparisonPlot.Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> order = order(result);
        for (int i = 0; i < order.size(); i++) {
            String name = order.get(i);
            Json.Obj candidate = result.object("candidates").object(name);
            Json.Obj standing = axis.object("standings").object(name);
            points.add(new ComparisonPlot.Point(
                    i + 1,
                    name,
                    anchor(name),
                    Estimates.of(standing.need("disparity")),
                    Estimates.of(candidate.need("performance")),
                    front(standing),
                    name.equals(result.text("baseline"))));
            rows.add(List.of(
                    i + 1 + " " + name,
                    Estimates.sentence(Estimates.of(candidate.need("performance"))),
                    Estimates.sentence(Estimates.of(standing.need("disparity"))),
                    against(candidate.need("performance_against_baseline")),
                    against(standing.need("against_baseline")),
                    place(standing),
                    share(standing)));
        }
        String title = upper(performance) + " against " + disparity + " by " + axis.text("feature");
        boolean lower = axis.get("lower_is_better") instanceof Json.Bool b && b.value();
        List<ComparisonPlot.Zone> zones = ComparisonPlot.zones(result, axis);
        return Figure.of(
                "comparison-" + number,
                title,
                summary(result, points, zones, lower),
                ComparisonPlot.of(title, performance, disparity, points, zones, lower),
                List.of(
                        "Model",
                        upper(performance),
                        upper(disparity),
                        upper(performance) + " against baseline",
                        "Gap against baseline",
                        "Front",
                        "On the front in"),
                rows);
    }

    private static String summary(
            Json.Obj result, List<ComparisonPlot.Point> points, List<ComparisonPlot.Zone> zones, boolean lower) {
        boolean higher = result.get("higher_is_better") instanceof Json.Bool b && b.value();
        List<String> on = new ArrayList<>();
        int missing = 0;
        for (ComparisonPlot.Point p : points) {
            if (p.front()) on.add(p.number() + " " + p.name());
            if (!p.placed()) missing++;
        }
        StringBuilder text = new StringBuilder((higher ? "Up" : "Down") + " and to the " + (lower ? "left" : "right")
                + " is better. No other model is as good on both as: " + (on.isEmpty() ? "none" : String.join(", ", on))
                + ". Hollow: another is at least as good on both and better on one. Square: the baseline, "
                + result.text("baseline") + ".");
        for (ComparisonPlot.Zone zone : zones)
            text.append(" Shaded: misses ").append(zone.source()).append('.');
        if (missing > 0)
            text.append(' ')
                    .append(missing)
                    .append(missing == 1 ? " model has" : " models have")
                    .append(" not enough data.");
        return text.append(" Lines are 95 % intervals, cut at the frame.").toString();
    }

    private static boolean front(Json.Obj standing) {
        return standing.get("front") instanceof Json.Bool b && b.value();
    }

    private static String place(Json.Obj standing) {
        if (front(standing)) return "on it";
        List<Json> by = standing.array("dominated_by");
        if (by.isEmpty()) return "not enough data";
        return "behind " + ((Json.Str) by.get(0)).value() + (by.size() > 1 ? " and " + (by.size() - 1) + " more" : "");
    }

    private static String share(Json.Obj standing) {
        return standing.get("front_share") instanceof Json.Num s
                ? Math.round(PERCENT * s.value()) + " % of draws"
                : "–";
    }

    private static String against(Json json) {
        Estimate estimate = Estimates.of(json);
        return estimate instanceof Estimate.Undefined ? "–" : Estimates.sentence(estimate);
    }

    private static Markup list(Json.Obj result) {
        List<List<String>> rows = new ArrayList<>();
        List<String> order = order(result);
        for (int i = 0; i < order.size(); i++) {
            Json.Obj candidate = result.object("candidates").object(order.get(i));
            rows.add(List.of(
                    i + 1 + " " + order.get(i),
                    CandidatePanel.reads(candidate),
                    CandidatePanel.made(candidate.object("made"))));
        }
        return Figure.table(
                "What made each model, and which sensitive columns it reads when it decides",
                List.of("Model", "Reads", "Made by"),
                rows);
    }

    private static String upper(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    /** What the script needs of it. */
    private static Json.Obj data(Json.Obj result) {
        List<Json> axes = new ArrayList<>();
        for (Json axis : result.array("axes")) {
            Json.Obj one = (Json.Obj) axis;
            axes.add(Json.object()
                    .put("feature", one.text("feature"))
                    .put("disparity", one.text("disparity"))
                    .put("title", CandidatePanel.disparity(one.text("disparity")) + " by " + one.text("feature"))
                    .build());
        }
        List<Json> candidates = new ArrayList<>();
        for (String name : order(result)) {
            Json.Obj candidate = result.object("candidates").object(name);
            Json.Builder groups = Json.object();
            for (Map.Entry<String, Json> feature :
                    candidate.object("features").members().entrySet()) {
                Json.Builder own = Json.object();
                ((Json.Obj) feature.getValue()).members().forEach((group, body) -> {
                    Json.Obj cell = (Json.Obj) body;
                    if (cell.get("positives") instanceof Json.Num positives)
                        own.put(group, Json.numbers(cell.number("n"), positives.value()));
                });
                groups.put(feature.getKey(), own.build());
            }
            Json.Builder out =
                    Json.object().put("name", name).put("anchor", anchor(name)).put("groups", groups.build());
            if (candidate.get("threshold") instanceof Json.Num t) out.put("threshold", t.value());
            if (candidate.get("sweep") instanceof Json.Obj sweep) out.put("sweep", sweep);
            candidates.add(out.build());
        }
        return Json.object()
                .put("performance", Estimates.metric(result.text("performance")))
                .put("axes", Json.array(axes))
                .put("candidates", Json.array(candidates))
                .build();
    }
}
