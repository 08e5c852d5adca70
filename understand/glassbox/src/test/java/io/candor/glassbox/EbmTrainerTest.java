package io.candor.glassbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.DeLong;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EbmTrainerTest {
    private static final Map<String, String> QUICK = Map.of(
            "outer_bags", "3", "max_rounds", "60", "smoothing_rounds", "10", "interactions", "0"); // the rest is greedy

    private static EbmFit train(
            Map<String, String> changes, Table inputs, Target target, double @Nullable [] weights, int threads) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return new EbmTrainer(EbmSettings.interpret(target.task()).with(changes), pool)
                    .train(
                            inputs,
                            target,
                            RowRoles.NONE.withWeights(weights),
                            new RandomStreams(7),
                            Progress.NONE,
                            Deadline.NEVER);
        } finally {
            pool.shutdown();
        }
    }

    private static Target binary(double... values) {
        return new Target("y", Task.BINARY, values, List.of("no", "yes"));
    }

    private static Target numbers(double... values) {
        return new Target("y", Task.REGRESSION, values, List.of());
    }

    /** Two numbers, one of them with missing cells, a category, a flag and a constant; both kinds of label. */
    private record Made(Table inputs, Target binary, Target numeric, double[] weights) {
        static Made of(int n, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] a = new double[n];
            double[] b = new double[n];
            List<@Nullable String> colour = new ArrayList<>();
            byte[] flag = new byte[n];
            double[] constant = new double[n];
            double[] y = new double[n];
            double[] label = new double[n];
            double[] weights = new double[n];
            for (int i = 0; i < n; i++) {
                a[i] = random.nextInt(-20, 20) / 4.0;
                b[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextDouble();
                int c = random.nextInt(12);
                colour.add(c == 11 ? null : "c" + c);
                flag[i] = (byte) (random.nextInt(3) - 1);
                constant[i] = 4;
                y[i] = Math.abs(a[i]) + (Double.isNaN(b[i]) ? 2 : b[i]) + c % 3 + flag[i] + random.nextGaussian() / 4;
                label[i] = y[i] + random.nextGaussian() > 4.5 ? 1 : 0;
                weights[i] = random.nextDouble(0.5, 2);
            }
            Table table = new Table(List.of(
                    new NumericColumn("a", a),
                    new NumericColumn("b", b),
                    CategoricalColumn.of("colour", colour),
                    new BooleanColumn("flag", flag),
                    new NumericColumn("constant", constant)));
            return new Made(table, EbmTrainerTest.binary(label), numbers(y), weights);
        }
    }

    @Test
    void learnsTheShapeOfAnAdditiveFunction() {
        Made made = Made.of(3000, 1);
        AdditiveModel model = train(Map.of("outer_bags", "4"), made.inputs, made.numeric, null, 2)
                .model();
        double[] row = {0, 0.5, 0, 0, 4};
        double near = model.contribution(0, row, 0);
        row[0] = 4;
        assertThat(model.contribution(0, row, 0) - near).isCloseTo(4, within(0.2));
        row[1] = Double.NaN;
        double missing = model.contribution(1, row, 0);
        row[1] = 0.5;
        assertThat(missing - model.contribution(1, row, 0)).isCloseTo(1.5, within(0.2));
    }

    @Test
    void oneThreadAndTwoGiveTheSameBytes() {
        Made made = Made.of(700, 2);
        for (Target target : List.of(made.binary, made.numeric)) {
            for (double[] weights : new double[][] {null, made.weights}) {
                EbmFit one = train(QUICK, made.inputs, target, weights, 1);
                EbmFit two = train(QUICK, made.inputs, target, weights, 2);
                assertThat(bytes(two.model())).isEqualTo(bytes(one.model()));
                assertThat(two.provenance()).isEqualTo(one.provenance());
            }
        }
    }

    /** Kept so that another JDK or platform that gives other bytes is found. */
    @Test
    void theBytesAreThoseOfEveryPlatform() {
        Made made = Made.of(700, 2);
        assertThat(Arrays.hashCode(
                        bytes(train(QUICK, made.inputs, made.binary, null, 2).model())))
                .isEqualTo(BINARY_BYTES);
        assertThat(Arrays.hashCode(bytes(
                        train(QUICK, made.inputs, made.numeric, made.weights, 2).model())))
                .isEqualTo(NUMERIC_BYTES);
    }

    private static final int BINARY_BYTES = -213_143_587;
    private static final int NUMERIC_BYTES = -489_060_853;

    private static long[] bytes(AdditiveModel model) {
        List<double[]> parts = new ArrayList<>();
        parts.add(model.intercept());
        for (Term term : model.terms()) {
            parts.add(term.scores());
            parts.add(term.deviations());
            parts.add(term.weights());
            for (Bins bins : term.bins()) if (bins instanceof Bins.Cuts cuts) parts.add(cuts.cuts());
        }
        return parts.stream()
                .flatMapToDouble(Arrays::stream)
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }

    @Test
    void equalWeightsAreNoWeights() {
        Made made = Made.of(500, 3);
        double[] ones = new double[500];
        Arrays.fill(ones, 1);
        for (Target target : List.of(made.binary, made.numeric)) {
            double[] with = train(QUICK, made.inputs, target, ones, 2)
                    .model()
                    .score(made.inputs)
                    .values();
            double[] without = train(QUICK, made.inputs, target, null, 2)
                    .model()
                    .score(made.inputs)
                    .values();
            for (int i = 0; i < with.length; i++) assertThat(with[i]).isCloseTo(without[i], within(1e-6));
        }
    }

    @Test
    void meanPredictionIsTheMeanLabel() {
        Made made = Made.of(800, 4);
        for (Target target : List.of(made.binary, made.numeric)) {
            Scores scores =
                    train(QUICK, made.inputs, target, made.weights, 2).model().score(made.inputs);
            double gap = 0;
            for (int i = 0; i < 800; i++) gap += made.weights[i] * (scores.get(i, 0) - target.values()[i]);
            assertThat(gap).isCloseTo(0, within(1e-7));
        }
    }

    @Test
    void termsAreCentredAndFollowTheInputs() {
        Made made = Made.of(600, 5);
        AdditiveModel model =
                train(QUICK, made.inputs, made.binary, made.weights, 2).model();
        assertThat(model.terms()).hasSize(5);
        double total = Arrays.stream(made.weights).sum();
        for (int t = 0; t < 5; t++) {
            Term term = model.terms().get(t);
            assertThat(term.inputs()).containsExactly(t);
            double mean = 0;
            double weight = 0;
            for (int b = 0; b < term.weights().length; b++) {
                mean += term.weights()[b] * term.scores()[b];
                weight += term.weights()[b];
            }
            assertThat(weight).isCloseTo(total, within(1e-9));
            assertThat(mean).isCloseTo(0, within(1e-9));
            assertThat(term.scores()[term.scores().length - 1]).isZero();
        }
    }

    @Test
    void booleansAreCategoriesFalseAndTrue() {
        Made made = Made.of(300, 6);
        AdditiveModel model = train(QUICK, made.inputs, made.binary, null, 1).model();
        assertThat(model.inputs().get(3)).isEqualTo(Input.category("flag", List.of("false", "true")));
    }

    @Test
    void aConstantAndAnAllMissingColumnHaveZeroTerms() {
        double[] y = new double[60];
        double[] nothing = new double[60];
        double[] constant = new double[60];
        double[] useful = new double[60];
        Arrays.fill(nothing, Double.NaN);
        for (int i = 0; i < 60; i++) {
            useful[i] = i;
            y[i] = i < 30 ? 0 : 1;
        }
        Table table = new Table(List.of(
                new NumericColumn("nothing", nothing),
                new NumericColumn("constant", constant),
                new NumericColumn("useful", useful)));
        AdditiveModel model = train(QUICK, table, binary(y), null, 1).model();
        assertThat(model.terms().get(0).scores()).containsOnly(0);
        assertThat(model.terms().get(1).scores()).containsOnly(0);
        assertThat(((Bins.Cuts) model.terms().get(0).bins().get(0)).min()).isNaN();
        Scores scores = model.score(table);
        assertThat(scores.get(0, 0)).isLessThan(0.3);
        assertThat(scores.get(59, 0)).isGreaterThan(0.7);
    }

    @Test
    void withNothingToLearnFromTheModelIsTheMean() {
        Table table = new Table(List.of(new NumericColumn("constant", new double[] {1, 1, 1, 1})));
        EbmFit fit = train(QUICK, table, binary(0, 0, 0, 1), null, 1);
        assertThat(fit.model().score(table).get(0, 0)).isCloseTo(0.25, within(1e-12));
        assertThat(fit.bags()).allMatch(b -> b.mains().stoppedBy() == BagRecord.Stop.NOTHING_TO_LEARN);
    }

    @Test
    void oneRowAndTwoRowsAreEnough() {
        Table one = new Table(List.of(new NumericColumn("a", new double[] {3})));
        assertThat(train(QUICK, one, numbers(5), null, 1).model().score(one).get(0, 0))
                .isEqualTo(5);
        Table two = new Table(List.of(new NumericColumn("a", new double[] {3, 4})));
        assertThat(train(QUICK, two, binary(0, 1), null, 1).model().score(two).values())
                .doesNotContain(Double.NaN);
    }

    @Test
    void aConstantLabelGivesZeroTerms() {
        Made made = Made.of(200, 8);
        double[] y = new double[200];
        Arrays.fill(y, 3.5);
        AdditiveModel model = train(Map.of("outer_bags", "2"), made.inputs, numbers(y), null, 1)
                .model();
        assertThat(model.score(made.inputs).values()).containsOnly(3.5);
    }

    @Test
    void separableClassesStayFinite() {
        double[] a = new double[400];
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            a[i] = i;
            y[i] = i < 200 ? 0 : 1;
        }
        Table table = new Table(List.of(new NumericColumn("a", a)));
        Map<String, String> hard = Map.of(
                "outer_bags",
                "1",
                "learning_rate",
                "1",
                "min_samples_leaf",
                "0",
                "min_hessian",
                "0",
                "max_leaves",
                "9",
                "smoothing_rounds",
                "2000",
                "max_rounds",
                "4000",
                "early_stopping_rounds",
                "0");
        double[] scores =
                train(hard, table, binary(y), null, 1).model().score(table).values();
        assertThat(Arrays.stream(scores).allMatch(p -> p >= 0 && p <= 1)).isTrue();
        assertThat(scores[0]).isLessThan(0.01);
    }

    @Test
    void everyWayWithMissingValuesLearnsThem() {
        Made made = Made.of(900, 9);
        for (String way : List.of("separate", "low", "high", "gain")) {
            Map<String, String> changes = Map.of("outer_bags", "2", "missing", way);
            AdditiveModel model =
                    train(changes, made.inputs, made.numeric, null, 2).model();
            double[] row = {0, Double.NaN, 0, 0, 4};
            double missing = model.contribution(1, row, 0);
            row[1] = 0.5;
            assertThat(missing - model.contribution(1, row, 0)).as(way).isCloseTo(1.5, within(0.3));
        }
    }

    @Test
    void anUnseenLevelAddsNothing() {
        Made made = Made.of(300, 10);
        AdditiveModel model = train(QUICK, made.inputs, made.binary, null, 1).model();
        assertThat(model.contribution(2, new double[] {0, 0, -1, 0, 4}, 0)).isZero();
    }

    @Test
    void levelsAreThoseThatOccurSortedByText() {
        Table table = new Table(List.of(new CategoricalColumn("c", new int[] {2, 0, 2, 0}, List.of("z", "y", "a"))));
        AdditiveModel model = train(QUICK, table, binary(0, 1, 0, 1), null, 1).model();
        assertThat(model.inputs().get(0).levels()).containsExactly("a", "z");
    }

    @Test
    void aTrainingCutShortCanBeReplayedWithoutAClock() {
        Made made = Made.of(500, 11);
        EbmSettings settings = EbmSettings.interpret(Task.BINARY).with(Map.of("outer_bags", "4"));
        ForkJoinPool pool = new ForkJoinPool(1);
        AtomicInteger asked = new AtomicInteger();
        EbmTrainer trainer = new EbmTrainer(settings, pool);
        EbmFit cut = trainer.train(
                made.inputs,
                made.binary,
                RowRoles.NONE,
                new RandomStreams(1),
                Progress.NONE,
                () -> asked.incrementAndGet() > 500);
        assertThat(cut.bags()).anyMatch(b -> b.mains().stoppedBy() == BagRecord.Stop.DEADLINE);
        EbmFit again = trainer.replaying(
                        cut.bags().stream().map(BagRecord::steps).toList())
                .train(made.inputs, made.binary, RowRoles.NONE, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(bytes(again.model())).isEqualTo(bytes(cut.model()));
        pool.shutdown();
    }

    @Test
    void progressEndsAtOne() {
        Made made = Made.of(200, 12);
        ForkJoinPool pool = new ForkJoinPool(1);
        List<Double> told = java.util.Collections.synchronizedList(new ArrayList<>());
        new EbmTrainer(EbmSettings.interpret(Task.BINARY).with(QUICK), pool)
                .train(
                        made.inputs,
                        made.binary,
                        RowRoles.NONE,
                        new RandomStreams(1),
                        (stage, done, detail) -> told.add(done),
                        Deadline.NEVER);
        assertThat(told).isSorted().endsWith(1.0);
        pool.shutdown();
    }

    @Test
    void whatCannotBeLearntFromIsRefusedByCode() {
        NumericColumn a = new NumericColumn("a", new double[] {1, 2});
        refuses("CND-G003", List.of(new TextColumn("t", new String[] {"x", "y"})), binary(0, 1), null);
        refuses("CND-G003", List.of(new InstantColumn("t", new long[] {1, 2}, false)), binary(0, 1), null);
        refuses("CND-G004", List.of(new NumericColumn("a", new double[0])), binary(), null);
        refuses("CND-G005", List.of(a), binary(1, 1), null);
        refuses(
                "CND-G006",
                List.of(new NumericColumn("a", new double[] {1, Double.POSITIVE_INFINITY})),
                binary(0, 1),
                null);
        refuses("CND-G007", List.of(a), binary(0, 1), new double[] {1, 0});
        refuses("CND-G007", List.of(a), binary(0, 1), new double[] {1, Double.NaN});
        refuses("CND-G011", List.of(a), numbers(1, Double.NEGATIVE_INFINITY), null);
        refuses("CND-G012", List.of(), binary(0, 1), null);
    }

    private static void refuses(String code, List<Column> columns, Target target, double @Nullable [] weights) {
        assertThatThrownBy(() -> train(QUICK, new Table(columns), target, weights, 1))
                .hasMessageStartingWith(code);
    }

    /** Peer: interpret 0.7.8 with pairs, RMSE 53.02. */
    @Test
    void isAsGoodAsThePeerOnDiabetes() throws IOException {
        TestData data = TestData.read(Requires.shippedData("diabetes/diabetes.csv"), "progression");
        double[] predicted = scoresOfFold(data, Map.of());
        double[] values = data.fold(0, true).target().values();
        double squares = 0;
        for (int i = 0; i < values.length; i++) squares += (predicted[i] - values[i]) * (predicted[i] - values[i]);
        assertThat(Math.sqrt(squares / values.length)).isLessThan(53.5);
    }

    /** Peer: interpret 0.7.8, AUC .7468. */
    @Test
    void isAsGoodAsThePeerOnGermanCredit() throws IOException {
        TestData data = TestData.read(Requires.sharedData("german-credit.csv"), "default");
        assertThat(auc(data, scoresOfFold(data, Map.of()))).isGreaterThan(0.74);
    }

    /** Peer with its defaults: interpret 0.7.8, AUC .9266; quick settings here. */
    @Test
    void isNearlyAsGoodAsThePeerOnAdultInSeconds() throws IOException {
        TestData data = TestData.read(Requires.shippedData("adult/adult-complete.csv.gz"), "income");
        Map<String, String> quick = Map.of(
                "outer_bags", "2", "learning_rate", "0.1", "smoothing_rounds", "20", "early_stopping_rounds", "20");
        assertThat(auc(data, scoresOfFold(data, quick))).isGreaterThan(0.925);
    }

    private static double[] scoresOfFold(TestData data, Map<String, String> changes) {
        TestData train = data.fold(0, false);
        AdditiveModel model =
                train(changes, train.inputs(), train.target(), null, 2).model();
        return model.score(data.fold(0, true).inputs()).values();
    }

    private static double auc(TestData data, double[] scores) {
        double[] values = data.fold(0, true).target().values();
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) labels[i] = (int) values[i];
        return new DeLong(labels, scores).auc();
    }
}
