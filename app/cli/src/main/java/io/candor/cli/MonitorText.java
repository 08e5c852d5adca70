package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.fairness.monitor.Alert;
import io.candor.fairness.monitor.AlertState;
import io.candor.fairness.monitor.Drift;
import io.candor.fairness.monitor.DrillDown;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.MonitorReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A monitor on a terminal. */
final class MonitorText {
    private static final int MOVES = 6;

    private final MonitorReport report;

    MonitorText(MonitorReport report) {
        this.report = report;
    }

    /** What a new monitor watches. */
    String started() {
        MonitorPlan plan = report.plan();
        List<String> lines = new ArrayList<>();
        lines.add("reference: " + report.reference().decided() + " decisions, "
                + report.reference().labelled() + " with labels");
        for (MonitorPlan.Feature f : plan.features())
            lines.add("by " + f.name() + ": " + String.join(", ", f.groups()));
        lines.add("windows: " + windows() + ", the last " + plan.windows().keep() + " kept");
        lines.add(
                plan.alerts().isEmpty()
                        ? "no policies: nothing raises an alarm"
                        : "policies, at most " + Figures.of(plan.falseAlarms()) + " false alarms over " + plan.horizon()
                                + " windows:");
        if (!plan.alerts().isEmpty()) {
            TextTable table = new TextTable("policy", "required", "level", "in a row", "level of one look");
            for (AlertState a : report.alerts()) {
                table.row(
                        a.alert().name(),
                        a.alert().requirement(),
                        a.alert().level().label(),
                        Integer.toString(a.alert().inARow()),
                        Figures.of(a.perLook()));
            }
            lines.add(table.toString());
        }
        return String.join("\n", lines);
    }

    /** @param everything the groups of the newest window and all tests of drift, too */
    String text(boolean everything) {
        List<String> parts = new ArrayList<>();
        for (MonitorPlan.Feature feature : report.plan().features()) parts.add(gaps(feature));
        if (everything) newest().ifPresent(w -> parts.add(groups(w)));
        if (!report.alerts().isEmpty()) parts.add(alerts());
        for (AlertState alert : report.alerts()) alert.drillDown().ifPresent(d -> parts.add(drillDown(alert, d)));
        parts.add(drift(everything));
        return String.join("\n\n", parts);
    }

    private String windows() {
        return switch (report.plan().windows().kind()) {
            case BATCHES -> "batches";
            case ROWS -> report.plan().windows().size() + " rows";
            case TIME ->
                java.time.Duration.ofMillis(report.plan().windows().size()).toString();
        };
    }

    private java.util.Optional<MonitorReport.Window> newest() {
        return report.windows().isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(report.windows().get(report.windows().size() - 1));
    }

    private String gaps(MonitorPlan.Feature feature) {
        Set<String> shown = new LinkedHashSet<>(List.of("selection_rate.ratio"));
        for (Alert a : report.plan().alerts()) {
            if (!a.feature().equals(feature.name()) || a.measure() == Alert.Measure.OVERALL) continue;
            shown.add(a.rate().label() + "." + a.measure().name().toLowerCase(java.util.Locale.ROOT));
        }
        List<String> headers = new ArrayList<>(List.of("window", "decisions", "labels"));
        headers.addAll(shown);
        TextTable table = new TextTable(headers.toArray(String[]::new));
        table.row(row(report.reference(), feature, shown));
        if (report.before().decided() > 0) table.row(row(report.before(), feature, shown));
        for (MonitorReport.Window w : report.windows()) table.row(row(w, feature, shown));
        return "by " + TextTable.printable(feature.name()) + ", 95 % intervals\n" + table;
    }

    private static String[] row(MonitorReport.Window window, MonitorPlan.Feature feature, Set<String> shown) {
        List<String> cells = new ArrayList<>();
        cells.add(window.name() + (window.closed() ? "" : " (open)"));
        cells.add(Long.toString(window.decided()));
        cells.add(Long.toString(window.labelled()));
        MonitorReport.Groups groups = of(window, feature.name());
        for (String gap : shown) {
            int dot = gap.indexOf('.');
            var kinds = Objects.requireNonNull(groups.gaps().get(gap.substring(0, dot)));
            cells.add(Figures.of(
                    Objects.requireNonNull(kinds.get(gap.substring(dot + 1))).estimate()));
        }
        return cells.toArray(String[]::new);
    }

    private static MonitorReport.Groups of(MonitorReport.Window window, String feature) {
        return Objects.requireNonNull(window.features().get(feature));
    }

    private String groups(MonitorReport.Window window) {
        List<String> parts = new ArrayList<>();
        for (MonitorPlan.Feature feature : report.plan().features()) {
            TextTable table =
                    new TextTable("group", "decisions", "selection_rate", "true_positive_rate", "false_positive_rate");
            MonitorReport.Groups groups = of(window, feature.name());
            groups.n().forEach((label, n) -> {
                if (n == 0) return;
                var rates = Objects.requireNonNull(groups.rates().get(label));
                table.row(
                        label,
                        Long.toString(n),
                        Figures.of(Objects.requireNonNull(rates.get("selection_rate"))),
                        Figures.of(Objects.requireNonNull(rates.get("true_positive_rate"))),
                        Figures.of(Objects.requireNonNull(rates.get("false_positive_rate"))));
            });
            parts.add(window.name() + ", by " + TextTable.printable(feature.name()) + "\n" + table);
        }
        return String.join("\n\n", parts);
    }

    private String alerts() {
        TextTable table = new TextTable("policy", "state", "level", "measured", "why", "windows");
        for (AlertState a : report.alerts()) {
            String measured = "–";
            String why = "no closed window";
            if (!a.looks().isEmpty()) {
                AlertState.Look look = a.looks().get(a.looks().size() - 1);
                measured = Figures.of(look.estimate());
                why = look.reason();
            }
            StringBuilder run = new StringBuilder();
            for (AlertState.Look look : a.looks())
                run.append(
                        switch (look.state()) {
                            case MET -> '+';
                            case NOT_MET -> 'x';
                            case UNDECIDED -> '?';
                        });
            String state = a.state().label().replace('_', ' ') + (a.alarm() ? " (alarm)" : "");
            table.row(a.alert().name(), state, a.alert().level().label(), measured, why, run.toString());
        }
        return "policies, decided by intervals that keep false alarms to "
                + Figures.of(report.plan().falseAlarms()) + " over "
                + report.plan().horizon() + " windows (+ met, x not met, ? undecided)\n" + table;
    }

    private static String drillDown(AlertState state, DrillDown down) {
        TextTable table = new TextTable("group", "what moved", "before", "now", "moved [95 %, together]", "adds");
        down.groups().stream().limit(MOVES).forEach(m -> table.row(move(m)));
        String text = "where '" + TextTable.printable(state.alert().name()) + "' comes from: against the "
                + down.baseline() + ", " + Figures.of(down.before()) + " then, " + Figures.of(down.now())
                + " now; 'adds' to the change of the " + down.scale() + "\n" + table;
        if (down.otherPair() != 0)
            text += "\nother groups are furthest apart now than then: " + Figures.of(down.otherPair());
        if (down.cells().isEmpty()) return text;
        TextTable cells = new TextTable("group", "cell that moved", "before", "now", "moved [95 %, together]", "adds");
        down.cells().stream().limit(MOVES).forEach(m -> cells.row(move(m)));
        return text + "\n" + cells;
    }

    private static String[] move(DrillDown.Move m) {
        return new String[] {
            m.group(), m.what(), value(m.before()), value(m.now()), Figures.of(m.moved()), Figures.of(m.contribution())
        };
    }

    private static String value(Estimate estimate) {
        return estimate instanceof Estimate.Interval i ? Figures.of(i.value()) : Figures.of(estimate);
    }

    private String drift(boolean everything) {
        List<Drift> shown =
                report.drift().stream().filter(d -> everything || d.moved()).toList();
        if (report.drift().isEmpty()) return "drift: no closed window yet";
        if (shown.isEmpty()) return "drift of the newest closed window: no sign of any";
        TextTable table = new TextTable("drift", "feature", "group", "statistic", "value", "p", "PSI", "n", "");
        for (Drift d : shown) {
            table.row(
                    d.kind(),
                    d.feature(),
                    d.group().isEmpty() ? "–" : d.group(),
                    d.statistic(),
                    Figures.of(d.value()),
                    Figures.of(d.p()),
                    d.stability() instanceof Estimate.Point p ? Figures.of(p.value()) : "–",
                    Long.toString(d.value().n()),
                    d.moved() ? "moved" : "");
        }
        return "drift of the newest closed window against the reference\n" + table;
    }
}
