package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.prepare.FeatureHash;
import io.candor.core.prepare.Preparation;
import io.candor.core.prepare.PreparedColumn;
import io.candor.core.prepare.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A preparation as a pipeline's file has it. Whatever is not as it should be is an {@link IllegalArgumentException}. */
public final class PipelineJson {
    private static final int MOST_COLUMNS = 1_000_000;

    private final List<Input> inputs;
    private final List<String> names;

    private PipelineJson(List<Input> inputs) {
        this.inputs = inputs;
        this.names = inputs.stream().map(Input::name).toList();
    }

    /**
     * @param json has {@code inputs} and {@code columns}
     * @param wanted names of the model's inputs; columns with names are put into their order
     */
    public static Preparation read(Json.Obj json, List<String> wanted) {
        List<Input> inputs = new ArrayList<>();
        for (Json item : json.array("inputs")) {
            Json.Obj input = (Json.Obj) item;
            only(input, "name", "levels");
            inputs.add(
                    input.get("levels") == null
                            ? Input.number(input.text("name"))
                            : Input.category(input.text("name"), JsonParts.texts(input.array("levels"))));
        }
        PipelineJson pipeline = new PipelineJson(inputs);
        if (new HashSet<>(pipeline.names).size() < inputs.size()) throw bad("two inputs have one name");
        List<Json> items = json.array("columns");
        if (items.size() > MOST_COLUMNS) throw bad("more than " + MOST_COLUMNS + " columns");
        List<PreparedColumn> columns = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (Json item : items) {
            Json.Obj column = (Json.Obj) item;
            column.optionalText("name").ifPresent(named::add);
            columns.add(pipeline.column(column));
        }
        if (!named.isEmpty()) columns = ordered(columns, named, wanted);
        return new Preparation(inputs, columns);
    }

    private static List<PreparedColumn> ordered(List<PreparedColumn> columns, List<String> named, List<String> wanted) {
        if (named.size() != columns.size()) throw bad("some columns have a name and some have none");
        if (new HashSet<>(named).size() < named.size()) throw bad("two columns have one name");
        List<PreparedColumn> ordered = new ArrayList<>();
        for (String name : wanted) {
            int at = named.indexOf(name);
            if (at < 0) throw bad("no column is the model's input '" + name + "'");
            ordered.add(columns.get(at));
        }
        if (ordered.size() < columns.size()) throw bad("the model has fewer inputs than there are columns");
        return ordered;
    }

    private PreparedColumn column(Json.Obj json) {
        only(json, "name", "of", "steps", "product", "sum", "constant", "hash");
        if (json.get("product") != null) {
            List<PreparedColumn.Chain> factors = new ArrayList<>();
            for (Json factor : json.array("product")) {
                only((Json.Obj) factor, "of", "steps");
                factors.add(chain((Json.Obj) factor));
            }
            return new PreparedColumn.Product(factors);
        }
        if (json.get("sum") != null) return sum(json);
        if (json.get("hash") != null) return bucket(json.object("hash"));
        return chain(json);
    }

    private PreparedColumn sum(Json.Obj json) {
        List<PreparedColumn.Chain> terms = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Json item : json.array("sum")) {
            Json.Obj term = (Json.Obj) item;
            only(term, "of", "steps", "weight");
            terms.add(chain(term));
            weights.add(term.number("weight"));
        }
        return new PreparedColumn.Sum(terms, weights, json.get("constant") == null ? 0 : json.number("constant"));
    }

    private PreparedColumn bucket(Json.Obj json) {
        only(json, "of", "buckets", "bucket", "signs");
        List<Integer> of =
                JsonParts.texts(json.array("of")).stream().map(this::input).toList();
        int buckets = JsonParts.integer(json.number("buckets"));
        int bucket = JsonParts.integer(json.number("bucket"));
        if (bucket < 0 || bucket >= buckets) throw bad("there is no bucket " + bucket + " of " + buckets);
        boolean signs = json.get("signs") == null || ((Json.Bool) json.need("signs")).value();
        return new PreparedColumn.Bucket(new FeatureHash(inputs, of, buckets, signs), bucket);
    }

    private PreparedColumn.Chain chain(Json.Obj json) {
        int input = input(json.text("of"));
        List<Step> steps = new ArrayList<>();
        if (json.get("steps") != null) {
            for (Json step : json.array("steps")) steps.add(step((Json.Obj) step, inputs.get(input)));
        }
        return new PreparedColumn.Chain(input, steps);
    }

    private int input(String name) {
        int at = names.indexOf(name);
        if (at < 0) throw bad("there is no input '" + name + "'");
        return at;
    }

    private static Step step(Json.Obj json, Input input) {
        if (json.members().size() != 1) throw bad("a step does one thing");
        Map.Entry<String, Json> only = json.members().entrySet().iterator().next();
        Json with = only.getValue();
        return switch (only.getKey()) {
            case "scale" -> new Step.Scale(pair(with)[0], pair(with)[1]);
            case "impute" -> new Step.Impute(((Json.Num) with).value());
            case "cut" -> new Step.Cut(JsonParts.numbers(((Json.Arr) with).items()));
            case "between" -> between(((Json.Arr) with).items());
            case "missing" -> new Step.Missing();
            case "is" -> new Step.Is(levels(((Json.Arr) with).items(), input));
            case "code" -> code((Json.Obj) with, input);
            default ->
                throw bad("there is no step '" + only.getKey()
                        + "', but scale, impute, cut, between, missing, is and code");
        };
    }

    private static double[] pair(Json json) {
        double[] pair = JsonParts.numbers(((Json.Arr) json).items());
        if (pair.length != 2) throw bad("scale has a centre and a divisor");
        return pair;
    }

    private static Step between(List<Json> ends) {
        if (ends.size() != 2) throw bad("between has two ends");
        return new Step.Between(
                ends.get(0) instanceof Json.Null ? Double.NEGATIVE_INFINITY : ((Json.Num) ends.get(0)).value(),
                ends.get(1) instanceof Json.Null ? Double.POSITIVE_INFINITY : ((Json.Num) ends.get(1)).value());
    }

    private static Set<Integer> levels(List<Json> texts, Input input) {
        Set<Integer> levels = new HashSet<>();
        for (String text : JsonParts.texts(texts)) levels.add(level(text, input));
        return levels;
    }

    private static int level(String text, Input input) {
        int at = input.levels().indexOf(text);
        if (at < 0) throw bad("'" + input.name() + "' has no level '" + text + "'");
        return at;
    }

    private static Step code(Json.Obj json, Input input) {
        only(json, "levels", "missing", "unseen");
        double[] codes = new double[input.levels().size()];
        Arrays.fill(codes, Double.NaN);
        json.object("levels")
                .members()
                .forEach((text, number) -> codes[level(text, input)] = ((Json.Num) number).value());
        for (int l = 0; l < codes.length; l++) {
            if (Double.isNaN(codes[l])) throw bad("the level '" + input.levels().get(l) + "' has no code");
        }
        return new Step.Code(codes, number(json.get("missing")), number(json.get("unseen")));
    }

    private static double number(@org.jspecify.annotations.Nullable Json json) {
        return json instanceof Json.Num number ? number.value() : Double.NaN;
    }

    /** @throws IllegalArgumentException for a member of another name */
    public static void only(Json.Obj json, String... known) {
        for (String name : json.members().keySet()) {
            if (!Arrays.asList(known).contains(name)) throw bad("there is no member '" + name + "'");
        }
    }

    private static IllegalArgumentException bad(String why) {
        return new IllegalArgumentException(why);
    }
}
