package io.candor.fairness.monitor.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Confusion;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;
import io.candor.fairness.monitor.Alert;
import io.candor.fairness.monitor.DrillDown;
import io.candor.fairness.monitor.DrillDown.Move;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.WatchedRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Splits the change of a gap or of an overall rate into moves of groups and cells; the arithmetic is told in {@link DrillDown}. */
public final class Attribution {
    private static final Comparator<Moved> LARGEST = Comparator.comparingDouble((Moved m) -> -Math.abs(m.contribution))
            .thenComparing(m -> m.group)
            .thenComparing(m -> m.what);

    private final MonitorPlan.Feature feature;
    private final int at;
    private final Alert alert;
    private final Tally then;
    private final Tally now;
    private final String baseline;

    /** @param baseline what {@code then} is called */
    public Attribution(MonitorPlan plan, Alert alert, String baseline, Tally then, Tally now) {
        this.at = plan.feature(alert.feature());
        this.feature = plan.features().get(at);
        this.alert = alert;
        this.then = then;
        this.now = now;
        this.baseline = baseline;
    }

    public DrillDown of(Judge judge) {
        return alert.measure() == Alert.Measure.OVERALL ? overall() : gap(judge);
    }

    private DrillDown gap(Judge judge) {
        Map<String, Ratio> nows = judge.supported(now, new ArrayList<>());
        Map<String, Ratio> thens = judge.supported(then, new ArrayList<>());
        int high = extreme(nows, 1);
        int low = extreme(nows, -1);
        boolean logs = alert.measure() == Alert.Measure.RATIO;
        List<Moved> groups = new ArrayList<>();
        List<Moved> cells = new ArrayList<>();
        for (int g = 0; g < feature.groups().size(); g++) {
            Ratio before = then.rate(at, g, alert.rate());
            Ratio after = now.rate(at, g, alert.rate());
            if (!before.defined() || !after.defined()) continue;
            double sign = (g == high ? 1 : 0) - (g == low ? 1 : 0);
            if (logs) sign = -sign; // the ratio is the low rate over the high one
            double scale = logs && sign != 0 ? logScale(before.value(), after.value()) : 1;
            groups.add(new Moved(
                    feature.label(g),
                    alert.rate().label(),
                    before,
                    after,
                    sign * scale * (after.value() - before.value())));
            cells(g, sign * scale, cells);
        }
        return new DrillDown(
                baseline,
                logs ? "log ratio" : "difference",
                judge.gap(thens, Intervals.ALPHA),
                judge.gap(nows, Intervals.ALPHA),
                otherPair(thens, high, low, logs),
                told(groups),
                told(cells));
    }

    /** What the two groups that are furthest apart now were less apart then than those that were furthest apart. */
    private double otherPair(Map<String, Ratio> thens, int high, int low, boolean logs) {
        if (thens.size() < 2) return 0;
        double[] then = {
            this.then.rate(at, extreme(thens, 1), alert.rate()).value(),
            this.then.rate(at, extreme(thens, -1), alert.rate()).value(),
            this.then.rate(at, high, alert.rate()).value(),
            this.then.rate(at, low, alert.rate()).value()
        };
        if (Double.isNaN(then[2]) || Double.isNaN(then[3])) return 0;
        if (!logs) return then[2] - then[3] - (then[0] - then[1]);
        for (double rate : then) if (rate == 0) return 0;
        return StrictMath.log(then[3] / then[2]) - StrictMath.log(then[1] / then[0]);
    }

    private DrillDown overall() {
        WatchedRate rate = alert.rate();
        Ratio then = this.then.overall(rate);
        Ratio now = this.now.overall(rate);
        List<Moved> groups = new ArrayList<>();
        List<Moved> cells = new ArrayList<>();
        for (int g = 0; g < feature.size(); g++) {
            Ratio before = this.then.rate(at, g, rate);
            Ratio after = this.now.rate(at, g, rate);
            if (!before.defined() || !after.defined() || !then.defined() || !now.defined()) continue;
            Ratio shareThen = new Ratio(before.n(), then.n());
            Ratio shareNow = new Ratio(after.n(), now.n());
            double mix = (shareNow.value() - shareThen.value())
                    * ((before.value() + after.value()) / 2 - (then.value() + now.value()) / 2);
            double share = (shareThen.value() + shareNow.value()) / 2;
            groups.add(new Moved(feature.label(g), "share", shareThen, shareNow, mix));
            groups.add(
                    new Moved(feature.label(g), rate.label(), before, after, share * (after.value() - before.value())));
            cells(g, share, cells);
        }
        return new DrillDown(
                baseline,
                "overall",
                Intervals.rate(then.x(), then.n(), rate.missing()),
                Intervals.rate(now.x(), now.n(), rate.missing()),
                0,
                told(groups),
                told(cells));
    }

    /** The cells of one group, where all of their rates exist at both times. */
    private void cells(int group, double scale, List<Moved> out) {
        Confusion before = then.confusion(at, group);
        Confusion after = now.confusion(at, group);
        if (before.positives() == 0 || before.negatives() == 0 || after.positives() == 0 || after.negatives() == 0)
            return;
        WatchedRate among = switch (alert.rate()) {
            case SELECTION_RATE -> WatchedRate.FALSE_POSITIVE_RATE;
            case ACCURACY -> WatchedRate.TRUE_NEGATIVE_RATE;
            default -> null;
        };
        if (among == null) return; // such a rate is one cell
        Cell b = new Cell(WatchedRate.BASE_RATE, before, after);
        Cell u = new Cell(WatchedRate.TRUE_POSITIVE_RATE, before, after);
        Cell v = new Cell(among, before, after);
        String label = feature.label(group);
        out.add(b.moved(label, scale * b.change() * (u.mean() - v.mean())));
        out.add(u.moved(label, scale * b.mean() * u.change()));
        out.add(v.moved(label, scale * (1 - b.mean()) * v.change()));
    }

    private record Cell(WatchedRate rate, Confusion before, Confusion after) {
        Ratio then() {
            return new Ratio(rate.of(before), rate.among(before));
        }

        Ratio now() {
            return new Ratio(rate.of(after), rate.among(after));
        }

        double change() {
            return now().value() - then().value();
        }

        double mean() {
            return (now().value() + then().value()) / 2;
        }

        Moved moved(String group, double contribution) {
            return new Moved(group, rate.label(), then(), now(), contribution);
        }
    }

    private record Moved(String group, String what, Ratio before, Ratio after, double contribution) {}

    private static List<Move> told(List<Moved> moves) {
        List<Move> told = new ArrayList<>();
        for (Moved m : moves.stream().sorted(LARGEST).toList()) {
            Estimate moved = new MiettinenNurminen(m.after.x(), m.after.n(), m.before.x(), m.before.n())
                    .difference(Intervals.ALPHA / moves.size())
                    .around(
                            m.after.value() - m.before.value(),
                            Math.min(m.after.n(), m.before.n()),
                            "Miettinen-Nurminen, Bonferroni over " + moves.size());
            told.add(new Move(
                    m.group,
                    m.what,
                    Intervals.rate(m.before.x(), m.before.n(), ""),
                    Intervals.rate(m.after.x(), m.after.n(), ""),
                    moved,
                    m.contribution));
        }
        return told;
    }

    /** The group with the largest (1) or smallest (−1) rate; the first of equals. */
    private int extreme(Map<String, Ratio> rates, int sign) {
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Ratio> rate : rates.entrySet()) {
            if (sign * rate.getValue().value() <= most) continue;
            most = sign * rate.getValue().value();
            best = rate.getKey();
        }
        return feature.code(best);
    }

    /** Δ log p per Δ p; 0 if a rate is 0, where there is no logarithm. */
    private static double logScale(double before, double after) {
        if (before == 0 || after == 0) return 0;
        if (before == after) return 1 / before;
        return StrictMath.log(after / before) / (after - before);
    }
}
