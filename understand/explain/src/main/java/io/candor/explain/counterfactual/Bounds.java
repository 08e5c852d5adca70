package io.candor.explain.counterfactual;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Constraints} for one model, by index. */
final class Bounds {
    private final Space space;
    private final boolean[] frozen;
    private final double[] low;
    private final double[] high;
    private final @Nullable Move[] direction;
    private final boolean[][] levels;
    private final List<Rule> rules;

    /** An implication, by index. */
    private record Rule(int when, Move cause, int then, boolean must, Move effect) {
        boolean holds(double[] from, double[] to) {
            return !cause.made(from[when], to[when]) || effect.made(from[then], to[then]) == must;
        }
    }

    /**
     * @throws CandorException {@code CND-E030} for a name that is no input, {@code CND-E031} for a constraint that does not fit
     *     it, {@code CND-E032} for an unknown level
     */
    Bounds(Constraints constraints, Space space) {
        this.space = space;
        int d = space.width();
        frozen = new boolean[d];
        low = new double[d];
        high = new double[d];
        direction = new Move[d];
        levels = new boolean[d][];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        for (int j = 0; j < d; j++) {
            Feature feature = space.feature(j);
            if (feature.number()) continue;
            levels[j] = new boolean[feature.input().levels().size()];
            for (double level : feature.values()) levels[j][(int) level] = true;
        }
        for (String name : constraints.frozen()) frozen[index(space, name)] = true;
        constraints.ranges().forEach(this::range);
        constraints.directions().forEach(this::direct);
        constraints.levels().forEach(this::allow);
        rules = constraints.implications().stream().map(this::rule).toList();
    }

    static int index(Space space, String name) {
        int at = space.indexOf(name);
        if (at >= 0) return at;
        throw CandorException.user(
                "CND-E030",
                "the model has no input '" + name + "' to constrain",
                "one of its inputs",
                Suggestions.remedy(name, space.names()));
    }

    private void range(String name, Constraints.Range range) {
        int j = number(name, "a range");
        if (!(range.low() <= range.high()))
            throw unfit("the range of '" + name + "' is empty", "the lower end first", "turn it around");
        low[j] = range.low();
        high[j] = range.high();
    }

    private void direct(String name, Move way) {
        int j = number(name, "a direction");
        if (way == Move.CHANGES)
            throw unfit("'" + name + "' may only change", "rises or falls", "leave the direction out");
        direction[j] = way;
    }

    private void allow(String name, Collection<String> allowed) {
        int j = index(space, name);
        if (space.feature(j).number())
            throw unfit("'" + name + "' is a number and has no levels", "a category", "give a range");
        List<String> known = space.feature(j).input().levels();
        Arrays.fill(levels[j], false);
        for (String level : allowed) {
            int at = known.indexOf(level);
            if (at < 0) {
                throw CandorException.user(
                        "CND-E032",
                        "the model knows no level '" + level + "' of '" + name + "'",
                        "levels that it was trained on",
                        Suggestions.remedy(level, known));
            }
            levels[j][at] = true;
        }
    }

    private Rule rule(Implication implication) {
        int when = implication.cause() == Move.CHANGES
                ? index(space, implication.when())
                : number(implication.when(), "a direction");
        int then = implication.effect() == Move.CHANGES
                ? index(space, implication.then())
                : number(implication.then(), "a direction");
        if (when == then)
            throw unfit(
                    "an implication has '" + implication.when() + "' on both sides",
                    "two inputs",
                    "use a range or a direction");
        return new Rule(when, implication.cause(), then, implication.must(), implication.effect());
    }

    private int number(String name, String what) {
        int j = index(space, name);
        if (!space.feature(j).number())
            throw unfit("'" + name + "' is a category and has no " + what.substring(2), "a number", "allow levels");
        return j;
    }

    private static CandorException unfit(String problem, String expected, String remedy) {
        return CandorException.user("CND-E031", problem, expected, remedy);
    }

    boolean frozen(int input) {
        return frozen[input];
    }

    /** Whether a row's value may be changed to another, or kept. */
    boolean may(int input, double from, double to) {
        if (Move.same(from, to)) return true;
        if (frozen[input] || Double.isNaN(to)) return false;
        if (levels[input] != null) return to >= 0 && levels[input][(int) to];
        Move way = direction[input];
        return to >= low[input] && to <= high[input] && (way == null || way.made(from, to));
    }

    /** The allowed value that is nearest to another row's; the row's own if there is none on the way. */
    double nearest(int input, double from, double other) {
        if (may(input, from, other)) return other;
        if (frozen[input] || levels[input] != null || Double.isNaN(other)) return from;
        Feature feature = space.feature(input);
        double clipped =
                other < low[input] ? feature.up(low[input]) : other > high[input] ? feature.down(high[input]) : other;
        return may(input, from, clipped) ? clipped : from;
    }

    boolean implied(double[] from, double[] to) {
        for (Rule rule : rules) if (!rule.holds(from, to)) return false;
        return true;
    }

    /** Whether everything about a changed row is allowed. */
    boolean met(double[] from, double[] to) {
        for (int j = 0; j < from.length; j++) if (!may(j, from[j], to[j])) return false;
        return implied(from, to);
    }

    /** Takes changes back until all implications hold; each time one less is changed, so it ends. */
    void repair(double[] from, double[] to) {
        for (boolean again = true; again; ) {
            again = false;
            for (Rule rule : rules) {
                if (rule.holds(from, to)) continue;
                int back = rule.must() ? rule.when() : rule.then();
                to[back] = from[back];
                again = true;
            }
        }
    }

    /** Values of a grid that a row's may be changed to. */
    double[] reachable(int input, double from, double[] grid) {
        if (frozen[input]) return new double[0];
        return Arrays.stream(grid)
                .filter(v -> !Move.same(v, from) && may(input, from, v))
                .toArray();
    }
}
