package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Models of which one is drawn for each decision. Of two classes a score is the chance of a positive decision: the weights of the members that say
 * positive, which is for {@link DrawDecider}; of numbers it is the members' mean, and {@link #drawn} is the member of a draw. Thread-safe.
 *
 * @param members of one task, target and classes; two or more classes are two
 * @param weights above 0; they add up to 1
 * @param cuts per member the score, on the member's scale, from which on it says positive; of numbers not read
 */
public record MixtureModel(List<Model> members, double[] weights, double[] cuts) implements Model {
    /** @throws IllegalArgumentException if the parts do not fit each other */
    public MixtureModel {
        members = List.copyOf(members);
        if (members.isEmpty() || weights.length != members.size() || cuts.length != members.size()) {
            throw new IllegalArgumentException("a weight and a cut per member, of one or more");
        }
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            if (!(weights[m] > 0) || Double.isNaN(cuts[m])) throw new IllegalArgumentException("a weight or cut");
            sum += weights[m];
        }
        if (!(Math.abs(sum - 1) <= 1e-9)) throw new IllegalArgumentException("the weights add up to " + sum);
        Model first = members.get(0);
        if (first.task() == Task.MULTICLASS) throw new IllegalArgumentException("not for several classes");
        for (Model member : members) {
            if (member.task() != first.task()
                    || !member.target().equals(first.target())
                    || !member.classes().equals(first.classes())) {
                throw new IllegalArgumentException("the members predict different things");
            }
        }
        combined(members);
    }

    /** By name in the order of first mention; levels that one member knows and another does not are this other's unseen. */
    private static List<Input> combined(List<Model> members) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (Model member : members) {
            for (Input input : member.inputs()) {
                Input known = inputs.putIfAbsent(input.name(), input);
                if (known == null || known.equals(input)) continue;
                if (known.kind() != input.kind()) {
                    throw new IllegalArgumentException("'" + input.name() + "' is read in two ways");
                }
                Set<String> levels = new LinkedHashSet<>(known.levels());
                levels.addAll(input.levels());
                inputs.put(input.name(), Input.category(input.name(), List.copyOf(levels)));
            }
        }
        return List.copyOf(inputs.values());
    }

    @Override
    public Task task() {
        return members.get(0).task();
    }

    @Override
    public String target() {
        return members.get(0).target();
    }

    @Override
    public List<Input> inputs() {
        return combined(members);
    }

    @Override
    public List<String> classes() {
        return members.get(0).classes();
    }

    @Override
    public Scores.Scale scale() {
        return task() == Task.BINARY ? Scores.Scale.PROBABILITY : Scores.Scale.VALUE;
    }

    @Override
    public boolean answersAnyRow() {
        return members.stream().allMatch(Model::answersAnyRow);
    }

    /** The member of a draw u in [0, 1): the one in whose share of the weights, in order, u falls. */
    public int drawn(double u) {
        double sum = 0;
        for (int m = 0; m < weights.length - 1; m++) {
            sum += weights[m];
            if (u < sum) return m;
        }
        return weights.length - 1;
    }

    @Override
    public Scores score(Table rows) {
        double[] values = new double[rows.rows()];
        for (int m = 0; m < weights.length; m++) {
            Scores said = members.get(m).score(rows);
            for (int i = 0; i < values.length; i++) values[i] += weights[m] * said(m, said.values()[i]);
        }
        return new Scores(bounded(values), rows.rows(), 1, scale());
    }

    /** What a member's score adds for one weight. */
    private double said(int member, double score) {
        if (task() == Task.BINARY) return score >= cuts[member] ? 1 : 0;
        return members.get(member).scale() == Scores.Scale.LOG_VALUE ? StrictMath.exp(score) : score;
    }

    /** Weights may add up to a hair more than 1. */
    private double[] bounded(double[] values) {
        if (task() == Task.BINARY) for (int i = 0; i < values.length; i++) values[i] = Math.min(values[i], 1);
        return values;
    }

    @Override
    public Optional<RowScorer> rowScorer() {
        List<RowScorer> scorers = new ArrayList<>();
        List<Reader> readers = new ArrayList<>();
        List<Input> inputs = inputs();
        for (Model member : members) {
            Optional<RowScorer> scorer = member.rowScorer();
            if (scorer.isEmpty()) return Optional.empty();
            scorers.add(scorer.get());
            readers.add(Reader.of(inputs, member.inputs()));
        }
        ThreadLocal<double[][]> space = ThreadLocal.withInitial(() -> space(readers));
        return Optional.of((row, out) -> {
            double[][] own = space.get();
            double sum = 0;
            for (int m = 0; m < weights.length; m++) {
                readers.get(m).read(row, own[m]);
                scorers.get(m).score(own[m], own[weights.length]);
                sum += weights[m] * said(m, own[weights.length][0]);
            }
            out[0] = task() == Task.BINARY ? Math.min(sum, 1) : sum;
        });
    }

    private static double[][] space(List<Reader> readers) {
        double[][] space = new double[readers.size() + 1][];
        for (int m = 0; m < readers.size(); m++) space[m] = new double[readers.get(m).from.length];
        space[readers.size()] = new double[1];
        return space;
    }

    /**
     * A member's encoded row from the mixture's.
     *
     * @param from per input of the member, the mixture's
     * @param levels per input of the member, its level for each of the mixture's; empty where they are the same
     */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    private record Reader(int[] from, int[][] levels) {
        static Reader of(List<Input> all, List<Input> own) {
            List<String> names = all.stream().map(Input::name).toList();
            int[] from = new int[own.size()];
            int[][] levels = new int[own.size()][];
            for (int j = 0; j < from.length; j++) {
                Input mine = own.get(j);
                from[j] = names.indexOf(mine.name());
                Input theirs = all.get(from[j]);
                levels[j] = theirs.equals(mine)
                        ? new int[0]
                        : theirs.levels().stream()
                                .mapToInt(mine.levels()::indexOf)
                                .toArray();
            }
            return new Reader(from, levels);
        }

        void read(double[] row, double[] out) {
            for (int j = 0; j < from.length; j++) {
                double value = row[from[j]];
                out[j] = value >= 0 && levels[j].length > 0 ? levels[j][(int) value] : value;
            }
        }
    }
}
