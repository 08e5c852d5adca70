package io.candor.explain.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static Feature number(double... values) {
        return Feature.of(Input.number("x"), values);
    }

    @Test
    void aStepIsTheMedianDeviationOrTheRangeWhereThatIsNothing() {
        assertThat(number(1, 2, 3, 4, 100, Double.NaN).scale()).isEqualTo(1);
        assertThat(number(1, 2, 3, 4, 100).unit()).isEqualTo("MAD");
        assertThat(number(0, 0, 0, 0, 50).scale()).isEqualTo(50);
        assertThat(number(0, 0, 0, 0, 50).unit()).isEqualTo("range");
        assertThat(number(7, 7).scale()).isEqualTo(1);
        assertThat(number(Double.NaN).scale()).isEqualTo(1);
    }

    @Test
    void numbersKeepTheDecimalsOfTheData() {
        assertThat(number(1, 5, 1e15).decimals()).isZero();
        assertThat(number(1, 0.25).decimals()).isEqualTo(2);
        assertThat(number(0.1, 0.7).decimals()).isEqualTo(1);
        assertThat(number(Math.PI).decimals()).isEqualTo(-1);
        assertThat(number(0.1, 0.7).rounded(0.123456)).isEqualTo(0.1);
        assertThat(number(0.1, 0.7).up(0.123456)).isEqualTo(0.2);
        assertThat(number(0.1, 0.7).down(0.16)).isEqualTo(0.1);
        assertThat(number(Math.PI).up(0.123456)).isEqualTo(0.123456);
    }

    @Test
    void aGridHasAllValuesWhereTheyAreFewElseBothEnds() {
        assertThat(number(3, 1, 2, 2).grid(24)).containsExactly(1, 2, 3);
        double[] many = IntStream.range(0, 1000).asDoubleStream().toArray();
        assertThat(number(many).grid(24))
                .hasSizeBetween(12, 24)
                .contains(0, 999)
                .isSorted();
    }

    /** Of three classes, on probabilities and on log-odds with a shift. */
    private record Three(Scores.Scale scale) implements Model {
        @Override
        public Task task() {
            return Task.MULTICLASS;
        }

        @Override
        public String target() {
            return "y";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.number("p"), Input.number("q"));
        }

        @Override
        public List<String> classes() {
            return List.of("a", "b", "c");
        }

        @Override
        public Scores score(Table rows) {
            double[] p = ((NumericColumn) rows.column("p")).values();
            double[] q = ((NumericColumn) rows.column("q")).values();
            double[] all = new double[3 * p.length];
            for (int i = 0; i < p.length; i++) {
                double[] three = {p[i] / 2, q[i] / 2, 1 - p[i] / 2 - q[i] / 2};
                for (int k = 0; k < 3; k++)
                    all[3 * i + k] =
                            scale == Scores.Scale.PROBABILITY ? three[k] : Math.log(Math.max(1e-9, three[k])) + 5;
            }
            return new Scores(all, p.length, 3, scale);
        }
    }

    private static Table square() {
        double[] p = new double[121];
        double[] q = new double[121];
        for (int i = 0; i < 121; i++) {
            p[i] = i / 11 / 10.0;
            q[i] = i % 11 / 10.0;
        }
        return new Table(List.of(new NumericColumn("p", p), new NumericColumn("q", q)));
    }

    @Test
    void severalClassesCanBeAimedAt() {
        Table data = square();
        int[] rows = IntStream.range(0, 121).toArray();
        for (Scores.Scale scale : List.of(Scores.Scale.PROBABILITY, Scores.Scale.LOG_ODDS)) {
            Three model = new Three(scale);
            int[] now = model.score(data).mostProbable();
            for (Goal goal :
                    List.of(new Goal.Different(0.5), new Goal.Decided("b", 0.5), new Goal.Probable("b", 0.45))) {
                List<Answer> answers = new CounterfactualSearch(
                                new BlackBox(model, false, ForkJoinPool.commonPool()),
                                data,
                                Constraints.NONE,
                                Preferences.DEFAULT,
                                1,
                                Deadline.NEVER,
                                Progress.NONE)
                        .of(data, rows, goal);
                for (Answer answer : answers) {
                    if (answer.already()) continue;
                    double[] way = answer.found().get(0).row();
                    Table changed = new Table(List.of(
                            new NumericColumn("p", new double[] {way[0]}),
                            new NumericColumn("q", new double[] {way[1]})));
                    int then = model.score(changed).mostProbable()[0];
                    if (goal instanceof Goal.Different) assertThat(then).isNotEqualTo(now[answer.row()]);
                    if (goal instanceof Goal.Decided) assertThat(then).isEqualTo(1);
                    if (goal instanceof Goal.Probable) assertThat(way[1] / 2).isGreaterThanOrEqualTo(0.45);
                }
            }
        }
    }

    @Test
    void gapsShrinkTowardsTheGoal() {
        Model two = new FunctionModel(List.of(Input.number("x")), Scores.Scale.PROBABILITY, r -> 0.5);
        Aim up = Aim.of(new Goal.Decided("yes", 0.5), two, new double[] {0.2});
        Aim down = Aim.of(new Goal.Different(0.5), two, new double[] {0.5});
        assertThat(up.gap(new double[] {0.5}, 0)).isZero();
        assertThat(down.gap(new double[] {0.5}, 0)).isPositive();
        assertThat(down.gap(new double[] {0.4999}, 0)).isZero();
        assertThat(up.gap(new double[] {1e-9}, 0))
                .isGreaterThan(up.gap(new double[] {1e-8}, 0))
                .isGreaterThan(up.gap(new double[] {0.3}, 0));
        Aim sure = Aim.of(new Goal.Probable("no", 0.75), two, new double[] {0.5});
        assertThat(sure.gap(new double[] {0.25}, 0)).isZero();
        assertThat(sure.gap(new double[] {0.26}, 0)).isPositive();
    }

    private static double determinant(double[][] m) {
        if (m.length == 0) return 1;
        double sum = 0;
        for (int c = 0; c < m.length; c++) {
            int column = c;
            double[][] minor = Arrays.stream(m)
                    .skip(1)
                    .map(row -> IntStream.range(0, row.length)
                            .filter(k -> k != column)
                            .mapToDouble(k -> row[k])
                            .toArray())
                    .toArray(double[][]::new);
            sum += (c % 2 == 0 ? 1 : -1) * m[0][c] * determinant(minor);
        }
        return sum;
    }

    /** Against determinants that are computed for every choice. */
    @Test
    void eachChoiceAddsMostToTheDeterminant() {
        SplittableRandom random = new SplittableRandom(4);
        Table data = square();
        Space space = new Space(new Three(Scores.Scale.PROBABILITY).inputs(), data);
        Metric metric = new Metric(space, new double[] {1, 1}, 0.5);
        for (int trial = 0; trial < 30; trial++) {
            List<double[]> rows = new ArrayList<>();
            double[] objectives = random.doubles(9, 0, 3).toArray();
            for (int i = 0; i < 9; i++) rows.add(new double[] {random.nextDouble(), random.nextDouble()});
            List<Integer> chosen = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                int best = -1;
                double most = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < 9; i++) {
                    if (chosen.contains(i)) continue;
                    List<Integer> with = new ArrayList<>(chosen);
                    with.add(i);
                    double[][] kernel = new double[with.size()][with.size()];
                    for (int a = 0; a < kernel.length; a++)
                        for (int b = 0; b < kernel.length; b++)
                            kernel[a][b] = 1
                                    / (1 + metric.distance(rows.get(with.get(a)), rows.get(with.get(b))))
                                    / (1 + objectives[with.get(a)])
                                    / (1 + objectives[with.get(b)]);
                    double determinant = determinant(kernel);
                    if (determinant > most) {
                        most = determinant;
                        best = i;
                    }
                }
                chosen.add(best);
            }
            assertThat(DiverseChoice.of(rows, objectives, metric, 4)).containsExactlyInAnyOrderElementsOf(chosen);
        }
    }

    @Test
    void howFarOutIsCountedAmongRealRows() {
        Space space = new Space(
                List.of(Input.number("x")),
                new Table(List.of(new NumericColumn(
                        "x", IntStream.range(0, 100).asDoubleStream().toArray()))));
        Neighbours neighbours = new Neighbours(new Metric(space, new double[] {1}, 0.5), Arrays.asList(space.rows()));
        double inside = neighbours.distance(new double[] {50});
        assertThat(inside).isCloseTo((0 + 1 + 1 + 2 + 2) / 5.0 / 25, within(1e-12));
        assertThat(neighbours.fartherThan(inside)).isZero();
        assertThat(neighbours.fartherThan(neighbours.distance(new double[] {300})))
                .isEqualTo(1);
        assertThat(neighbours.excess(inside)).isZero();
        Neighbours none = new Neighbours(new Metric(space, new double[] {1}, 0.5), List.of());
        assertThat(none.distance(new double[] {1})).isNaN();
        assertThat(none.fartherThan(0)).isNaN();
    }

    /** A model that lists no levels may know those of the row, so they are told as they are; to change to, the data's are there. */
    @Test
    void aModelWithoutLevelsIsToldTheRowsOwn() {
        Table data = new Table(List.of(CategoricalColumn.of("c", List.of("u", "v"))));
        Table asked = new Table(List.of(CategoricalColumn.of("c", List.of("w"))));
        Space space = new Space(List.of(Input.category("c", List.of())), data, new int[] {0, 1}, asked);
        double[][] own = space.own(asked, new int[] {0});
        assertThat(space.table(List.of(own), 0, 1).column("c").text(0)).isEqualTo("w");
        assertThat(space.feature(0).grid(24)).containsExactly(0, 1);
    }

    /** A truth value finds the levels of the program that made the model. */
    @Test
    void truthValuesAreLevels() {
        Table data = new Table(List.of(new BooleanColumn("flag", new byte[] {0, 1, 0, 1})));
        Model model = new FunctionModel(
                List.of(Input.category("flag", List.of("False", "True"))),
                Scores.Scale.PROBABILITY,
                r -> r[0] == 1 ? 0.9 : 0.1);
        Answer answer = new CounterfactualSearch(
                        new BlackBox(model, false, ForkJoinPool.commonPool()),
                        data,
                        Constraints.NONE,
                        Preferences.DEFAULT,
                        1,
                        Deadline.NEVER,
                        Progress.NONE)
                .of(data, new int[] {0}, new Goal.Different(0.5))
                .get(0);
        assertThat(answer.found().get(0).row()).containsExactly(1);
    }
}
