package io.candor.explain.blackbox;

import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A model of which nothing is known but a function of encoded rows. */
public record FunctionModel(List<Input> inputs, Scores.Scale scale, ToDoubleFunction<double[]> function)
        implements Model {
    public static FunctionModel value(List<Input> inputs, ToDoubleFunction<double[]> function) {
        return new FunctionModel(inputs, Scores.Scale.VALUE, function);
    }

    @Override
    public Task task() {
        return scale == Scores.Scale.VALUE ? Task.REGRESSION : Task.BINARY;
    }

    @Override
    public String target() {
        return "y";
    }

    @Override
    public List<String> classes() {
        return scale == Scores.Scale.VALUE ? List.of() : List.of("no", "yes");
    }

    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[] row = new double[inputs.size()];
        double[] scores = new double[rows.rows()];
        for (int i = 0; i < scores.length; i++) {
            encoder.encode(i, row);
            scores[i] = function.applyAsDouble(row);
        }
        return new Scores(scores, scores.length, 1, scale);
    }
}
