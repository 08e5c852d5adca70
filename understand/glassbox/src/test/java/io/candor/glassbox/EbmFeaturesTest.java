package io.candor.glassbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an EBM has beyond main effects of two classes or a number. */
class EbmFeaturesTest {
    private static final ForkJoinPool POOL = new ForkJoinPool(2);
    private static final int N = 1500;

    private final SplittableRandom random = new SplittableRandom(5);
    private final double[] a = random.doubles(N, -2, 2).toArray();
    private final double[] b = random.doubles(N, -2, 2).toArray();
    private final double[] c = random.doubles(N, -2, 2).toArray();
    private final Table table =
            new Table(List.of(new NumericColumn("a", a), new NumericColumn("b", b), new NumericColumn("c", c)));

    @AfterAll
    static void end() {
        POOL.shutdown();
    }

    private static EbmTrainer trainer(Task task, String... changes) {
        Map<String, String> all = new HashMap<>(Map.of(
                "outer_bags",
                "3",
                "smoothing_rounds",
                "20",
                "interaction_smoothing_rounds",
                "20",
                "learning_rate",
                "0.05",
                "early_stopping_rounds",
                "20",
                "max_rounds",
                "400"));
        for (int i = 0; i < changes.length; i += 2) all.put(changes[i], changes[i + 1]);
        return new EbmTrainer(EbmSettings.interpret(task).with(all), POOL);
    }

    private EbmFit fit(Target target, RowRoles roles, String... changes) {
        return trainer(target.task(), changes)
                .train(table, target, roles, new RandomStreams(3), Progress.NONE, Deadline.NEVER);
    }

    private Target numbers(java.util.function.IntToDoubleFunction of) {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) y[i] = of.applyAsDouble(i);
        return new Target("y", Task.REGRESSION, y, List.of());
    }

    private static double rmse(AdditiveModel model, Table rows, double[] y) {
        double[] scores = model.score(rows).values();
        double squares = 0;
        for (int i = 0; i < y.length; i++) squares += (scores[i] - y[i]) * (scores[i] - y[i]);
        return Math.sqrt(squares / y.length);
    }

    @Test
    void aPairThatMattersIsFoundAndLearnt() {
        Target target = numbers(i -> a[i] * b[i] + c[i] + random.nextGaussian() / 10);
        EbmFit mains = fit(target, RowRoles.NONE, "interactions", "0");
        EbmFit pairs = fit(target, RowRoles.NONE, "interactions", "1");
        assertThat(pairs.pairs()).hasSize(3);
        assertThat(pairs.pairs().get(0).inputs()).containsExactly("a", "b");
        assertThat(pairs.pairs().get(0).meanRank()).isEqualTo(1);
        assertThat(pairs.model().termName(3)).isEqualTo("a & b");
        assertThat(pairs.model().terms()).hasSize(4);
        assertThat(mains.pairs()).isEmpty();
        assertThat(rmse(mains.model(), table, target.values())).isGreaterThan(1);
        assertThat(rmse(pairs.model(), table, target.values())).isLessThan(0.4);
        assertThat(pairs.model().terms().get(3).bins().get(0).count()).isEqualTo(64);
    }

    @Test
    void namedTermsOfAnyOrderAreLearntAndExcludedOnesAreNot() {
        Target target = numbers(i -> (a[i] > 0) == (b[i] > 0) == (c[i] > 0) ? 2 : -2);
        EbmFit three = fit(
                target,
                RowRoles.NONE,
                "interactions",
                "a & c & b, b & a",
                "exclude",
                "c",
                "max_interaction_bins",
                "12");
        AdditiveModel model = three.model();
        assertThat(model.terms()).hasSize(4);
        assertThat(List.of(0, 1, 2, 3).stream().map(model::termName)).containsExactly("a", "b", "a & b & c", "a & b");
        assertThat(rmse(model, table, target.values())).isLessThan(1);
        EbmFit without = fit(target, RowRoles.NONE, "interactions", "2", "exclude", "a & b");
        assertThat(without.pairs()).hasSize(2).noneMatch(p -> p.inputs().equals(List.of("a", "b")));
    }

    @Test
    void severalClassesGetAScoreEachAndSharesThatAddUp() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            double[] s = {2 * a[i], 2 * b[i], -a[i] - b[i]};
            double best = -9;
            for (int k = 0; k < 3; k++) {
                double noisy = s[k] + random.nextGaussian() / 2;
                if (noisy > best) {
                    best = noisy;
                    y[i] = k;
                }
            }
        }
        Target target = new Target("y", Task.MULTICLASS, y, List.of("u", "v", "w"));
        EbmFit fit = fit(target, RowRoles.NONE, "interactions", "1");
        AdditiveModel model = fit.model();
        assertThat(model.outputs()).isEqualTo(3);
        assertThat(model.link()).isEqualTo(Link.SOFTMAX);
        Scores scores = model.score(table);
        int right = 0;
        double[] mean = new double[3];
        for (int i = 0; i < N; i++) {
            double sum = 0;
            int most = 0;
            for (int k = 0; k < 3; k++) {
                sum += scores.get(i, k);
                mean[k] += scores.get(i, k);
                if (scores.get(i, k) > scores.get(i, most)) most = k;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
            if (most == y[i]) right++;
        }
        assertThat(right / (double) N).isGreaterThan(0.83);
        for (int k = 0; k < 3; k++) {
            int wanted = k;
            assertThat(mean[k])
                    .isCloseTo(Arrays.stream(y).filter(v -> v == wanted).count(), within(1e-6));
        }
        double[] cell = model.terms().get(0).scores();
        for (int i = 0; i < cell.length; i += 3)
            assertThat(cell[i] + cell[i + 1] + cell[i + 2]).isCloseTo(0, within(1e-9));
    }

    @Test
    void oneThreadAndTwoGiveTheSameBytesWithPairsAndClasses() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) y[i] = a[i] * b[i] > 0.5 ? 2 : c[i] > 0 ? 1 : 0;
        Target target = new Target("y", Task.MULTICLASS, y, List.of("u", "v", "w"));
        ForkJoinPool one = new ForkJoinPool(1);
        EbmSettings settings = EbmSettings.interpret(Task.MULTICLASS)
                .with(Map.of("outer_bags", "3", "max_rounds", "15", "smoothing_rounds", "3", "interactions", "2"));
        EbmFit alone = new EbmTrainer(settings, one)
                .train(table, target, RowRoles.NONE, new RandomStreams(3), Progress.NONE, Deadline.NEVER);
        EbmFit both = new EbmTrainer(settings, POOL)
                .train(table, target, RowRoles.NONE, new RandomStreams(3), Progress.NONE, Deadline.NEVER);
        for (int t = 0; t < alone.model().terms().size(); t++) {
            assertThat(both.model().terms().get(t).scores())
                    .containsExactly(alone.model().terms().get(t).scores());
        }
        assertThat(both.model().intercept()).containsExactly(alone.model().intercept());
        assertThat(both.provenance()).isEqualTo(alone.provenance());
        one.shutdown();
    }

    @Test
    void aTrainingStoppedAmongInteractionsCanBeReplayed() {
        Target target = numbers(i -> a[i] * b[i]);
        AtomicInteger steps = new AtomicInteger();
        EbmFit cut = trainer(Task.REGRESSION, "interactions", "2", "smoothing_rounds", "5")
                .observedBy((bag, stage, count, metric) -> {
                    if (stage == EbmObserver.Stage.MAINS) {
                        return count < 30 ? EbmObserver.Decision.CONTINUE : EbmObserver.Decision.STOP_STAGE;
                    }
                    return steps.incrementAndGet() < 50 ? EbmObserver.Decision.CONTINUE : EbmObserver.Decision.STOP_ALL;
                })
                .train(table, target, RowRoles.NONE, new RandomStreams(3), Progress.NONE, Deadline.NEVER);
        assertThat(cut.bags()).allMatch(r -> r.mains().steps() == 30);
        assertThat(cut.bags()).anyMatch(r -> r.interactions().stoppedBy() == BagRecord.Stop.CALLBACK);
        EbmFit again = trainer(Task.REGRESSION, "interactions", "2", "smoothing_rounds", "5")
                .replaying(cut.bags().stream().map(BagRecord::steps).toList())
                .train(table, target, RowRoles.NONE, new RandomStreams(3), Progress.NONE, Deadline.NEVER);
        for (int t = 0; t < cut.model().terms().size(); t++) {
            assertThat(again.model().terms().get(t).scores())
                    .containsExactly(cut.model().terms().get(t).scores());
        }
    }

    @Test
    void logLinksLearnCountsAndAmounts() {
        for (String objective : List.of("poisson_deviance", "gamma_deviance", "tweedie_deviance:variance_power=1.3")) {
            Target target = numbers(i -> {
                double mean = Math.exp(a[i]);
                return objective.startsWith("gamma") ? mean * (0.8 + 0.4 * random.nextDouble()) : poisson(mean);
            });
            AdditiveModel model = fit(target, RowRoles.NONE, "objective", objective, "interactions", "0")
                    .model();
            assertThat(model.link()).isEqualTo(Link.LOG);
            assertThat(model.scale()).isEqualTo(Scores.Scale.VALUE);
            double[] low = {-1.5, 0, 0};
            double[] high = {1.5, 0, 0};
            assertThat(model.additiveScore(high, 0) - model.additiveScore(low, 0))
                    .as(objective)
                    .isCloseTo(3, within(0.35));
        }
    }

    private double poisson(double mean) {
        double product = random.nextDouble();
        int k = 0;
        for (double limit = Math.exp(-mean); product > limit; k++) product *= random.nextDouble();
        return k;
    }

    @Test
    void quantilesAndHuberAreRobustWhateverTheUnit() {
        for (double unit : new double[] {1e-3, 1, 1e5}) {
            Target target = numbers(i -> unit * (a[i] + random.nextDouble(-1, 1)));
            AdditiveModel upper = fit(target, RowRoles.NONE, "objective", "quantile:alpha=0.9", "interactions", "0")
                    .model();
            double[] scores = upper.score(table).values();
            int below = 0;
            for (int i = 0; i < N; i++) if (target.values()[i] <= scores[i]) below++;
            assertThat(below / (double) N).isCloseTo(0.9, within(0.02));
            assertThat(upper.contribution(0, new double[] {1.8, 0, 0}, 0)
                            - upper.contribution(0, new double[] {-1.8, 0, 0}, 0))
                    .isCloseTo(3.6 * unit, within(0.6 * unit));
        }
        Target spoilt = numbers(i -> i % 50 == 0 ? 1000 : a[i]);
        AdditiveModel huber = fit(spoilt, RowRoles.NONE, "objective", "pseudo_huber:delta=0.5", "interactions", "0")
                .model();
        assertThat(Arrays.stream(huber.score(table).values()).max().orElse(0)).isLessThan(6);
    }

    @Test
    void aMonotoneEffectNeverTurns() {
        Target target = numbers(i -> a[i] + Math.sin(4 * a[i]) + random.nextGaussian() / 2 + b[i]);
        EbmFit fit = fit(target, RowRoles.NONE, "monotone.a", "increasing", "monotone.b", "decreasing");
        double[] up = fit.model().terms().get(0).scores();
        double[] down = fit.model().terms().get(1).scores();
        for (int i = 2; i < up.length - 1; i++) assertThat(up[i]).isGreaterThanOrEqualTo(up[i - 1]);
        for (int i = 2; i < down.length - 1; i++) assertThat(down[i]).isLessThanOrEqualTo(down[i - 1]);
        assertThat(up[up.length - 2] - up[1]).isGreaterThan(1);
        assertThat(fit.pairs()).isEmpty(); // only c is left, and a pair needs two
    }

    @Test
    void inputsAreCutAsTheirTypesSay() {
        Target target = numbers(i -> a[i]);
        double[] grades = new double[N];
        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            grades[i] = i % 5 == 0 ? 1 : 7;
            sizes.add(List.of("small", "large", "middle").get(i % 3));
        }
        Table wide = new Table(List.of(
                new NumericColumn("a", a),
                new NumericColumn("b", b),
                new NumericColumn("c", c),
                new NumericColumn("grade", grades),
                CategoricalColumn.of("size", new ArrayList<>(sizes)),
                new NumericColumn("out", b)));
        AdditiveModel model = trainer(
                        Task.REGRESSION,
                        "max_bins",
                        "11",
                        "type.a",
                        "cuts:-1|0|1.5",
                        "type.b",
                        "uniform",
                        "type.c",
                        "rounded_quantile",
                        "type.grade",
                        "nominal_prevalence",
                        "type.size",
                        "ordinal:small|middle|large",
                        "type.out",
                        "ignore")
                .train(wide, target, RowRoles.NONE, new RandomStreams(1), Progress.NONE, Deadline.NEVER)
                .model();
        assertThat(model.inputs()).hasSize(5);
        assertThat(((Bins.Cuts) model.terms().get(0).bins().get(0)).cuts()).containsExactly(-1, 0, 1.5);
        double[] uniform = ((Bins.Cuts) model.terms().get(1).bins().get(0)).cuts();
        assertThat(uniform).hasSize(8);
        assertThat(uniform[1] - uniform[0]).isCloseTo(uniform[7] - uniform[6], within(1e-9));
        for (double cut : ((Bins.Cuts) model.terms().get(2).bins().get(0)).cuts()) {
            assertThat(Double.toString(cut).length()).isLessThanOrEqualTo(8);
        }
        assertThat(model.inputs().get(3)).isEqualTo(Input.category("grade", List.of("7", "1")));
        assertThat(model.inputs().get(4).levels()).containsExactly("small", "middle", "large");
    }

    @Test
    void groupsAndLatestRowsNeverStraddle() {
        int[] groups = new int[N];
        double[] times = new double[N];
        for (int i = 0; i < N; i++) {
            groups[i] = random.nextInt(40);
            times[i] = i / 10;
        }
        Target target = numbers(i -> a[i]);
        EbmFit grouped = fit(target, RowRoles.NONE.withGroups(groups), "interactions", "0");
        for (BagRecord bag : grouped.bags()) {
            assertThat(bag.trainingRows() + bag.validationRows()).isEqualTo(N);
            assertThat(bag.validationRows()).isBetween((int) (0.1 * N), (int) (0.2 * N));
        }
        EbmFit timed = fit(target, RowRoles.NONE.withTimes(times), "interactions", "0");
        for (BagRecord bag : timed.bags()) assertThat(bag.validationRows()).isEqualTo(230); // 225, and the equal times
    }

    @Test
    void bagsMayBeGiven() {
        byte[][] bags = new byte[3][N];
        for (int k = 0; k < 3; k++)
            for (int i = 0; i < N; i++) bags[k][i] = (byte) (i % 10 == k ? -1 : i % 10 == 9 ? 2 : 1);
        EbmFit fit = fit(numbers(i -> a[i]), RowRoles.NONE.withBags(bags), "interactions", "0");
        assertThat(fit.bags()).allMatch(b -> b.trainingRows() == N * 10 / 10 && b.validationRows() == N / 10);
    }

    @Test
    void initialScoresAreBuiltUpon() {
        Target target = numbers(i -> 5 * a[i] + b[i]);
        double[] known = new double[N];
        for (int i = 0; i < N; i++) known[i] = 5 * a[i];
        AdditiveModel model = fit(target, RowRoles.NONE.withInitialScores(new double[][] {known}), "interactions", "0")
                .model();
        assertThat(Arrays.stream(model.terms().get(0).scores())
                        .map(Math::abs)
                        .max()
                        .orElse(9))
                .isLessThan(0.2);
        assertThat(model.contribution(1, new double[] {0, 1.5, 0}, 0)).isCloseTo(1.5, within(0.3));
    }

    @Test
    void balancedClassesMoveTheBase() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) y[i] = i % 10 == 0 ? 1 : 0;
        Target target = new Target("y", Task.BINARY, y, List.of("no", "yes"));
        AdditiveModel model = fit(target, RowRoles.NONE, "class_weight", "balanced", "interactions", "0")
                .model();
        assertThat(Arrays.stream(model.score(table).values()).average().orElse(0))
                .isCloseTo(0.5, within(0.1));
    }

    @Test
    void bagsAreKeptAndTheirMeanIsTheModel() {
        AdditiveModel model = fit(numbers(i -> a[i] * b[i]), RowRoles.NONE, "interactions", "1")
                .model();
        assertThat(model.bags()).hasSize(3);
        double total = model.bags().stream().mapToDouble(k -> k.weight()).sum();
        for (int t = 0; t < model.terms().size(); t++) {
            double[] scores = model.terms().get(t).scores();
            for (int i = 0; i < scores.length; i++) {
                double mean = 0;
                for (var bag : model.bags())
                    mean += bag.weight() / total * bag.scores().get(t)[i];
                assertThat(scores[i]).isCloseTo(mean, within(1e-12));
            }
        }
    }

    @Test
    void settingsThatFitNothingAreRefusedByCode() {
        Target target = numbers(i -> a[i]);
        refuses("CND-G016", target, "monotone.d", "increasing");
        refuses("CND-G016", target, "exclude", "a, d");
        refuses("CND-G016", target, "interactions", "a & d");
        refuses("CND-G016", target, "interactions", "a & b", "monotone.a", "increasing");
        refuses("CND-G002", target, "interactions", "a & a");
        refuses("CND-G002", target, "interactions", "a");
        refuses("CND-G002", target, "type.a", "cuts:3|2");
        refuses("CND-G002", target, "type.a", "cubic");
        refuses("CND-G002", target, "objective", "tweedie_deviance:variance_power=2.5");
        refuses("CND-G002", target, "monotone.a", "sideways");
        refuses("CND-G015", target, "type.a", "ordinal:1|2");
        refuses("CND-G013", target, "objective", "poisson_deviance");
        refuses("CND-G016", target, "type.a", "ignore", "type.b", "ignore", "type.c", "ignore");
        refuses("CND-G014", target, "interactions", "a & b & c", "max_interaction_bins", "1000");
    }

    private void refuses(String code, Target target, String... changes) {
        assertThatThrownBy(() -> fit(target, RowRoles.NONE, changes)).hasMessageStartingWith(code);
    }
}
