package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Tests of groups against each other and how far figures move when rows are drawn again. */
final class GroupTestsSection {
    private static final double FALSE_DISCOVERIES = 0.05;

    private GroupTestsSection() {}

    /** Evidence {@code fairness.tests}: what differs first. */
    static Markup tests(Evidence evidence) {
        Markup section = Section.of(
                "fairness-tests",
                "Tests of groups",
                "Which differences between groups are more than chance would make in rows like these?");
        List<Json.Obj> tests = new ArrayList<>();
        for (Json item : evidence.result().array("tests")) tests.add((Json.Obj) item);
        Comparator<Json.Obj> order = Comparator.comparingDouble(t -> t.number("q"));
        tests.sort(order.thenComparingDouble(t -> t.number("p")));
        List<List<String>> called = new ArrayList<>();
        List<List<String>> others = new ArrayList<>();
        for (Json.Obj test : tests) {
            List<String> row = List.of(
                    Estimates.metric(test.text("metric")),
                    stratum(test),
                    Numbers.grouped((long) test.number("groups")),
                    Numbers.grouped((long) test.number("n")),
                    Numbers.value(test.number("statistic")),
                    Numbers.value(test.number("p")),
                    Numbers.value(test.number("q")),
                    test.text("method"));
            (test.number("q") <= FALSE_DISCOVERIES ? called : others).add(row);
        }
        List<String> headers = List.of("Metric", "Feature", "Groups", "n", "Statistic", "p", "q", "Method");
        section.add(el("p").text(called.size() + " of " + tests.size()
                + (tests.size() == 1 ? " test has" : " tests have")
                + " q up to 0.05: of differences called by this rule at most 5 % are wrong on average."));
        if (!called.isEmpty()) section.add(Figure.table("Tests with q up to 0.05", headers, called));
        if (!others.isEmpty()) {
            section.add(el("details")
                    .attr("id", "fairness-tests-others")
                    .add(el("summary", "Tests with a larger q"))
                    .add(Figure.table(
                            "Tests with q above 0.05: no sign of a difference, no proof of none", headers, others)));
        }
        return section.add(Section.source(evidence.id()));
    }

    private static String stratum(Json.Obj test) {
        String stratum = test.text("stratum");
        String feature = test.text("feature");
        return stratum.startsWith("given ") ? feature + ", " + stratum : GroupFigures.title(feature, stratum);
    }

    /** Evidence {@code fairness.bootstrap}: spreads of the gaps, beside their intervals where the assessment is at hand. */
    static Markup spread(Evidence evidence, List<Evidence> beside) {
        Markup section = Section.of(
                "fairness-bootstrap",
                "Spread of gaps",
                "How far do gaps move when as many rows are drawn again from these?");
        List<String> headers = List.of("Metric", "Gap", "Low", "Median", "High", "Undefined in", "Interval beside");
        GroupFigures.each(evidence.result().object("features"), (feature, stratum, body) -> {
            List<List<String>> rows = new ArrayList<>();
            for (Map.Entry<String, Json> metric : Estimates.ordered(body.object("disparities"))) {
                for (Map.Entry<String, Json> kind :
                        ((Json.Obj) metric.getValue()).members().entrySet()) {
                    if (kind.getKey().endsWith("to_overall")) continue;
                    Json.Obj spread = (Json.Obj) kind.getValue();
                    rows.add(List.of(
                            Estimates.metric(metric.getKey()),
                            kind.getKey(),
                            number(spread, "low"),
                            number(spread, "median"),
                            number(spread, "high"),
                            spread.get("undefined_replicates") instanceof Json.Num n ? Numbers.value(n.value()) : "–",
                            interval(beside, feature, stratum, metric.getKey(), kind.getKey())));
                }
            }
            if (!rows.isEmpty())
                section.add(Figure.table("Spread over draws, " + GroupFigures.title(feature, stratum), headers, rows));
        });
        return section.add(el("p", "The spread says how far estimates move; it is no interval for the true gap.")
                        .cls("soft"))
                .add(Section.source(evidence.id()));
    }

    private static String number(Json.Obj spread, String member) {
        return spread.get(member) instanceof Json.Num n ? Numbers.value(n.value()) : "–";
    }

    private static String interval(List<Evidence> beside, String feature, String stratum, String metric, String kind) {
        for (Evidence evidence : beside) {
            Json at = evidence.result();
            for (String member : List.of("features", feature, "strata", stratum, "disparities", metric, kind))
                at = at instanceof Json.Obj o && o.get(member) != null ? o.need(member) : Json.NULL;
            if (at instanceof Json.Obj found) return Estimates.sentence(Estimates.of(found));
        }
        return "–";
    }
}
