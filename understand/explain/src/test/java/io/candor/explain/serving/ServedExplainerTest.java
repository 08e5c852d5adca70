package io.candor.explain.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServedExplainerTest {
    private static final String DIGEST = "0".repeat(64);
    private static final Table ROWS = new Table(List.of(
            new NumericColumn("income", new double[] {20, 40, Double.NaN, 60}),
            new NumericColumn("rents", new double[] {1, 0, 0, 0}),
            new NumericColumn("owns", new double[] {0, 1, 1, 0}),
            CategoricalColumn.of("job", Arrays.asList("clerk", "smith", "smith", null))));

    /** log-odds of "no": −0.1 income, +1 rents, −1 owns, clerk 2, smith −0.5. */
    private static LinearModel model(Task task) {
        boolean binary = task == Task.BINARY;
        return new LinearModel(
                task,
                "loan",
                List.of(
                        Input.number("income"),
                        Input.number("rents"),
                        Input.number("owns"),
                        Input.category("job", List.of("clerk", "smith"))),
                binary ? List.of("yes", "no") : List.of(),
                binary ? Link.LOGIT : Link.IDENTITY,
                1,
                new double[] {0.25},
                List.of(
                        new LinearModel.Slope(new double[] {-0.1}, 40, 10, new double[] {0.5}, 1),
                        new LinearModel.Slope(new double[] {1}, 0, 1, new double[] {0}, 0),
                        new LinearModel.Slope(new double[] {-1}, 0, 1, new double[] {0}, 0),
                        new LinearModel.Levels(
                                new double[] {2, -0.5},
                                new double[] {0.125},
                                new double[] {-3},
                                new double[] {1, 2},
                                1)),
                4,
                Optional.empty());
    }

    private static ServedExplainer explainer(ReasonRules rules) {
        return ServedExplainer.make(model(Task.BINARY), DIGEST, "everyone", ROWS, rules, ForkJoinPool.commonPool());
    }

    private static Map<String, @Nullable Object> applicant(@Nullable Object income, Object job) {
        Map<String, @Nullable Object> values = new HashMap<>(Map.of("rents", 1, "owns", 0));
        values.put("income", income);
        values.put("job", job);
        return values;
    }

    @Test
    void theWorstDifferenceFromTheReferenceComesFirst() {
        ServedExplainer explainer = explainer(ReasonRules.favouring("yes"));
        List<Reason> reasons = explainer.reasons(explainer.encode(applicant(30, "clerk")));
        // means by hand: income (2 + 0 + 0.5 − 2) / 4, rents 1/4, owns −1/2, job (2 − 0.5 − 0.5 + 0.125) / 4
        assertThat(reasons).extracting(Reason::name).containsExactly("job", "income", "rents", "owns");
        assertThat(reasons.get(0).difference()).isCloseTo(-(2 - 1.125 / 4), within(1e-15));
        assertThat(reasons.get(1).difference()).isCloseTo(-(1 - 0.125), within(1e-15));
        assertThat(reasons.get(2).difference()).isCloseTo(-0.75, within(1e-15));
        assertThat(reasons.get(3).difference()).isCloseTo(-0.5, within(1e-15));
        assertThat(reasons.get(0).text()).isEqualTo("job is clerk; typical of the reference is smith");
        assertThat(reasons.get(1).text()).isEqualTo("income is 30; typical of the reference is 40");
    }

    @Test
    void differencesAddUpToTheScoreLessTheReferencesMean() {
        ServedExplainer explainer = explainer(ReasonRules.favouring("yes"));
        Scores scores = model(Task.BINARY).score(ROWS);
        double mean = 0;
        for (int i = 0; i < 4; i++) mean += logit(scores.get(i, 0)) / 4;
        double[] row = explainer.encode(applicant(30, "clerk"));
        double own = model(Task.BINARY).additiveScore(row, 0);
        assertThat(explainer.difference(row)).isCloseTo(mean - own, within(1e-12));
        assertThat(explainer.reference().score()[0]).isCloseTo(mean, within(1e-12));
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    @Test
    void groupsCountOnceAndTiesKeepTheOrderOfInputs() {
        ReasonRules rules = new ReasonRules(
                "yes",
                2,
                Map.of("housing", List.of("owns", "rents")),
                Map.of("housing", "How you live: {value} (usual: {reference})"));
        ServedExplainer explainer = explainer(rules);
        List<Reason> reasons = explainer.reasons(explainer.encode(applicant(40, "clerk")));
        assertThat(reasons).extracting(Reason::name).containsExactly("job", "housing");
        assertThat(reasons.get(1).difference()).isCloseTo(-1.25, within(1e-15));
        assertThat(reasons.get(1).text()).isEqualTo("How you live: rents 1, owns 0 (usual: rents 0.25, owns 0.5)");
        ServedExplainer alone = explainer(ReasonRules.favouring("yes"));
        double[] row = alone.encode(applicant(null, "smith")); // rents and owns of 0.75 and 0.5, as above
        assertThat(alone.reasons(row)).extracting(Reason::name).containsExactly("rents", "owns", "income");
        assertThat(alone.reasons(row).get(2).value()).isEqualTo("missing");
    }

    @Test
    void theOtherOutcomeTurnsReasonsRound() {
        ServedExplainer explainer = explainer(ReasonRules.favouring("no"));
        double[] row = explainer.encode(applicant(90, "baker"));
        assertThat(explainer.reasons(row)).extracting(Reason::name).containsExactly("income", "job");
        assertThat(explainer.reasons(row).get(1).value()).isEqualTo("a value that the model has not seen");
        ServedExplainer lower = ServedExplainer.make(
                model(Task.REGRESSION),
                DIGEST,
                "everyone",
                ROWS,
                ReasonRules.favouring("higher"),
                ForkJoinPool.commonPool());
        assertThat(lower.reasons(row)).isEqualTo(explainer.reasons(row));
    }

    @Test
    void whatIsKeptAnswersTheSame() {
        ServedExplainer explainer = explainer(new ReasonRules(
                "yes", 3, Map.of("housing", List.of("owns", "rents")), Map.of("income", "You earn {value}")));
        ServedExplainer kept = ServedExplainer.of(model(Task.BINARY), DIGEST, explainer.toJson());
        assertThat(kept.toJson()).isEqualTo(explainer.toJson());
        double[] row = kept.encode(applicant(10, "smith"));
        assertThat(kept.reasons(row)).isEqualTo(explainer.reasons(row)).isNotEmpty();
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(() -> explainer(ReasonRules.favouring("maybe")), "CND-E022");
        refused(() -> explainer(new ReasonRules("yes", 4, Map.of("g", List.of("jobs")), Map.of())), "CND-E023");
        refused(() -> explainer(new ReasonRules("yes", 4, Map.of("job", List.of("owns")), Map.of())), "CND-E023");
        refused(
                () -> explainer(
                        new ReasonRules("yes", 4, Map.of("a", List.of("owns"), "b", List.of("owns")), Map.of())),
                "CND-E023");
        refused(() -> explainer(new ReasonRules("yes", 4, Map.of(), Map.of("job", "{salary}"))), "CND-E024");
        refused(() -> explainer(new ReasonRules("yes", 0, Map.of(), Map.of())), "CND-E025");
        refused(
                () -> ServedExplainer.make(
                        model(Task.BINARY),
                        DIGEST,
                        "nobody",
                        ROWS.select(new int[0]),
                        ReasonRules.favouring("yes"),
                        ForkJoinPool.commonPool()),
                "CND-E021");
        List<Column> columns = new ArrayList<>(ROWS.columns());
        columns.set(0, new NumericColumn("income", new double[] {1, Double.POSITIVE_INFINITY, 2, 3}));
        refused(
                () -> ServedExplainer.make(
                        model(Task.BINARY),
                        DIGEST,
                        "rich",
                        new Table(columns),
                        ReasonRules.favouring("yes"),
                        ForkJoinPool.commonPool()),
                "CND-E028");
        Json.Obj kept = explainer(ReasonRules.favouring("yes")).toJson();
        refused(() -> ServedExplainer.of(model(Task.BINARY), "1".repeat(64), kept), "CND-E026");
        refused(
                () -> ServedExplainer.of(
                        model(Task.BINARY), DIGEST, Json.object().build()),
                "CND-E026");
        ServedExplainer explainer = explainer(ReasonRules.favouring("yes"));
        refused(() -> explainer.encode(Map.of("income", 1)), "CND-M004");
        refused(() -> explainer.encode(applicant("a lot", "clerk")), "CND-M005");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
