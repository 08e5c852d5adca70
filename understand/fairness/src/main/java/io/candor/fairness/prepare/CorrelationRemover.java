package io.candor.fairness.prepare;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.prepare.Preparation;
import io.candor.core.prepare.PreparedColumn;
import io.candor.core.prepare.PreparedModel;
import io.candor.core.prepare.Step;
import io.candor.fairness.prepare.internal.InputCodes;
import io.candor.fairness.prepare.internal.RemoverRefusals;
import io.candor.fairness.prepare.internal.Residuals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes from every other input what the sensitive columns say of it linearly: Z* = Z − α (S − s̄) W, where W is the least-squares regression of Z on S − s̄, and s̄ holds the mean of
 * <em>each</em> sensitive column. With α = 1 nothing of Z* is correlated with any of them on the rows that were fitted; a model that is not linear may still
 * tell them apart. The sensitive columns are no inputs of the model behind it, but are read whenever it scores, to be taken away.
 *
 * <p>fairlearn's CorrelationRemover up to 0.15 subtracts one mean of all sensitive columns together; from two columns on its result stays correlated with them, or becomes more
 * so. That is not done here. Categories, sensitive or not, are one column of 0 and 1 per level; sensitive levels that follow from the others change nothing. A
 * sensitive value that is missing, or a level that was not there, counts as average: nothing is taken away for it. Levels of fewer than ten rows, where that is less than one row in a hundred, have no column: they are 0 in all of
 * their input's.
 *
 * @param inputs raw, the sensitive ones among them
 * @param sensitive names of inputs
 * @param alpha how much is taken away, from 0 to 1
 * @param names of the columns that remain: of numbers their own, of levels {@code column=level}
 * @param effects what is taken away with α = 1, per remaining column and sensitive input: one per number, and for each level of a category
 * @param means of numeric sensitive inputs; 0 for categories, whose effects are centred already
 */
public record CorrelationRemover(
        List<Input> inputs,
        List<String> sensitive,
        double alpha,
        List<String> names,
        List<List<List<Double>>> effects,
        List<Double> means) {
    private static final int MOST_COLUMNS = 10_000;
    private static final int LEAST_ROWS = 10; // of a level
    private static final double LEAST_SHARE = 0.01;

    public CorrelationRemover {
        inputs = List.copyOf(inputs);
        sensitive = List.copyOf(sensitive);
        names = List.copyOf(names);
        effects =
                effects.stream().map(e -> e.stream().map(List::copyOf).toList()).toList();
        means = List.copyOf(means);
    }

    /**
     * Regresses all other columns of a table on the sensitive ones.
     *
     * @param table the sensitive columns and the inputs of the model to be, without its label
     * @param sensitive one or more of its columns, of numbers or categories
     * @param weights positive; null for equal weights
     * @throws io.candor.core.CandorException {@code CND-D003} no such column, {@code CND-F043} a weight is not positive, {@code CND-F049} nothing remains, α is not from 0
     *     to 1, texts or dates, an infinite number, a missing one in a column that is not sensitive
     */
    public static CorrelationRemover fit(
            Table table, List<String> sensitive, double alpha, double @Nullable [] weights) {
        if (!(alpha >= 0 && alpha <= 1)) throw RemoverRefusals.alpha(alpha);
        if (sensitive.isEmpty() || table.rows() == 0) throw RemoverRefusals.nothing();
        List<Input> inputs = new ArrayList<>();
        for (Column column : table.columns()) inputs.add(InputCodes.input(column));
        List<Integer> of = new ArrayList<>();
        for (String name : sensitive)
            of.add(table.names().indexOf(table.column(name).name()));
        RowEncoder encoder = new RowEncoder(inputs, table);
        double[][] raw = new double[table.rows()][inputs.size()];
        for (int i = 0; i < raw.length; i++) encoder.encode(i, raw[i]);
        List<String> names = new ArrayList<>();
        List<PreparedColumn.Chain> rest = new ArrayList<>();
        remaining(inputs, of, (name, chain) -> {
            if (rare(chain, raw)) return;
            names.add(name);
            rest.add(chain);
        });
        if (names.isEmpty()) throw RemoverRefusals.nothing();
        if (names.size() > MOST_COLUMNS) throw RemoverRefusals.tooWide(names.size(), MOST_COLUMNS);
        Residuals residuals = new Residuals(inputs, of, raw, weights);
        List<List<List<Double>>> effects = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) effects.add(residuals.effects(rest.get(c), names.get(c)));
        return new CorrelationRemover(inputs, sensitive, alpha, names, effects, residuals.numericMeans());
    }

    private static void remaining(
            List<Input> inputs, List<Integer> sensitive, BiConsumer<String, PreparedColumn.Chain> taken) {
        Set<String> names = new TreeSet<>();
        int columns = 0;
        for (int j = 0; j < inputs.size(); j++) {
            if (sensitive.contains(j)) continue;
            Input input = inputs.get(j);
            if (input.kind() == Input.Kind.NUMBER) {
                names.add(input.name());
                columns++;
                taken.accept(input.name(), new PreparedColumn.Chain(j, List.of()));
            }
            for (int l = 0; l < input.levels().size(); l++) {
                String name = input.name() + "=" + input.levels().get(l);
                names.add(name);
                columns++;
                taken.accept(name, new PreparedColumn.Chain(j, List.of(new Step.Is(Set.of(l)))));
            }
        }
        if (names.size() < columns) throw RemoverRefusals.names();
    }

    /** Where rows of a level are nearly all left out, as in a fold, what is left of its column tells nothing but the group. */
    private static boolean rare(PreparedColumn.Chain chain, double[][] raw) {
        if (chain.steps().isEmpty()) return false;
        int rows = 0;
        for (double[] row : raw) if (chain.of(row) > 0) rows++;
        return rows < LEAST_ROWS && rows < LEAST_SHARE * raw.length;
    }

    /** How raw rows become the columns that remain; part of the model that is trained on them. */
    public Preparation preparation() {
        List<Integer> of = new ArrayList<>();
        List<String> all = inputs.stream().map(Input::name).toList();
        for (String name : sensitive) of.add(all.indexOf(name));
        List<PreparedColumn.Chain> rest = new ArrayList<>();
        remaining(inputs, of, (name, chain) -> {
            if (names.contains(name)) rest.add(chain);
        });
        List<PreparedColumn> columns = new ArrayList<>();
        for (int c = 0; c < rest.size(); c++) {
            List<PreparedColumn.Chain> terms = new ArrayList<>(List.of(rest.get(c)));
            List<Double> weights = new ArrayList<>(List.of(1.0));
            for (int k = 0; k < of.size(); k++) {
                List<Double> effect = effects.get(c).get(k);
                boolean number = inputs.get(of.get(k)).kind() == Input.Kind.NUMBER;
                terms.add(new PreparedColumn.Chain(of.get(k), number ? centred(k) : coded(effect)));
                weights.add(-alpha * (number ? effect.get(0) : 1));
            }
            columns.add(new PreparedColumn.Sum(terms, weights, 0));
        }
        return new Preparation(inputs, columns);
    }

    private List<Step> centred(int k) {
        return List.of(new Step.Scale(means.get(k), 1), new Step.Impute(0));
    }

    private static List<Step> coded(List<Double> effect) {
        return List.of(new Step.Code(effect.stream().mapToDouble(e -> e).toArray(), 0, 0));
    }

    /**
     * The columns to train on, named {@link #names}.
     *
     * @throws io.candor.core.CandorException {@code CND-M001}, {@code CND-M002} if the rows lack what it reads
     */
    public Table prepare(Table rows) {
        Preparation preparation = preparation();
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[][] columns = new double[names.size()][rows.rows()];
        double[] raw = new double[inputs.size()];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, raw);
            for (int c = 0; c < columns.length; c++)
                columns[c][i] = preparation.columns().get(c).of(raw);
        }
        List<Column> made = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) made.add(new NumericColumn(names.get(c), columns[c]));
        return new Table(made);
    }

    /**
     * A model that was trained on {@link #prepare}d columns as one of raw rows; it reads the sensitive columns.
     *
     * @throws IllegalArgumentException if its inputs are not these columns
     */
    public Model behind(Model trained) {
        if (!trained.inputs().stream().map(Input::name).toList().equals(names)) {
            throw new IllegalArgumentException("the model's inputs are not the columns that remain");
        }
        return PreparedModel.of(preparation(), trained);
    }

    /**
     * Evidence {@code fairness.mitigation} v1.
     *
     * @param rows that it was fitted to
     */
    public Evidence evidence(List<Subject> subjects, long rows) {
        Json.Builder taken = Json.object();
        for (int c = 0; c < names.size(); c++) {
            Json.Builder own = Json.object();
            for (int k = 0; k < sensitive.size(); k++) {
                own.put(
                        sensitive.get(k),
                        Json.numbers(effects.get(c).get(k).stream()
                                .mapToDouble(e -> e)
                                .toArray()));
            }
            taken.put(names.get(c), own.build());
        }
        return new Evidence(
                "fairness.mitigation",
                1,
                subjects,
                new Evidence.Method("correlation remover", 1, "least squares on the centred sensitive columns"),
                Json.object()
                        .put("sensitive", Json.texts(sensitive))
                        .put("alpha", alpha)
                        .build(),
                Json.object().put("rows", rows).put("effects", taken.build()).build(),
                List.of(
                        "What is taken away is linear: a model that is not may still tell groups apart.",
                        "The sensitive columns are read whenever it scores, to be taken away."),
                Disclosure.aggregate(rows));
    }

    /**
     * The content of a {@code *.pipeline.json} beside a model that was trained on {@link #prepare}d columns; read back, it is {@link #behind}.
     *
     * @param model file or folder of the model, beside or below the pipeline's
     */
    public Json.Obj pipeline(String model) {
        List<Json> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            columns.add(InputCodes.column(
                    names.get(c), (PreparedColumn.Sum) preparation().columns().get(c), inputs));
        }
        return Json.object()
                .put("format", "candor-pipeline")
                .put("version", 1)
                .put("model", model)
                .put("inputs", Json.array(inputs.stream().map(InputCodes::json).toList()))
                .put("columns", Json.array(columns))
                .build();
    }
}
