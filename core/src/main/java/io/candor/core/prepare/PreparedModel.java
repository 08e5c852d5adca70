package io.candor.core.prepare;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Additive;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.RowScorer;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model on raw inputs: they are prepared, then the model that sees prepared columns scores them. Thread-safe. */
public class PreparedModel implements Model {
    private final Preparation preparation;
    private final Model model;

    PreparedModel(Preparation preparation, Model model) {
        this.preparation = preparation;
        this.model = model;
    }

    /**
     * The model on raw inputs, as open as it can be: trees whose questions can be asked of raw inputs stay trees ({@link RawTrees}), additive
     * models stay additive, and any other is only scored. All give the scores of the model itself.
     *
     * @throws IllegalArgumentException if the columns are not the model's inputs
     */
    public static Model of(Preparation preparation, Model model) {
        if (preparation.columns().size() != model.inputs().size()) {
            throw new IllegalArgumentException("the model has " + model.inputs().size() + " inputs, the preparation "
                    + preparation.columns().size() + " columns");
        }
        for (int c = 0; c < model.inputs().size(); c++) {
            Input input = model.inputs().get(c);
            if (preparation.isCategory(c) != (input.kind() == Input.Kind.CATEGORY)) {
                throw new IllegalArgumentException("'" + input.name() + "' is not what the model takes there");
            }
        }
        PreparedModel plain = new PreparedModel(preparation, model);
        if (model instanceof TreeEnsemble trees) {
            Optional<TreeEnsemble> raw = RawTrees.of(preparation, trees);
            return raw.isPresent() ? raw.get() : plain;
        }
        return model instanceof Additive additive ? new PreparedAdditive(preparation, additive) : plain;
    }

    @Override
    public Task task() {
        return model.task();
    }

    @Override
    public String target() {
        return model.target();
    }

    @Override
    public List<Input> inputs() {
        return preparation.inputs();
    }

    @Override
    public List<String> classes() {
        return model.classes();
    }

    @Override
    public Scores.Scale scale() {
        return model.scale();
    }

    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(preparation.inputs(), rows);
        int n = rows.rows();
        int width = preparation.columns().size();
        double[][] columns = new double[width][n];
        double[] raw = new double[preparation.inputs().size()];
        for (int i = 0; i < n; i++) {
            encoder.encode(i, raw);
            for (int c = 0; c < width; c++)
                columns[c][i] = preparation.columns().get(c).of(raw);
        }
        List<Column> prepared = new ArrayList<>();
        for (int c = 0; c < width; c++) prepared.add(column(c, columns[c]));
        return model.score(new Table(prepared));
    }

    private Column column(int c, double[] values) {
        String name = model.inputs().get(c).name();
        if (!preparation.isCategory(c)) return new NumericColumn(name, values);
        int input = ((PreparedColumn.Chain) preparation.columns().get(c)).input();
        List<String> levels = new ArrayList<>(preparation.inputs().get(input).levels());
        String unseen = "?";
        while (levels.contains(unseen)) unseen += "?";
        levels.add(unseen);
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            double v = values[i];
            codes[i] = Double.isNaN(v) ? -1 : v < 0 ? levels.size() - 1 : (int) v;
        }
        return new CategoricalColumn(name, codes, levels);
    }

    /** Only where levels are coded alike on both sides. */
    @Override
    public Optional<RowScorer> rowScorer() {
        for (int c = 0; c < model.inputs().size(); c++) {
            if (preparation.isCategory(c) && !sameLevels(c)) return Optional.empty();
        }
        return model.rowScorer().map(inner -> {
            ThreadLocal<double[]> room =
                    ThreadLocal.withInitial(() -> new double[model.inputs().size()]);
            return (row, out) -> {
                double[] prepared = room.get();
                preparation.prepare(row, prepared);
                inner.score(prepared, out);
            };
        });
    }

    private boolean sameLevels(int c) {
        int input = ((PreparedColumn.Chain) preparation.columns().get(c)).input();
        return preparation
                .inputs()
                .get(input)
                .levels()
                .equals(model.inputs().get(c).levels());
    }
}
