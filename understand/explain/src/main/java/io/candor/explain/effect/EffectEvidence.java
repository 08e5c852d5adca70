package io.candor.explain.effect;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Effects of inputs as evidence {@code explain.effects} v1.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * EffectEvidence effects = new EffectEvidence(box, InputRows.of(model.inputs(), table), subjects);
 * Evidence dependence = effects.partialDependence(List.of(0, 1), 0); // of the first two inputs
 * Evidence accumulated = effects.accumulated(List.of(0));
 * }</pre>
 */
public final class EffectEvidence {
    private final BlackBox model;
    private final InputRows rows;
    private final List<Subject> subjects;

    public EffectEvidence(BlackBox model, InputRows rows, List<Subject> subjects) {
        this.model = model;
        this.rows = rows;
        this.subjects = List.copyOf(subjects);
    }

    /** @param curves rows that are kept as curves of their own: 0 for partial dependence, more for ICE */
    public Evidence partialDependence(List<Integer> inputs, int curves) {
        PartialDependence dependence = new PartialDependence(model, PartialDependence.POINTS);
        Variation variation = new Variation(model, rows);
        Json.Builder features = Json.object();
        for (int input : inputs) {
            EffectCurve curve = dependence.of(variation, rows, input, curves);
            features.put(curve.input(), json(curve));
        }
        return evidence(
                curves > 0 ? "ice" : "pdp",
                new Evidence.Method(
                        curves > 0 ? "individual conditional expectation" : "partial dependence",
                        1,
                        curves > 0 ? "Goldstein et al. 2015" : "Friedman 2001"),
                Json.object().put("points", PartialDependence.POINTS).put("curves", curves),
                features,
                "An input is set to values that may not go with the others: where inputs go together, ale is safer.",
                curves > 0 ? Disclosure.rows() : Disclosure.aggregate(rows.rows()));
    }

    /** First-order accumulated local effects. */
    public Evidence accumulated(List<Integer> inputs) {
        AccumulatedEffects effects = new AccumulatedEffects(model, AccumulatedEffects.POINTS);
        Json.Builder features = Json.object();
        long least = rows.rows();
        Variation variation = new Variation(model, rows);
        for (int input : inputs) {
            EffectCurve curve = effects.of(variation, rows, input);
            features.put(curve.input(), json(curve));
            for (long n : curve.counts()) if (n > 0) least = Math.min(least, n);
        }
        return evidence(
                "ale",
                new Evidence.Method("accumulated local effects", 1, "Apley & Zhu 2020"),
                Json.object().put("points", AccumulatedEffects.POINTS).put("levels", "by mean prediction"),
                features,
                "Differences along a curve hold near the rows of each interval; far apart points were never one row's.",
                Disclosure.aggregate(least));
    }

    /** Second-order accumulated local effects of two numbers. */
    public Evidence accumulatedPair(int first, int second) {
        SecondOrderEffects.Surface surface =
                new SecondOrderEffects(model, SecondOrderEffects.POINTS).of(rows, first, second);
        Json.Builder values = Json.object();
        for (int k = 0; k < surface.values().length; k++) {
            values.put(
                    model.outputs().names().get(k),
                    Json.array(Arrays.stream(surface.values()[k])
                            .map(Json::numbers)
                            .toList()));
        }
        Json counts = Json.array(Arrays.stream(surface.counts())
                .map(row -> Json.numbers(Arrays.stream(row).asDoubleStream().toArray()))
                .toList());
        Json.Builder features = Json.object()
                .put(
                        surface.firstInput() + " & " + surface.secondInput(),
                        Json.object()
                                .put("inputs", Json.texts(List.of(surface.firstInput(), surface.secondInput())))
                                .put("first", surface.first())
                                .put("second", surface.second())
                                .put("values", values.build())
                                .put("n", counts)
                                .build());
        return evidence(
                "ale",
                new Evidence.Method("accumulated local effects, second order", 1, "Apley & Zhu 2020"),
                Json.object().put("points", SecondOrderEffects.POINTS),
                features,
                "Cells without rows take the nearest cell's difference.",
                Disclosure.aggregate(1));
    }

    private Evidence evidence(
            String method,
            Evidence.Method named,
            Json.Builder parameters,
            Json.Builder features,
            String limit,
            Disclosure disclosure) {
        return new Evidence(
                "explain.effects",
                1,
                subjects,
                named,
                parameters.put("rows", rows.rows()).put("confidence", 0.95).build(),
                Json.object()
                        .put("method", method)
                        .put("output", model.outputs().scale())
                        .put("outputs", Json.texts(model.outputs().names()))
                        .put("features", features.build())
                        .build(),
                List.of(
                        limit,
                        "Says how the model's mean prediction moves, not what a change of the input would cause.",
                        "Intervals are over rows, each point by itself; the model is taken as it is."),
                disclosure);
    }

    private Json json(EffectCurve curve) {
        Json.Builder json = Json.object()
                .put("kind", curve.number() ? "number" : "category")
                .put("points", curve.points())
                .put("values", byOutput(curve.values()))
                .put(
                        "n",
                        Json.numbers(
                                Arrays.stream(curve.counts()).asDoubleStream().toArray()));
        if (curve.low().length > 0 && curve.low()[0].length > 0 && !Double.isNaN(curve.low()[0][0]))
            json.put("low", byOutput(curve.low())).put("high", byOutput(curve.high()));
        if (curve.rows().length == 0) return json.build();
        List<Json> curves = new ArrayList<>();
        for (int c = 0; c < curve.rows().length; c++) {
            curves.add(Json.object()
                    .put("row", curve.rows()[c])
                    .put("values", byOutput(curve.curves()[c]))
                    .build());
        }
        return json.put("curves", Json.array(curves)).build();
    }

    private Json byOutput(double[][] values) {
        Json.Builder json = Json.object();
        for (int k = 0; k < values.length; k++) json.put(model.outputs().names().get(k), Json.numbers(values[k]));
        return json.build();
    }
}
