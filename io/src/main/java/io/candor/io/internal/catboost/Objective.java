package io.candor.io.internal.catboost;

import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Link;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model was trained for.
 *
 * @param classes empty for a number
 */
record Objective(Link link, List<String> classes) {

    /** @param outputs numbers per leaf */
    static Objective of(Json.Obj model, int outputs) {
        Json.Obj info = model.object("model_info");
        String loss = info.at("/params/loss_function/type")
                .map(t -> ((Json.Str) t).value())
                .orElse("");
        List<String> names = info.at("/class_params/class_names")
                .map(n -> ((Json.Arr) n).items().stream().map(Objective::text).toList())
                .orElse(List.of());
        return switch (loss) {
            case "Logloss", "CrossEntropy" -> one(new Objective(Link.LOGIT, named(names, 2)), outputs);
            case "MultiClass" -> new Objective(Link.SOFTMAX, named(names, outputs));
            case "MultiClassOneVsAll" -> new Objective(Link.LOGIT, named(names, outputs));
            case "Poisson", "Tweedie" -> one(new Objective(Link.LOG, List.of()), outputs);
            case "RMSE", "MAE", "Quantile", "MAPE", "Huber", "LogCosh", "Lq", "Expectile", "LogLinQuantile" ->
                one(new Objective(loss.equals("LogLinQuantile") ? Link.LOG : Link.IDENTITY, List.of()), outputs);
            default ->
                throw ModelReading.another(
                        "for the loss '" + ModelReading.brief(loss) + "'", "train it with another loss");
        };
    }

    private static Objective one(Objective objective, int outputs) {
        if (outputs != 1) throw ModelReading.another("with several outputs", "train one model for each");
        return objective;
    }

    private static List<String> named(List<String> names, int count) {
        if (count < 2) throw new IllegalArgumentException("it has too few classes");
        if (names.isEmpty())
            return IntStream.range(0, count).mapToObj(String::valueOf).toList();
        if (names.size() != count || names.stream().distinct().count() < count) {
            throw new IllegalArgumentException("not one name per class");
        }
        return names;
    }

    private static String text(Json name) {
        if (name instanceof Json.Str text) return text.value();
        if (name instanceof Json.Bool flag) return flag.value() ? "True" : "False";
        return EcmaNumber.format(Parts.number(name));
    }
}
