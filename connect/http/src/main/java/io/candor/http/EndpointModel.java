package io.candor.http;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.http.internal.Answer;
import io.candor.http.internal.Caller;
import io.candor.http.internal.Descriptor;
import io.candor.http.internal.Request;
import java.util.List;

/**
 * A model behind an HTTP endpoint, as a black box. Rows go there in batches, one after another; what comes back is checked: one
 * finite score per row, probabilities within 0 and 1. Thread-safe.
 */
public final class EndpointModel implements Model {
    private final Descriptor descriptor;
    private final Caller caller;

    EndpointModel(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.caller = new Caller(descriptor);
    }

    @Override
    public Task task() {
        return descriptor.task();
    }

    @Override
    public String target() {
        return descriptor.target();
    }

    @Override
    public List<Input> inputs() {
        return descriptor.inputs();
    }

    @Override
    public List<String> classes() {
        return descriptor.classes();
    }

    @Override
    public Scores.Scale scale() {
        return task() == Task.REGRESSION ? Scores.Scale.VALUE : Scores.Scale.PROBABILITY;
    }

    /**
     * @throws CandorException also {@code CND-M051} if the endpoint can't be reached or refuses, {@code CND-M052} if its answer
     *     is not one score per row
     */
    @Override
    public Scores score(Table rows) {
        new RowEncoder(descriptor.inputs(), rows); // says what the table lacks
        int n = rows.rows();
        int outputs = task() == Task.MULTICLASS ? classes().size() : 1;
        double[] values = new double[Math.multiplyExact(n, outputs)];
        Request request = new Request(descriptor, rows);
        for (int from = 0; from < n; from += descriptor.batch()) {
            int count = Math.min(descriptor.batch(), n - from);
            byte[] answer = caller.post(request.body(from, count), from, count);
            new Answer(descriptor, answer).scores(from, count, values);
        }
        return new Scores(values, n, outputs, scale());
    }
}
