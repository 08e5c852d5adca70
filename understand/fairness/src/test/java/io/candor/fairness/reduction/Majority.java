package io.candor.fairness.reduction;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says for each value of the first input what most of its weight says: the exact oracle over all functions of that input. */
final class Majority implements Trainer {
    private record Learnt(Target of, String input, Map<Double, Double> said) implements Model {
        @Override
        public Task task() {
            return Task.BINARY;
        }

        @Override
        public String target() {
            return of.name();
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.number(input));
        }

        @Override
        public List<String> classes() {
            return of.classes();
        }

        @Override
        public Scores.Scale scale() {
            return Scores.Scale.LOG_ODDS;
        }

        @Override
        public Scores score(Table rows) {
            double[] x = ((NumericColumn) rows.column(input)).values();
            double[] values = new double[x.length];
            for (int i = 0; i < x.length; i++) values[i] = said.getOrDefault(x[i], -1.0) > 0 ? 3 : -3;
            return new Scores(values, values.length, 1, scale());
        }
    }

    @Override
    public Model fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        Map<Double, Double> said = new TreeMap<>();
        double[] x = ((NumericColumn) inputs.columns().get(0)).values();
        for (int i = 0; i < x.length; i++) {
            double w = weights == null ? 1 : weights[i];
            said.merge(x[i], target.values()[i] == 1 ? w : -w, Double::sum);
        }
        return new Learnt(target, inputs.names().get(0), said);
    }
}
