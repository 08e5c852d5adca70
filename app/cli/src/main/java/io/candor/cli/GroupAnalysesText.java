package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evidence of the analyses beside an assessment as text tables; {@code --json} has what is left out here. */
final class GroupAnalysesText {
    private final Terminal terminal;

    GroupAnalysesText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Evidence evidence) {
        switch (evidence.kind()) {
            case "fairness.curves" -> curves(evidence);
            case "fairness.conditional" -> conditional(evidence.result());
            case "fairness.inequality" -> inequality(evidence.result());
            case "fairness.consistency" -> consistency(evidence.result());
            default -> throw new IllegalStateException("no text for " + evidence.kind());
        }
    }

    /** Over all rows; strata are in the evidence. */
    private void curves(Evidence evidence) {
        String of =
                evidence.parameters().optionalText("class").map(c -> " of " + c).orElse("");
        forEach(evidence.result().object("features"), (feature, body) -> {
            Json.Obj all = body.object("strata").object("all");
            title("scores" + of + " by " + feature);
            TextTable table = new TextTable(
                    "group",
                    "n",
                    "auc [95 % interval]",
                    "mean score - rate",
                    "calibration error (by chance)",
                    "furthest bin: score, rate");
            forEach(
                    all.object("groups"),
                    (group, curve) -> table.row(
                            group,
                            whole(curve.number("n")),
                            Figures.of(estimate(curve, "auc")),
                            Figures.of(estimate(curve, "in_the_large")),
                            calibration(curve.object("calibration_error")),
                            furthest(curve.array("bins"))));
            terminal.print(table.toString());
            gaps(all.object("disparities"));
        });
        terminal.print("");
        terminal.print("mean score - rate: above 0, scores promise more positives than there are");
        terminal.print("by chance: what a calibrated model would show in the same bins");
        terminal.print("--json has curves and bins, and those of each stratum");
    }

    private static String calibration(Json.Obj error) {
        if (error.get("undefined") != null) return "– (too few rows)";
        return Figures.of(error.number("value")) + " (" + Figures.of(error.number("if_calibrated")) + ")";
    }

    /** The bin whose rate is furthest from its mean score. */
    private static String furthest(List<Json> bins) {
        String worst = "–";
        double distance = -1;
        for (Json item : bins) {
            Json.Obj bin = (Json.Obj) item;
            double score = bin.number("mean_score");
            Estimate observed = estimate(bin, "observed");
            if (!(observed instanceof Estimate.Interval i) || Math.abs(i.value() - score) <= distance) continue;
            distance = Math.abs(i.value() - score);
            worst = Figures.of(score) + ", " + Figures.of(observed);
        }
        return worst;
    }

    private void conditional(Json.Obj result) {
        String given = String.join(" & ", texts(result.array("controls")));
        forEach(result.object("features"), (feature, body) -> {
            title("gaps by " + feature + ", given " + given + " (" + whole(result.number("strata")) + " strata)");
            TextTable table = new TextTable(
                    "difference",
                    "raw [95 % interval]",
                    "given " + given + " [95 % interval]",
                    "lowest",
                    "highest",
                    "rows covered");
            List<String> notes = new ArrayList<>();
            forEach(body.object("standardised"), (metric, found) -> {
                Json.Obj gap = found.object("difference");
                table.row(
                        metric,
                        Figures.of(estimate(found, "raw_difference")),
                        Figures.of(Estimate.fromJson(gap)),
                        gap.optionalText("lowest").orElse("–"),
                        gap.optionalText("highest").orElse("–"),
                        percent(found.number("coverage")));
                List<String> leftOut = texts(found.array("left_out"));
                if (!leftOut.isEmpty()) notes.add("too few rows for " + metric + ": " + String.join(", ", leftOut));
            });
            terminal.print(table.toString());
            notes.forEach(note -> terminal.print(TextTable.printable(note)));
            if (body.get("mantel_haenszel") != null) againstRest(body);
        });
        terminal.print("");
        terminal.print(
                "given: with the same mix of strata in each group; rows covered: the share in strata that hold every group;"
                        + " what a control explains is not thereby excused");
    }

    /** Groups of two classes. */
    private void againstRest(Json.Obj body) {
        TextTable table = new TextTable(
                "selection of group against the rest",
                "risk difference [95 % interval]",
                "odds ratio [95 % interval]",
                "share of rejected - of selected",
                "the same, given");
        Json.Obj shares =
                body.object("demographic_disparity").object("decisions").object("groups");
        forEach(
                body.object("mantel_haenszel"),
                (group, found) -> table.row(
                        group,
                        Figures.of(estimate(found, "risk_difference")),
                        Figures.of(estimate(found, "odds_ratio")),
                        Figures.of(estimate(shares.object(group), "raw")),
                        Figures.of(estimate(shares.object(group), "conditional"))));
        terminal.print("");
        terminal.print(table.toString());
    }

    private void consistency(Json.Obj result) {
        List<String> compared = new ArrayList<>(List.of("decision", "score", "prediction"));
        compared.removeIf(name -> result.object("overall").get(name) == null);
        boolean decided = compared.contains("decision");
        List<String> headers = new ArrayList<>(List.of("group", "n"));
        for (String name : compared) headers.add(name + " [95 % interval]");
        if (decided) headers.addAll(List.of("against most", "against all"));
        forEach(result.object("features"), (feature, body) -> {
            title("consistency with the " + whole(result.number("neighbours")) + " nearest rows, by " + feature);
            TextTable table = new TextTable(headers.toArray(String[]::new));
            alike(table, "(all)", result.object("overall"), compared, decided);
            forEach(body.object("groups"), (group, found) -> alike(table, group, found, compared, decided));
            terminal.print(table.toString());
            gaps(body.object("disparities"));
        });
        List<String> columns = result.array("columns").stream()
                .map(column -> ((Json.Obj) column).text("name"))
                .toList();
        terminal.print("");
        terminal.print(TextTable.printable("alike in: " + String.join(", ", columns)));
        terminal.print(whole(result.number("queries")) + " rows asked, " + whole(result.number("references"))
                + " could be neighbours, at a mean distance of " + Figures.of(result.number("mean_distance"))
                + " of 1");
        terminal.print("1: treated as the nearest rows are on average"
                + (decided ? "; against most: decided differently from more than half of them" : ""));
    }

    private static void alike(TextTable table, String group, Json.Obj found, List<String> compared, boolean decided) {
        List<String> row = new ArrayList<>(List.of(group, whole(found.number("n"))));
        for (String name : compared) row.add(Figures.of(estimate(found, name)));
        if (decided) {
            row.add(whole(found.number("against_most")));
            row.add(whole(found.number("against_all")));
        }
        table.row(row.toArray(String[]::new));
    }

    private void inequality(Json.Obj result) {
        String benefit = result.text("benefit");
        forEach(result.object("features"), (feature, body) -> {
            title("inequality of " + benefit + ", by " + feature);
            TextTable table = new TextTable(
                    "group",
                    "n",
                    "mean [95 % interval]",
                    "theil [95 % interval]",
                    "gini [95 % interval]",
                    "coefficient of variation");
            spread(table, "(all)", result.object("overall"));
            forEach(body.object("groups"), (group, found) -> spread(table, group, found));
            terminal.print(table.toString());
            TextTable parts =
                    new TextTable("index", "total", "between groups", "by chance", "within groups", "share between");
            forEach(body.object("decomposition"), (index, part) -> {
                if (part.get("undefined") != null) return;
                parts.row(
                        index,
                        Figures.of(part.number("total")),
                        Figures.of(part.number("between")),
                        Figures.of(part.number("between_by_chance")),
                        Figures.of(part.number("within")),
                        Figures.of(100 * part.number("between_share")) + " %");
            });
            terminal.print("");
            terminal.print(parts.toString());
            gaps(Json.object().put("mean_benefit", body.object("mean_benefit")).build());
        });
        terminal.print("");
        terminal.print(
                "by chance: what would lie between groups on average if they had one mean; --json has all indices");
    }

    private static void spread(TextTable table, String group, Json.Obj found) {
        Json.Obj indices = found.object("indices");
        table.row(
                group,
                whole(found.number("n")),
                Figures.of(estimate(found, "mean_benefit")),
                Figures.of(estimate(indices, "theil")),
                Figures.of(estimate(indices, "gini")),
                Figures.of(estimate(indices, "coefficient_of_variation")));
    }

    /** @param named by metric, then by kind of gap */
    private void gaps(Json.Obj named) {
        TextTable table = new TextTable("gap", "value [95 % interval]", "lowest", "highest", "n (smallest)");
        named.members()
                .forEach((metric, kinds) -> forEach(
                        (Json.Obj) kinds,
                        (kind, gap) -> table.row(
                                metric + "." + kind,
                                Figures.of(Estimate.fromJson(gap)),
                                gap.optionalText("lowest").orElse("–"),
                                gap.optionalText("highest").orElse("–"),
                                whole(gap.number("n")))));
        terminal.print("");
        terminal.print(table.toString());
    }

    private void title(String text) {
        terminal.print("");
        terminal.print(TextTable.printable(text));
    }

    private static Estimate estimate(Json.Obj of, String name) {
        return Estimate.fromJson(of.object(name));
    }

    private static String percent(double share) {
        return Figures.of(Math.rint(share * 1000) / 10) + " %";
    }

    private static List<String> texts(List<Json> items) {
        return items.stream().map(item -> ((Json.Str) item).value()).toList();
    }

    private static String whole(double n) {
        return Long.toString((long) n);
    }

    private interface Named {
        void accept(String name, Json.Obj body);
    }

    private static void forEach(Json.Obj members, Named action) {
        for (Map.Entry<String, Json> member : members.members().entrySet())
            action.accept(member.getKey(), (Json.Obj) member.getValue());
    }
}
