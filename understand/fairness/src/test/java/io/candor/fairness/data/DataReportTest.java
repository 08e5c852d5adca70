package io.candor.fairness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataReportTest {
    private static final int N = 600;

    /** One row in three is "f"; x is their code with noise, twin is their code, noise is none, gap is missing for one in two of "f". */
    private static Table table() {
        RandomStream random = new RandomStreams(1).stream("data");
        List<@Nullable String> g = new ArrayList<>();
        List<@Nullable String> twin = new ArrayList<>();
        double[] x = new double[N];
        double[] noise = new double[N];
        double[] gap = new double[N];
        for (int i = 0; i < N; i++) {
            boolean f = i % 3 == 0;
            g.add(f ? "f" : "m");
            twin.add(f ? "wife" : "husband");
            x[i] = (f ? 1 : 0) + random.nextDouble();
            noise[i] = random.nextDouble();
            gap[i] = f && i % 2 == 0 ? Double.NaN : 1;
        }
        return new Table(List.of(
                CategoricalColumn.of("g", g),
                CategoricalColumn.of("twin", twin),
                new NumericColumn("x", x),
                new NumericColumn("noise", noise),
                new NumericColumn("gap", gap)));
    }

    private static Target binary() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) y[i] = i % 3 == 0 ? (i % 12 == 0 ? 1 : 0) : i % 2;
        return new Target("y", Task.BINARY, y, List.of("no", "yes"));
    }

    private static DataPlan plan(Map<String, Map<String, Double>> references) {
        return new DataPlan(FairnessPlan.of("g"), List.of("g", "twin", "x", "noise"), references);
    }

    private static Json.Obj feature(DataPlan plan, Target target, Optional<GroupLearner> learner) {
        return DataReport.of(plan, table(), target, learner, new RandomStreams(1))
                .result()
                .object("features")
                .object("g");
    }

    @Test
    void labelsAreComparedWithTheRestOfTheRows() {
        Json.Obj f = feature(plan(Map.of()), binary(), Optional.empty())
                .object("groups")
                .object("f");
        assertThat(f.number("n")).isEqualTo(200);
        assertThat(f.object("share").number("value")).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(f.object("label").number("value")).isEqualTo(0.25);
        Json.Obj balance = f.object("balance");
        assertThat(balance.number("class_imbalance")).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(balance.object("label_difference").number("value")).isEqualTo(0.25);
        assertThat(balance.number("tvd")).isEqualTo(0.25);
        double kl = 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75);
        assertThat(balance.number("kl")).isCloseTo(kl, within(1e-12));
    }

    @Test
    void theLargestGapOfLabelsHasAnInterval() {
        Json.Obj gap = feature(plan(Map.of()), binary(), Optional.empty())
                .object("label")
                .object("difference");
        assertThat(gap.number("value")).isEqualTo(0.25);
        assertThat(gap.text("lowest")).isEqualTo("f");
        assertThat(gap.number("low")).isBetween(0.1, 0.25);
    }

    @Test
    void sharesAreTestedAgainstTheReference() {
        Json.Obj right = feature(plan(Map.of("g", Map.of("f", 1 / 3.0, "m", 2 / 3.0))), binary(), Optional.empty())
                .object("representation");
        assertThat(right.number("statistic")).isCloseTo(0, within(1e-9));
        assertThat(right.number("p")).isCloseTo(1, within(1e-4));
        Json.Obj equal = feature(plan(Map.of()), binary(), Optional.empty()).object("representation");
        assertThat(equal.text("against")).isEqualTo("equal shares");
        assertThat(equal.number("statistic")).isCloseTo(2 * 100.0 * 100 / 300, within(1e-9));
    }

    @Test
    void missingValuesAreComparedByGroup() {
        List<Json> missing = feature(plan(Map.of()), binary(), Optional.empty()).array("missing");
        assertThat(missing).hasSize(1);
        Json.Obj gap = (Json.Obj) missing.get(0);
        assertThat(gap.text("column")).isEqualTo("gap");
        assertThat(gap.object("largest_gap").number("value")).isEqualTo(0.5);
        assertThat(gap.number("p")).isEqualTo(0.001);
    }

    @Test
    void proxiesAreRankedByHowWellTheyTellTheGroup() {
        List<Json> proxies = feature(plan(Map.of()), binary(), Optional.empty()).array("proxies");
        List<String> names =
                proxies.stream().map(p -> ((Json.Obj) p).text("column")).toList();
        assertThat(names).containsExactly("twin", "x", "noise");
        Json.Obj twin = (Json.Obj) proxies.get(0);
        assertThat(twin.number("association")).isCloseTo(1, within(1e-9));
        Json.Obj x = (Json.Obj) proxies.get(1);
        assertThat(x.object("auc").number("value")).isLessThan(0.01);
        assertThat(x.number("correlation_ratio")).isGreaterThan(0.8);
        Json.Obj noise = (Json.Obj) proxies.get(2);
        assertThat(noise.number("q")).isGreaterThan(0.01);
        assertThat(noise.number("association")).isLessThan(0.15);
    }

    /** A learner that knows the answer only from the column that gives it away, and that checks what it is given. */
    @Test
    void togetherTheInputsAreScoredOnRowsThatWereNotLearntFrom() {
        GroupLearner learner = new GroupLearner() {
            @Override
            public String name() {
                return "reader of x";
            }

            @Override
            public Scores scores(Table train, Target target, Table test) {
                assertThat(train.names()).containsExactly("twin", "x", "noise");
                assertThat(train.rows() + test.rows()).isEqualTo(N);
                double[] scores = new double[test.rows()];
                NumericColumn x = (NumericColumn) test.column("x");
                for (int i = 0; i < scores.length; i++) scores[i] = x.get(i) < 1 ? 0.9 : 0.1;
                return new Scores(scores, scores.length, 1, Scores.Scale.PROBABILITY);
            }
        };
        Json.Obj together =
                feature(plan(Map.of()), binary(), Optional.of(learner)).object("together");
        assertThat(together.number("macro_auc")).isEqualTo(1);
        assertThat(together.object("groups").object("f").number("value")).isEqualTo(1);
    }

    @Test
    void numbersAndSeveralClassesAreLabels() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) y[i] = i % 3 == 0 ? 10 + i % 5 : i % 5;
        Json.Obj number = feature(plan(Map.of()), new Target("y", Task.REGRESSION, y, List.of()), Optional.empty());
        Json.Obj balance = number.object("groups").object("f").object("balance");
        assertThat(balance.object("label_difference").number("value")).isCloseTo(-10, within(1e-9));
        assertThat(balance.number("ks")).isEqualTo(1);
        for (int i = 0; i < N; i++) y[i] = i % 4 == 3 ? 2 : i % 2;
        Json.Obj several =
                feature(plan(Map.of()), new Target("y", Task.MULTICLASS, y, List.of("a", "b", "c")), Optional.empty());
        assertThat(several.object("label").members()).containsOnlyKeys("a", "b", "c");
        assertThat(several.object("groups").object("m").object("labels").members())
                .hasSize(3);
    }

    @Test
    void sharesThatFitNoGroupsAreRefused() {
        refused("CND-F074", () -> plan(Map.of("g", Map.of("f", 0.4, "m", 0.4))));
        refused("CND-F075", () -> feature(plan(Map.of("g", Map.of("f", 0.4, "n", 0.6))), binary(), Optional.empty()));
        refused("CND-F075", () -> feature(plan(Map.of("g", Map.of("f", 1.0))), binary(), Optional.empty()));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
