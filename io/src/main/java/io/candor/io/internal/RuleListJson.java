package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.RuleList;
import java.util.Arrays;
import java.util.Optional;

/** A rule list as JSON, format version 1, and back. Numbers keep every bit; an open end of a range is absent. */
final class RuleListJson {
    private RuleListJson() {}

    static Json.Obj write(RuleList model) {
        return JsonParts.header(model)
                .put(
                        "rules",
                        Json.array(
                                model.rules().stream().map(RuleListJson::rule).toList()))
                .build();
    }

    private static Json.Obj rule(RuleList.Rule rule) {
        Json.Builder json = Json.object()
                .put(
                        "conditions",
                        Json.array(rule.conditions().stream()
                                .map(RuleListJson::condition)
                                .toList()))
                .put("prediction", Json.numbers(rule.prediction()))
                .put("weight", rule.weight());
        rule.check()
                .ifPresent(c -> json.put(
                        "check",
                        Json.object()
                                .put("method", c.method())
                                .put("low", Json.numbers(c.low()))
                                .put("high", Json.numbers(c.high()))
                                .put("rows", c.rows())
                                .build()));
        return json.build();
    }

    private static Json.Obj condition(RuleList.Condition condition) {
        Json.Builder json = Json.object().put("input", condition.input());
        if (condition instanceof RuleList.Missing)
            return json.put("is", "missing").build();
        if (condition instanceof RuleList.Between b) {
            json.put("is", "between").put("or_missing", b.orMissing());
            if (b.low() > Double.NEGATIVE_INFINITY) json.put("above", b.low());
            if (b.high() < Double.POSITIVE_INFINITY) json.put("up_to", b.high());
            return json.build();
        }
        RuleList.Among a = (RuleList.Among) condition;
        return json.put("is", a.in() ? "in" : "not in")
                .put("levels", JsonParts.integers(a.levels()))
                .put("or_missing", a.orMissing())
                .build();
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    static RuleList read(Json.Obj json) {
        return new RuleList(
                JsonParts.task(json),
                json.text("target"),
                JsonParts.inputs(json),
                JsonParts.texts(json.array("classes")),
                json.array("rules").stream().map(r -> readRule((Json.Obj) r)).toList());
    }

    private static RuleList.Rule readRule(Json.Obj json) {
        Optional<RuleList.Check> check = json.get("check") instanceof Json.Obj c
                ? Optional.of(new RuleList.Check(
                        c.text("method"),
                        JsonParts.numbers(c.array("low")),
                        JsonParts.numbers(c.array("high")),
                        JsonParts.integer(c.number("rows"))))
                : Optional.empty();
        return new RuleList.Rule(
                json.array("conditions").stream()
                        .map(c -> readCondition((Json.Obj) c))
                        .toList(),
                JsonParts.numbers(json.array("prediction")),
                json.number("weight"),
                check);
    }

    private static RuleList.Condition readCondition(Json.Obj json) {
        int input = JsonParts.integer(json.number("input"));
        String is = json.text("is");
        if (is.equals("missing")) return new RuleList.Missing(input);
        boolean orMissing = ((Json.Bool) json.need("or_missing")).value();
        if (is.equals("between")) {
            double low = json.get("above") == null ? Double.NEGATIVE_INFINITY : json.number("above");
            double high = json.get("up_to") == null ? Double.POSITIVE_INFINITY : json.number("up_to");
            return new RuleList.Between(input, low, high, orMissing);
        }
        if (!Arrays.asList("in", "not in").contains(is)) throw new IllegalArgumentException("unknown condition " + is);
        return new RuleList.Among(input, JsonParts.integers(json.array("levels")), is.equals("in"), orMissing);
    }
}
