package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The values of many rows at once: importance with its ranks, a swarm, dependence, decisions, a heat map; each with a table. */
public final class AttributionSection {
    private static final int TOP = 10;
    private static final int DEPENDENCES = 4;
    private static final int LINES = 24;
    private static final int COLUMNS = 72;
    private static final int GROUPS = 5;

    private AttributionSection() {}

    /** Empty without evidence. */
    public static Optional<Markup> of(Results results) {
        List<Evidence> all = results.all("explain.attributions");
        return all.isEmpty() ? Optional.empty() : Optional.of(of(all));
    }

    static Markup of(List<Evidence> all) {
        Markup section = Section.of(
                "attributions",
                "Many predictions at once",
                "Which features matter, how surely, in which direction, and together with what?");
        section.add(el(
                        "p",
                        "Drawn from rows of the data, whose values can be read off: 'sample: 0' under 'explain' leaves this out.")
                .cls("banner"));
        boolean several = all.size() > 1;
        for (Evidence evidence : all) add(section, evidence, several);
        return section;
    }

    private static void add(Markup section, Evidence evidence, boolean several) {
        Attribution of = Attribution.of(evidence);
        String suffix = several ? ", " + of.of() : "";
        String id = several ? "-" + of.of() : "";
        Markup grid = el("div").cls("grid2");
        grid.add(ranks(of, suffix, id)).add(swarm(of, suffix, id));
        for (Attribution.Feature feature : of.top(DEPENDENCES)) grid.add(dependence(of, feature, suffix, id));
        grid.add(decisions(of, suffix, id)).add(heat(of, suffix, id));
        section.add(grid).add(Section.source(evidence.id()));
    }

    private static Markup ranks(Attribution of, String suffix, String id) {
        List<BarPlot.Bar> bars = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Attribution.Feature f : of.features()) {
            if (bars.size() < TOP) {
                bars.add(new BarPlot.Bar(f.ranks() + "  " + f.name(), f.importance(), f.low(), f.high()));
            }
            table.add(List.of(
                    f.name(),
                    Numbers.value(f.importance()),
                    Numbers.value(f.low()),
                    Numbers.value(f.high()),
                    Integer.toString(f.rankLow()),
                    Integer.toString(f.rankHigh()),
                    f.partner().isEmpty() ? "–" : f.partner()));
        }
        long unsure =
                of.features().stream().filter(f -> f.rankLow() != f.rankHigh()).count();
        return Figure.of(
                Section.anchor("ranks" + id),
                "How surely features rank" + suffix,
                "Mean size of what a feature adds (" + of.scale() + "), over " + of.rows().length
                        + " rows; before each name its rank. Of "
                        + of.features().size() + " ranks " + unsure
                        + " would differ with other rows.",
                BarPlot.of("How surely features rank", bars),
                List.of("Feature", "Importance", "95 % low", "95 % high", "Best rank", "Worst rank", "Acts with"),
                table);
    }

    private static Markup swarm(Attribution of, String suffix, String id) {
        List<List<String>> table = new ArrayList<>();
        for (Attribution.Feature f : of.features()) {
            double[] sorted = Arrays.stream(f.values()).sorted().toArray();
            table.add(List.of(
                    f.name(),
                    quantile(sorted, 0),
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.75),
                    quantile(sorted, 1)));
        }
        return Figure.of(
                Section.anchor("swarm" + id),
                "What features add" + suffix,
                "Each dot is a row: to the right it adds to the score (" + of.scale()
                        + "). Grey dots have no order: categories, or missing.",
                BeeswarmPlot.of("What features add", of.top(TOP)),
                List.of("Feature", "Least", "25 %", "Median", "75 %", "Most"),
                table);
    }

    private static String quantile(double[] sorted, double q) {
        return sorted.length == 0 ? "–" : Numbers.signed(sorted[(int) Math.round(q * (sorted.length - 1))]);
    }

    private static Markup dependence(Attribution of, Attribution.Feature feature, String suffix, String id) {
        Attribution.Feature partner = of.features().stream()
                .filter(f -> f.name().equals(feature.partner()))
                .findFirst()
                .orElse(null);
        String with = feature.partner().isEmpty()
                ? "It acts alone."
                : "It acts most together with " + feature.partner()
                        + (partner == null ? "." : ", which colours the dots.");
        String title = "What " + feature.name() + " adds" + suffix;
        return Figure.of(
                Section.anchor("dependence" + id, feature.name()),
                title,
                "Each dot is a row. " + with,
                DependencePlot.of(title, feature, partner),
                List.of(feature.name(), "Rows", "Mean added"),
                bins(feature));
    }

    /** Fifths of a number's values, or levels; then what is missing. */
    private static List<List<String>> bins(Attribution.Feature feature) {
        List<List<String>> table = new ArrayList<>();
        int[] levels = feature.levels();
        if (feature.number()) {
            for (int l = 0; l < Attribution.LEVELS; l++) {
                int level = l;
                int[] rows = IntStream.range(0, levels.length)
                        .filter(i -> levels[i] == level)
                        .toArray();
                if (rows.length == 0) continue;
                double[] data = Arrays.stream(rows)
                        .mapToDouble(i -> feature.data()[i])
                        .sorted()
                        .toArray();
                String name = Numbers.bound(data[0])
                        + (data[0] == data[data.length - 1] ? "" : " to " + Numbers.bound(data[data.length - 1]));
                table.add(line(name, feature, rows));
            }
        }
        for (String slot : feature.slots()) {
            table.add(line(
                    slot,
                    feature,
                    IntStream.range(0, levels.length)
                            .filter(i -> feature.texts()[i].equals(slot))
                            .toArray()));
        }
        int[] missing = IntStream.range(0, levels.length)
                .filter(i -> levels[i] < 0 && feature.texts()[i].isEmpty())
                .toArray();
        if (missing.length > 0) table.add(line("missing", feature, missing));
        return table;
    }

    private static List<String> line(String name, Attribution.Feature feature, int[] rows) {
        double mean = Arrays.stream(rows)
                .mapToDouble(i -> feature.values()[i])
                .average()
                .orElse(0);
        return List.of(name, Numbers.grouped(rows.length), Numbers.signed(mean));
    }

    private static Markup decisions(Attribution of, String suffix, String id) {
        int[] rows = spread(of.byScore(), LINES);
        List<List<String>> table = new ArrayList<>();
        for (int row : rows) {
            Attribution.Feature most = of.features().get(0);
            for (Attribution.Feature f : of.features()) {
                if (Math.abs(f.values()[row]) > Math.abs(most.values()[row])) most = f;
            }
            table.add(List.of(
                    "Row " + Numbers.value(of.rows()[row]),
                    Numbers.fixed(of.scores()[row], 3),
                    most.name(),
                    Numbers.signed(most.values()[row])));
        }
        return Figure.of(
                Section.anchor("decisions" + id),
                "How scores come about" + suffix,
                rows.length + " rows from low to high scores. Read from the bottom: all start at the base "
                        + Numbers.fixed(of.base(), 3) + ", and each feature moves them (" + of.scale() + ").",
                DecisionPlot.of("How scores come about", of, TOP, rows),
                List.of("Row", "Score", "Moved most by", "Added"),
                table);
    }

    private static Markup heat(Attribution of, String suffix, String id) {
        int[] order = of.byScore();
        int groups = Math.min(GROUPS, order.length);
        List<String> headers = new ArrayList<>(List.of("Feature"));
        for (int g = 0; g < groups; g++) headers.add("Fifth " + (g + 1));
        List<List<String>> table = new ArrayList<>();
        for (Attribution.Feature f : of.features()) {
            List<String> line = new ArrayList<>(List.of(f.name()));
            for (int g = 0; g < groups; g++) {
                double mean = Arrays.stream(order, g * order.length / groups, (g + 1) * order.length / groups)
                        .mapToDouble(i -> f.values()[i])
                        .average()
                        .orElse(0);
                line.add(Numbers.signed(mean));
            }
            table.add(line);
        }
        return Figure.of(
                Section.anchor("heat" + id),
                "Features over rows by score" + suffix,
                "Orange adds to the score, blue takes from it; the stronger the colour, the more. The table has means of fifths of the rows, from low to high scores.",
                RowsHeatMap.of("Features over rows by score", of, TOP, spread(order, COLUMNS)),
                headers,
                table);
    }

    /** Evenly over an order. */
    private static int[] spread(int[] order, int most) {
        int n = Math.min(most, order.length);
        return IntStream.range(0, n)
                .map(k -> order[(int) Math.min(order.length - 1, Math.round((k + 0.5) / n * order.length - 0.5))])
                .toArray();
    }
}
