package io.candor.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.model.Input;
import io.candor.core.model.ModelReader;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trained;
import io.candor.core.model.TrainerProvider;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.io.XgboostFile;
import io.candor.xgboost.internal.Boosting;
import io.candor.xgboost.internal.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class XgboostTrainerTest {
    private static final TestRows ROWS = TestRows.of(1500, 1);

    private static Trained train(Task task, Map<String, String> settings, Deadline deadline) {
        return new XgboostTrainer(XgboostSettings.DEFAULT.with(settings))
                .train(ROWS.inputs(), ROWS.target(task), null, new RandomStreams(3), Progress.NONE, deadline);
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void scoresOnRawInputsAsTheNativeLibraryDoes(Task task) throws Exception {
        Target target = ROWS.target(task);
        Matrix matrix = Matrix.of(ROWS.inputs(), target, null);
        String objective = XgboostSettings.DEFAULT.objective(task);
        Map<String, Object> parameters =
                Map.of("objective", objective, "tree_method", "hist", "nthread", 1, "num_class", outputs(task));
        DMatrix rows = matrix.open(null);
        Boosting done = Boosting.run(parameters, rows, null, 20, 0, "", Progress.NONE, Deadline.NEVER);
        TreeEnsemble ours = XgboostFile.read(done.model(), "y", target.classes(), matrix.inputs());
        Booster theirs = XGBoost.loadModel(done.model());
        float[][] expected = theirs.predict(rows);
        Scores scores = ours.score(ROWS.inputs());
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < scores.outputs(); k++) {
                assertThat(scores.get(i, k)).isCloseTo(expected[i][k], within(2e-6));
            }
        }
    }

    private static int outputs(Task task) {
        return task == Task.MULTICLASS ? 3 : task == Task.BINARY ? 0 : 1;
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void learnsWhatIsThereAndAgainTheSame(Task task) {
        Trained once = train(task, Map.of(), Deadline.NEVER);
        Trained again = train(task, Map.of(), Deadline.NEVER);
        TreeEnsemble model = (TreeEnsemble) once.model();
        assertThat(((TreeEnsemble) again.model()).trees().values())
                .containsExactly(model.trees().values());
        assertThat(again.provenance()).isEqualTo(once.provenance());
        assertThat(once.provenance().number("rounds")).isBetween(5.0, 999.0);
        assertThat(model.inputs().get(2).kind()).isEqualTo(Input.Kind.CATEGORY);
        assertThat(model.inputs().get(3)).isEqualTo(Input.category("flag", List.of("false", "true")));
        TestRows fresh = TestRows.of(1000, 2);
        assertThat(loss(model.score(fresh.inputs()), fresh.target(task)))
                .isLessThan(
                        0.8 * loss(constant(fresh.target(task), model.outputs(), model.scale()), fresh.target(task)));
    }

    private static Scores constant(Target target, int outputs, Scores.Scale scale) {
        double[] values = new double[target.values().length * outputs];
        double mean = Arrays.stream(target.values()).average().orElseThrow();
        Arrays.fill(values, outputs > 1 ? 1.0 / outputs : mean);
        return new Scores(values, target.values().length, outputs, scale);
    }

    private static double loss(Scores scores, Target target) {
        double sum = 0;
        for (int i = 0; i < scores.rows(); i++) {
            double y = target.values()[i];
            double p = scores.outputs() > 1 ? scores.get(i, (int) y) : scores.get(i, 0);
            sum += switch (target.task()) {
                case REGRESSION -> (p - y) * (p - y);
                case BINARY -> -Math.log(y == 1 ? p : 1 - p);
                case MULTICLASS -> -Math.log(p);
            };
        }
        return sum / scores.rows();
    }

    @Test
    void anUnseenLevelIsScored() {
        TreeEnsemble model = (TreeEnsemble)
                train(Task.BINARY, Map.of("rounds", "20"), Deadline.NEVER).model();
        Table unseen = ROWS.inputs().with(CategoricalColumn.of("town", java.util.Collections.nCopies(1500, "x")));
        assertThat(model.score(unseen).values()).doesNotContain(Double.NaN);
    }

    @Test
    void aDeadlineKeepsTheTreesUpToTheBestRound() {
        int[] asked = {0};
        Trained late = train(Task.BINARY, Map.of(), () -> ++asked[0] > 7);
        assertThat(late.provenance().get("stopped")).isEqualTo(io.candor.core.json.Json.of(true));
        assertThat(((TreeEnsemble) late.model()).trees().count())
                .isEqualTo((int) late.provenance().number("rounds"))
                .isBetween(1, 8);
        assertThat(((TreeEnsemble) train(Task.BINARY, Map.of(), () -> true).model())
                        .trees()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void weightsCountAndTheirUnitDoesNot() {
        Target target = ROWS.target(Task.BINARY);
        double[] weights = new double[1500];
        for (int i = 0; i < weights.length; i++) weights[i] = target.values()[i] == 1 ? 9 : 1;
        double[] larger = Arrays.stream(weights).map(w -> w * 1024).toArray();
        assertThat(mean(weights)).isGreaterThan(mean(null) + 0.1).isEqualTo(mean(larger));
    }

    private static double mean(double @Nullable [] weights) {
        Trained trained = new XgboostTrainer(XgboostSettings.DEFAULT.with(Map.of("rounds", "50")))
                .train(
                        ROWS.inputs(),
                        ROWS.target(Task.BINARY),
                        weights,
                        new RandomStreams(3),
                        Progress.NONE,
                        Deadline.NEVER);
        return Arrays.stream(trained.model().score(ROWS.inputs()).values())
                .average()
                .orElseThrow();
    }

    @Test
    void fewRowsAColumnWithoutValuesAndALevelAreLearntFrom() {
        for (int n : new int[] {2, 5, 45}) {
            double[] y = new double[n];
            y[0] = 1;
            double[] missing = new double[n];
            Arrays.fill(missing, Double.NaN);
            int[] none = new int[n];
            Arrays.fill(none, -1);
            Table rows = new Table(List.of(
                    new NumericColumn("missing", missing),
                    new CategoricalColumn("none", none, List.of("a", "b")),
                    new CategoricalColumn("one", new int[n], List.of("a", "b"))));
            Trained trained = new XgboostTrainer(XgboostSettings.DEFAULT.with(Map.of("rounds", "5")))
                    .train(
                            rows,
                            new Target("y", Task.BINARY, y, List.of("0", "1")),
                            null,
                            new RandomStreams(1),
                            Progress.NONE,
                            Deadline.NEVER);
            assertThat(Arrays.stream(trained.model().score(rows).values()).allMatch(p -> p > 0 && p < 1))
                    .isTrue();
        }
    }

    @Test
    void whatCannotBeLearntIsRefusedWithACode() {
        Target two = new Target("y", Task.BINARY, new double[] {0, 1}, List.of("0", "1"));
        Target one = new Target("y", Task.BINARY, new double[] {1, 1}, List.of("0", "1"));
        Target number = new Target("y", Task.REGRESSION, new double[] {-1, 2}, List.of());
        Table rows = new Table(List.of(new NumericColumn("a", new double[] {1, 2})));
        refused("CND-B004", rows, one, null, Map.of());
        refused("CND-B004", new Table(List.of()), two, null, Map.of());
        refused("CND-B004", new Table(List.of(new TextColumn("t", new String[] {"x", "y"}))), two, null, Map.of());
        refused("CND-B004", new Table(List.of(new NumericColumn("a", new double[] {1, 1e39}))), two, null, Map.of());
        refused("CND-B005", rows, two, new double[] {1, 0}, Map.of());
        refused("CND-B005", rows, two, new double[] {1, Double.NaN}, Map.of());
        refused("CND-B005", rows, number, null, Map.of("objective", "gamma_deviance"));
        refused("CND-B005", rows, number, null, Map.of("objective", "poisson_deviance"));
        refused("CND-B002", rows, two, null, Map.of("objective", "rmse"));
        refused("CND-B002", rows, two, null, Map.of("objective", "rank"));
        refused("CND-B002", rows, two, null, Map.of("max_depth", "0"));
        refused("CND-B002", rows, two, null, Map.of("max_depth", "deep"));
        refused("CND-B002", rows, two, null, Map.of("learning_rate", "1e999"));
        refused("CND-B001", rows, two, null, Map.of("depth", "3"));
    }

    private static void refused(
            String code, Table rows, Target target, double @Nullable [] weights, Map<String, String> settings) {
        assertThatThrownBy(() -> new XgboostTrainer(XgboostSettings.DEFAULT.with(settings))
                        .train(rows, target, weights, new RandomStreams(1), Progress.NONE, Deadline.NEVER))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith(code);
    }

    @Test
    void objectivesOfNumbersAreLearnt() {
        Target target = ROWS.target(Task.REGRESSION);
        double[] positive = Arrays.stream(target.values()).map(Math::exp).toArray();
        for (String objective : XgboostSettings.OBJECTIVES.keySet()) {
            Trained trained = new XgboostTrainer(
                            XgboostSettings.DEFAULT.with(Map.of("objective", objective, "rounds", "60")))
                    .train(
                            ROWS.inputs(),
                            new Target("y", Task.REGRESSION, positive, List.of()),
                            null,
                            new RandomStreams(1),
                            Progress.NONE,
                            Deadline.NEVER);
            double mean = Arrays.stream(trained.model().score(ROWS.inputs()).values())
                    .average()
                    .orElseThrow();
            double expected = Arrays.stream(positive).average().orElseThrow();
            assertThat(mean).as(objective).isCloseTo(expected, within(0.2 * expected));
        }
    }

    @Test
    void isFoundAndItsAlternativesAreSettings() {
        TrainerProvider provider =
                ServiceLoader.load(TrainerProvider.class).iterator().next();
        assertThat(provider.name()).isEqualTo("xgboost");
        assertThat(provider.unavailable()).isEmpty();
        provider.alternatives()
                .forEach((name, values) -> values.forEach(v -> provider.trainer(Task.BINARY, Map.of(name, v))));
        assertThat(ServiceLoader.load(ModelReader.class)).isEmpty();
    }
}
