package io.candor.explain.shapley;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.random.RandomStreams;
import io.candor.explain.Cells;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Shapley values of a model's predictions, as evidence {@code explain.contributions} v1. Inputs whose values are those of the whole
 * background play no part and get 0, which is exact.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * Evidence why = new ShapleyExplainer(box, background, ShapleyMethod.AUTO, 2000, 42L)
 *         .evidence(table, new int[] {0}, subjects);
 * }</pre>
 *
 * @param background rows that stand for what is not told, at least one; some hundred are enough
 * @param budget coalitions for each row
 * @param groups names of inputs that are told together, or not at all; inputs of no group are alone
 */
public record ShapleyExplainer(
        BlackBox model, Table background, ShapleyMethod method, int budget, long seed, List<List<String>> groups) {
    /** What {@link ShapleyMethod#AUTO} has for each row unless told otherwise: all coalitions of ten inputs. */
    public static final int BUDGET = 1024;

    public ShapleyExplainer {
        if (background.rows() == 0) {
            throw CandorException.user(
                    "CND-E014",
                    "the background has no rows",
                    "rows like those that the model was trained on",
                    "name a file with some hundred of them with --background");
        }
        if (budget < 1) throw new IllegalArgumentException("budget");
        groups = groups.stream().map(List::copyOf).toList();
        List<String> all = model.model().inputs().stream().map(Input::name).toList();
        List<String> grouped = groups.stream().flatMap(List::stream).toList();
        for (String name : grouped) {
            if (all.contains(name) && grouped.indexOf(name) == grouped.lastIndexOf(name)) continue;
            throw CandorException.user(
                    "CND-E019",
                    "'" + name + "' is no input of the model, or in two groups",
                    "inputs, each in one group at most",
                    Suggestions.remedy(name, all));
        }
    }

    /** Every input is told by itself. */
    public ShapleyExplainer(BlackBox model, Table background, ShapleyMethod method, int budget, long seed) {
        this(model, background, method, budget, seed, List.of());
    }

    /** Inputs that are told together, by index; a group stands where the first of its inputs does. */
    private List<int[]> told() {
        List<String> all = model.model().inputs().stream().map(Input::name).toList();
        List<int[]> told = new ArrayList<>();
        for (int j = 0; j < all.size(); j++) {
            int input = j;
            List<String> group = groups.stream()
                    .filter(g -> g.contains(all.get(input)))
                    .findFirst()
                    .orElse(List.of(all.get(j)));
            int[] members = group.stream().mapToInt(all::indexOf).sorted().toArray();
            if (members[0] == j) told.add(members);
        }
        return told;
    }

    /** One row's values, for every input or group. */
    public record Row(int row, Shapley values, ShapleyMethod used) {}

    /** @param rows indices into the table */
    public List<Row> of(Table table, int[] rows) {
        List<Input> inputs = model.model().inputs();
        InputRows all = InputRows.of(inputs, background, table.select(rows));
        int[] behind = new int[background.rows()];
        for (int i = 0; i < behind.length; i++) behind[i] = i;
        List<Row> found = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) found.add(explain(all, behind, behind.length + r, rows[r]));
        return found;
    }

    private Row explain(InputRows all, int[] behind, int at, int row) {
        List<int[]> told = told();
        List<int[]> players = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int g = 0; g < told.size(); g++) {
            boolean differs = false;
            for (int input : told.get(g)) for (int b : behind) differs |= !all.same(input, b, at);
            if (!differs) continue;
            players.add(told.get(g));
            places.add(g);
        }
        ShapleyMethod chosen = method.chosen(players.size(), budget);
        ModelGame game = new ModelGame(model.to("explain row " + row), all, behind, at, players);
        Shapley found = estimator(chosen, all, behind, players)
                .estimate(game, new RandomStreams(seed).stream("explain.shapley", row));
        int outputs = model.outputs().count();
        double[][] values = new double[told.size()][outputs];
        double[][] errors = new double[told.size()][outputs];
        for (int p = 0; p < players.size(); p++) {
            values[places.get(p)] = found.values()[p];
            errors[places.get(p)] = found.errors()[p];
        }
        Shapley whole = new Shapley(found.base(), found.full(), values, errors, found.evaluations(), found.method());
        return new Row(row, whole, chosen);
    }

    private ShapleyEstimator estimator(ShapleyMethod chosen, InputRows all, int[] behind, List<int[]> players) {
        return switch (chosen) {
            case EXACT, AUTO -> new ExactShapley();
            case PERMUTATION -> new PermutationShapley(budget);
            case KERNEL -> new KernelShapley(budget);
            case LEVERAGE -> new LeverageShapley(budget);
            case GAUSSIAN -> new GaussianShapley(budget);
            case PARTITION ->
                players.size() < 2
                        ? new ExactShapley()
                        : new OwenValues(PlayerTree.of(all, behind, players), Math.max(2, budget));
        };
    }

    /**
     * As evidence.
     *
     * @param subjects digests of the model and of the data
     */
    public Evidence evidence(Table table, int[] rows, List<Subject> subjects) {
        List<Row> found = of(table, rows);
        List<Json> json = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        Set<String> sources = new LinkedHashSet<>();
        for (Row row : found) {
            used.add(row.used().label());
            sources.add(row.used().source());
            json.add(json(row, table));
        }
        String label = used.isEmpty() ? method.label() : String.join(", ", used);
        Json.Builder result = Json.object()
                .put("method", label)
                .put("output", model.outputs().scale())
                .put("outputs", Json.texts(model.outputs().names()))
                .put("features", Json.texts(told().stream().map(this::name).toList()))
                .put("rows", Json.array(json))
                .put("seed", Long.toString(seed))
                .put("sampleSize", background.rows());
        if (!found.isEmpty())
            result.put(
                    "baseValue", model.outputs().numbers(found.get(0).values().base()));
        return new Evidence(
                "explain.contributions",
                1,
                subjects,
                new Evidence.Method("Shapley values, " + label, 1, String.join("; ", sources)),
                Json.object()
                        .put("value_function", "interventional: mean over the background")
                        .put("background_rows", background.rows())
                        .put("coalitions", budget)
                        .put("method", method.label())
                        .put("seed", Long.toString(seed))
                        .build(),
                result.build(),
                List.of(
                        "Says how the model came to its score against this background; another background gives other values.",
                        "Inputs are changed one without the other, so the model is asked about combinations that may not occur.",
                        "Says nothing of what would happen to a person whose values changed."),
                Disclosure.rows());
    }

    private Json json(Row row, Table table) {
        Shapley found = row.values();
        List<Json> values = new ArrayList<>();
        List<Json> errors = new ArrayList<>();
        boolean known = true;
        for (int j = 0; j < found.values().length; j++) {
            values.add(model.outputs().numbers(found.values()[j]));
            for (double e : found.errors()[j]) known &= !Double.isNaN(e);
            if (known) errors.add(model.outputs().numbers(found.errors()[j]));
        }
        double[] residuals = new double[found.base().length];
        for (int k = 0; k < residuals.length; k++) residuals[k] = found.residual(k);
        Json.Builder json = Json.object()
                .put("row", row.row())
                .put("prediction", model.outputs().numbers(found.full()))
                .put("values", Json.array(values))
                .put("residual", model.outputs().numbers(residuals))
                .put(
                        "data",
                        Json.array(told().stream()
                                .map(g -> cell(g, table, row.row()))
                                .toList()));
        if (known) json.put("standardErrors", Json.array(errors));
        return json.build();
    }

    private String name(int[] group) {
        List<String> names = new ArrayList<>();
        for (int input : group) names.add(model.model().inputs().get(input).name());
        return String.join(" & ", names);
    }

    private Json cell(int[] group, Table table, int row) {
        List<Json> cells = new ArrayList<>();
        for (int input : group)
            cells.addAll(((Json.Arr) Cells.of(
                            table, List.of(model.model().inputs().get(input).name()), row))
                    .items());
        if (cells.size() == 1) return cells.get(0);
        return Json.of(String.join(
                " & ",
                cells.stream()
                        .map(c -> c instanceof Json.Str s ? s.value() : "(missing)")
                        .toList()));
    }
}
