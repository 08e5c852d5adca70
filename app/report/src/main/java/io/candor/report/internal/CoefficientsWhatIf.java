package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The model of evidence {@code explain.coefficients}: slopes, and a table for each category. */
final class CoefficientsWhatIf {
    private final Json.Obj result;
    private final Json.Obj model;
    private final List<String> outputs;

    private CoefficientsWhatIf(Evidence evidence) {
        this.result = evidence.result();
        this.model = result.object("model");
        this.outputs = ShapeFigures.outputs(evidence);
    }

    /** Whether the evidence holds the whole model. */
    static boolean complete(Evidence evidence) {
        return evidence.result().get("model") != null;
    }

    static WhatIfModel of(Evidence evidence) {
        return new CoefficientsWhatIf(evidence).model();
    }

    private WhatIfModel model() {
        List<Json> inputs = new ArrayList<>();
        List<Json> typical = new ArrayList<>();
        List<Json> terms = new ArrayList<>();
        for (int j = 0; j < model.array("inputs").size(); j++) {
            Json.Obj input = (Json.Obj) model.array("inputs").get(j);
            Json.Obj effect = (Json.Obj) model.array("effects").get(j);
            Json.Builder term =
                    Json.object().put("name", input.text("name")).put("inputs", Json.array(List.of(Json.of((long) j))));
            if (effect.get("slope") instanceof Json.Arr slope) {
                term.put("slope", slope).put("centre", effect.need("centre")).put("missing", effect.need("missing"));
                Json.Builder known = Json.object();
                input.members().forEach(known::put);
                known.put("mean", effect.need("centre"));
                known.put(
                        "deviation",
                        result.object("terms").object(input.text("name")).need("deviation"));
                inputs.add(known.build());
                typical.add(Json.of(Numbers.bound(effect.number("centre"))));
            } else {
                term.put("bins", Json.array(List.of(bins(input)))).put("scores", table(effect));
                inputs.add(input);
                typical.add(heaviest(input));
            }
            terms.add(term.build());
        }
        return new WhatIfModel(
                WhatIfModel.task(model, result.text("link")), outputs, model.need("intercept"), inputs, typical, terms);
    }

    private static Json bins(Json.Obj input) {
        int count = input.array("levels").size();
        double[] bins = IntStream.rangeClosed(1, count).asDoubleStream().toArray();
        return Json.object()
                .put("levels", Json.numbers(bins))
                .put("count", count + 2)
                .build();
    }

    /** Missing, the levels, unseen. */
    private static Json table(Json.Obj effect) {
        return WhatIfModel.packed(Stream.of("missing", "scores", "unseen")
                .flatMapToDouble(part -> DoubleStream.of(PerformanceSection.numbers(effect.array(part))))
                .toArray());
    }

    /** The level with the most training weight. */
    private Json heaviest(Json.Obj input) {
        Json.Obj levels = result.object("terms").object(input.text("name")).object("levels");
        Json best = Json.NULL;
        long most = -1;
        for (Json level : input.array("levels")) {
            if (!(levels.get(((Json.Str) level).value()) instanceof Json.Obj byOutput)) continue;
            long n = Estimate.fromJson(byOutput.object(outputs.get(0))).n();
            if (n > most) best = level;
            most = Math.max(most, n);
        }
        return best;
    }
}
