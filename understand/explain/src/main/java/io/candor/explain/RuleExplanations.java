package io.candor.explain;

import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.RuleList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rule list explains itself: globally all rules with their support and what held-out rows say of them ({@code
 * explain.rules} v1); locally the rule that fired, and of each one before it the conditions that failed ({@code explain.rule}
 * v1).
 */
public final class RuleExplanations {
    private final RuleList model;
    private final ModelOutputs outputs;

    public RuleExplanations(RuleList model) {
        this.model = model;
        this.outputs = ModelOutputs.ofPrediction(model);
    }

    /**
     * All rules, in order.
     *
     * @param subjects digest of the model
     */
    public Evidence rules(List<Subject> subjects) {
        double total = 0;
        double least = Double.POSITIVE_INFINITY;
        for (RuleList.Rule rule : model.rules()) {
            total += rule.weight();
            if (rule.weight() > 0) least = Math.min(least, rule.weight());
        }
        List<Json> rules = new ArrayList<>();
        for (RuleList.Rule rule : model.rules()) {
            rules.add(Json.object()
                    .put(
                            "conditions",
                            Json.texts(
                                    rule.conditions().stream().map(this::text).toList()))
                    .put("weight", rule.weight())
                    .put("share", total > 0 ? rule.weight() / total : 0)
                    .put("prediction", prediction(rule))
                    .build());
        }
        Json.Obj result = Json.object()
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("rules", Json.array(rules))
                .build();
        return new Evidence(
                "explain.rules",
                1,
                subjects,
                new Evidence.Method("rule list", 1, "Frank & Witten 1998"),
                Json.object().put("confidence", 0.95).build(),
                result,
                List.of(
                        "A rule speaks of rows that no rule before it caught, not of all rows that meet its conditions.",
                        "Intervals are of held-out rows, for each rule alone; predictions are means of all training rows."),
                Disclosure.aggregate(Math.max(1, (long) Math.min(least, 1e15))));
    }

    private Json prediction(RuleList.Rule rule) {
        Json.Builder json = Json.object();
        for (int k = 0; k < rule.prediction().length; k++) {
            Estimate estimate;
            if (rule.check().isPresent()) {
                RuleList.Check check = rule.check().get();
                estimate = new Estimate.Interval(
                        rule.prediction()[k],
                        check.low()[k],
                        check.high()[k],
                        check.rows(),
                        check.method() + ", held out");
            } else {
                estimate = new Estimate.Point(rule.prediction()[k], 0);
            }
            json.put(outputs.names().get(k), estimate.toJson());
        }
        return json.build();
    }

    /**
     * Why single rows were scored as they were.
     *
     * @param subjects digests of the model and of the data
     * @throws io.candor.core.CandorException {@code CND-E003} if there is no such row
     */
    public Evidence fired(Table table, int[] rows, List<Subject> subjects) {
        ExplainedRows.check(table, rows);
        RowEncoder encoder = new RowEncoder(model.inputs(), table.select(rows));
        double[] encoded = new double[model.inputs().size()];
        List<String> names = model.inputs().stream().map(Input::name).toList();
        List<Json> explained = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            encoder.encode(i, encoded);
            int fired = model.fired(encoded);
            RuleList.Rule rule = model.rules().get(fired);
            List<Json> before = new ArrayList<>();
            for (int r = 0; r < fired; r++) before.add(failed(r, encoded));
            explained.add(Json.object()
                    .put("row", rows[i])
                    .put("prediction", outputs.numbers(rule.prediction()))
                    .put("fired", fired)
                    .put(
                            "conditions",
                            Json.texts(
                                    rule.conditions().stream().map(this::text).toList()))
                    .put("notFired", Json.array(before))
                    .put("data", Cells.of(table, names, rows[i]))
                    .build());
        }
        Json.Obj result = Json.object()
                .put("method", "first rule that fires")
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("features", Json.texts(names))
                .put("rows", Json.array(explained))
                .build();
        return new Evidence(
                "explain.rule",
                1,
                subjects,
                new Evidence.Method("first rule that fires", 1, "Frank & Witten 1998"),
                Json.object().build(),
                result,
                List.of(
                        "Says how the model came to its score, not what would happen to a person whose values changed."),
                Disclosure.rows());
    }

    private Json failed(int rule, double[] encoded) {
        List<String> failed = new ArrayList<>();
        for (RuleList.Condition condition : model.rules().get(rule).conditions()) {
            if (!condition.holds(encoded[condition.input()])) failed.add(text(condition));
        }
        return Json.object().put("rule", rule).put("failed", Json.texts(failed)).build();
    }

    /** A condition for people. */
    private String text(RuleList.Condition condition) {
        String name = model.inputs().get(condition.input()).name();
        if (condition instanceof RuleList.Missing) return name + " missing";
        if (condition instanceof RuleList.Between between) {
            String text = between(name, between);
            return between.orMissing() ? text + " or missing" : text;
        }
        RuleList.Among among = (RuleList.Among) condition;
        if (among.levels().length == 0) return name + " not missing";
        List<String> levels = Arrays.stream(among.levels())
                .mapToObj(l -> model.inputs().get(condition.input()).levels().get(l))
                .toList();
        return Conditions.among(name, levels, among.in()) + (among.orMissing() ? " or missing" : "");
    }

    private static String between(String name, RuleList.Between between) {
        boolean below = between.low() == Double.NEGATIVE_INFINITY;
        boolean above = between.high() == Double.POSITIVE_INFINITY;
        if (below && above) return name + " not missing";
        if (below) return name + " ≤ " + EcmaNumber.format(between.high());
        if (above) return name + " > " + EcmaNumber.format(between.low());
        return EcmaNumber.format(between.low()) + " < " + name + " ≤ " + EcmaNumber.format(between.high());
    }
}
