package io.candor.explain.serving;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import io.candor.explain.FrequentLevel;
import io.candor.explain.RowExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows that a person is compared with: what inputs add on their average, and what is typical of them.
 *
 * @param name as in "approved applicants of 2025"
 * @param rows how many
 * @param digest of the rows
 * @param score per output the mean score, before the link
 * @param means mean value of each input, inputs × outputs
 * @param typical per input the mean of a number, the most frequent level; empty if all are missing
 */
public record Reference(String name, int rows, String digest, double[] score, double[] means, List<String> typical) {
    public Reference {
        typical = List.copyOf(typical);
    }

    /**
     * @param inputs of the model
     * @param table rows with the model's inputs, of which all count
     * @throws CandorException {@code CND-E021} without rows, {@code CND-E028} if an input is infinite where the model adds it up
     */
    static Reference of(String name, RowExplainer explainer, List<Input> inputs, Table table, ForkJoinPool pool) {
        if (table.rows() == 0) {
            throw CandorException.user(
                    "CND-E021",
                    "the reference '" + name + "' has no rows",
                    "rows that a person can be compared with",
                    "check the data, or the filter that chose its rows");
        }
        RowEncoder encoder = new RowEncoder(inputs, table);
        int outputs = explainer.outputs();
        int width = inputs.size() * outputs;
        double[][] values = new double[table.rows()][width];
        pool.submit(() -> IntStream.range(0, table.rows()).parallel().forEach(i -> {
                    double[] row = new double[inputs.size()];
                    encoder.encode(i, row);
                    explainer.explain(row, values[i]);
                }))
                .join();
        double[] means = new double[width];
        for (int v = 0; v < width; v++) {
            ExactSum sum = new ExactSum();
            for (double[] of : values) sum.add(of[v]);
            means[v] = sum.value() / table.rows();
            if (!Double.isFinite(means[v])) throw infinite(name);
        }
        double[] score = explainer.base();
        for (int k = 0; k < outputs; k++) {
            ExactSum sum = new ExactSum();
            sum.add(score[k]);
            for (int j = 0; j < inputs.size(); j++) sum.add(means[j * outputs + k]);
            score[k] = sum.value();
        }
        List<String> typical = new ArrayList<>();
        for (Input input : inputs) typical.add(typical(input, table.column(input.name())));
        return new Reference(name, table.rows(), TableDigest.of(table), score, means, typical);
    }

    private static CandorException infinite(String name) {
        return CandorException.user(
                "CND-E028",
                "rows of the reference '" + name + "' have values of infinite size",
                "rows whose inputs are numbers, or missing",
                "correct the data, or leave those rows out");
    }

    private static String typical(Input input, Column column) {
        if (input.kind() == Input.Kind.NUMBER && column instanceof NumericColumn numbers) {
            double[] known =
                    Arrays.stream(numbers.values()).filter(Double::isFinite).toArray();
            return known.length == 0 ? "" : shown(ExactSum.of(known) / known.length);
        }
        return FrequentLevel.of(column, text -> true).orElse("");
    }

    /** A number as people write it: four digits at most after the point, and no more than four that count. */
    static String shown(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) return EcmaNumber.format(value);
        double digits = Math.max(0, 3 - Math.floor(StrictMath.log10(Math.abs(value))));
        double scale = StrictMath.pow(10, Math.min(300, digits));
        return EcmaNumber.format(Math.rint(value * scale) / scale);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("rows", rows)
                .put("digest", digest)
                .put("score", Json.numbers(score))
                .put("means", Json.numbers(means))
                .put("typical", Json.texts(typical))
                .build();
    }

    static Reference fromJson(Json.Obj json) {
        return new Reference(
                json.text("name"),
                (int) json.number("rows"),
                json.text("digest"),
                numbers(json.array("score")),
                numbers(json.array("means")),
                json.array("typical").stream().map(t -> ((Json.Str) t).value()).toList());
    }

    private static double[] numbers(List<Json> items) {
        Stream<Json> all = items.stream();
        return all.mapToDouble(n -> ((Json.Num) n).value()).toArray();
    }
}
