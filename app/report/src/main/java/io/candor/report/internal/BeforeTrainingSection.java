package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the data say of groups before a model: their shares and labels, what is missing, and which columns stand in for a sensitive one. */
final class BeforeTrainingSection {
    private static final int MOST_PROXIES = 12;
    private static final double LEAST = 1e-6;

    private BeforeTrainingSection() {}

    /** @param evidence of kind {@code fairness.data} */
    static Markup of(Evidence evidence) {
        Json.Obj result = evidence.result();
        Markup section = Section.of(
                "fairness-data",
                "Groups in the data",
                "How are groups and labels shared out before a model learns, and which columns tell the group?");
        for (Map.Entry<String, Json> feature :
                result.object("features").members().entrySet()) {
            Json.Obj body = (Json.Obj) feature.getValue();
            section.add(Markup.el("h3").data(feature.getKey()));
            Markup grid = Markup.el("div").cls("grid2");
            String label = "Label '" + result.text("label") + "'";
            grid.add(dots("Shares by " + feature.getKey(), shares(body), feature.getKey(), body, "share"));
            if (groupsHave(body, "label")) {
                String title = result.get("positive") instanceof Json.Str positive
                        ? "Rate of " + positive.value() + " by " + feature.getKey()
                        : label + " by " + feature.getKey();
                grid.add(dots(title, gap(body), feature.getKey(), body, "label"));
            }
            if (!body.array("proxies").isEmpty()) grid.add(proxies(feature.getKey(), body));
            section.add(grid);
            if (!body.array("missing").isEmpty()) section.add(missing(feature.getKey(), body));
        }
        return section.add(Section.source(evidence.id()));
    }

    private static boolean groupsHave(Json.Obj body, String figure) {
        return body.object("groups").members().values().stream()
                .allMatch(g -> ((Json.Obj) g).get(figure) instanceof Json.Obj);
    }

    private static String shares(Json.Obj body) {
        Json.Obj against = body.object("representation");
        String p = against.get("p") instanceof Json.Num n ? ", χ² p " + chance(n.value()) : "";
        double unknown = body.number("unknown");
        return "Held against " + against.text("against") + p + "."
                + (unknown > 0 ? " " + Numbers.grouped((long) unknown) + " rows have no value." : "");
    }

    private static String gap(Json.Obj body) {
        if (!(body.object("label").get("difference") instanceof Json.Obj difference))
            return "Before any model: what a model that repeats the labels would repeat.";
        return "Largest gap " + Estimates.sentence(Estimate.fromJson(difference))
                + ". It stands in the data before any model.";
    }

    private static Markup dots(String title, String summary, String feature, Json.Obj body, String figure) {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> group : body.object("groups").members().entrySet()) {
            Json.Obj own = (Json.Obj) group.getValue();
            Estimate estimate = Estimates.of(own.need(figure));
            rows.add(new IntervalPlot.Row(group.getKey(), estimate, false));
            List<String> line = new ArrayList<>(List.of(group.getKey()));
            line.addAll(Estimates.cells(estimate));
            table.add(line);
        }
        List<String> headers = new ArrayList<>(List.of("Group"));
        headers.addAll(Estimates.HEADERS);
        return Figure.of(
                Section.anchor("data", figure, feature),
                title,
                summary,
                IntervalPlot.of(title, rows, null),
                headers,
                table);
    }

    private static Markup proxies(String feature, Json.Obj body) {
        List<BarPlot.Bar> bars = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Json item : body.array("proxies")) {
            Json.Obj proxy = (Json.Obj) item;
            double association = proxy.get("association") instanceof Json.Num a ? a.value() : 0;
            if (bars.size() < MOST_PROXIES)
                bars.add(new BarPlot.Bar(proxy.text("column"), association, association, association));
            table.add(List.of(
                    proxy.text("column"),
                    number(proxy.get("association")),
                    number(proxy.get("information")),
                    proxy.get("auc") instanceof Json.Obj auc ? Estimates.sentence(Estimate.fromJson(auc)) : "–",
                    number(proxy.get("q"))));
        }
        String together = "";
        if (body.get("together") instanceof Json.Obj t && t.get("macro_auc") instanceof Json.Num auc)
            together = " All inputs together tell the group with an AUC of " + Numbers.value(auc.value())
                    + " on rows not learnt from.";
        String title = "Columns that tell " + feature;
        return Figure.of(
                Section.anchor("data", "proxies", feature),
                title,
                "Cramér's V of values or tenths: 0 says nothing of the group, 1 everything." + together,
                BarPlot.of(title, bars),
                List.of("Column", "Association", "Information, bits", "AUC", "q"),
                table);
    }

    private static Markup missing(String feature, Json.Obj body) {
        List<List<String>> rows = new ArrayList<>();
        for (Json item : body.array("missing")) {
            Json.Obj column = (Json.Obj) item;
            Json.Obj gap = column.object("largest_gap");
            rows.add(List.of(
                    column.text("column"),
                    Estimates.sentence(Estimates.of(column.need("rate"))),
                    Estimates.sentence(Estimate.fromJson(gap)),
                    gap.optionalText("lowest").orElse("–"),
                    gap.optionalText("highest").orElse("–"),
                    number(column.get("q"))));
        }
        return Figure.table(
                "Missing values by " + feature,
                List.of("Column", "Missing", "Largest gap", "Least in", "Most in", "q"),
                rows);
    }

    private static String chance(double p) {
        return p < LEAST ? "below 0.000001" : Numbers.value(p);
    }

    private static String number(@Nullable Json value) {
        return value instanceof Json.Num n ? Numbers.value(n.value()) : "–";
    }
}
