package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.testkit.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeFunctionsTest {
    private final Evidence evidence = new ShapeFunctions(Example.model(Link.LOGIT)).evidence(Example.SUBJECTS);
    private final Json.Obj terms = evidence.result().object("terms");

    @Test
    void aNumberIsShownByItsDataBins() {
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.shapes:v1");
        Json.Obj age = terms.object("age");
        assertThat(age.text("kind")).isEqualTo("continuous");
        assertThat(age.number("min")).isEqualTo(17);
        assertThat(age.need("cuts")).isEqualTo(Json.numbers(30, 50));
        assertThat(age.need("scores")).isEqualTo(Json.numbers(-1, 0.25, 0.5));
        assertThat(age.need("weights")).isEqualTo(Json.numbers(9, 8, 7));
        assertThat(((Json.Num) age.array("low").get(1)).value()).isCloseTo(0.25 - 1.96 * 0.2, within(1e-15));
        assertThat(((Json.Num) age.array("high").get(2)).value()).isCloseTo(0.5 + 1.96 * 0.3, within(1e-15));
        assertThat(age.object("missing").number("score")).isEqualTo(0.3);
        assertThat(age.object("missing").number("weight")).isEqualTo(2);
        assertThat(age.object("unseen").number("weight")).isZero();
    }

    @Test
    void aCategoryIsShownByItsLevels() {
        Json.Obj sex = terms.object("sex");
        assertThat(sex.text("kind")).isEqualTo("nominal");
        assertThat(sex.need("levels")).isEqualTo(Json.texts(List.of("Female", "Male")));
        assertThat(sex.need("scores")).isEqualTo(Json.numbers(-0.2, 0.1));
        assertThat(sex.get("cuts")).isNull();
    }

    /** The whole statement, so that a change of its shape, its method or its limits is made on purpose. */
    @Test
    void theStatementIsTheOneThatWasKept() throws IOException {
        Golden.check("shapes.json", new String(evidence.canonicalBytes(), StandardCharsets.UTF_8));
    }

    /** Property: the tables that are shown are the model's, so they add up to its score again. */
    @Test
    void theShownTablesAddUpToTheScore() {
        AdditiveModel model = Example.model(Link.IDENTITY);
        Table table = Example.rows(100);
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] row = new double[2];
        for (int i = 0; i < 100; i++) {
            encoder.encode(i, row);
            double age = shown(terms.object("age"), Example.AGE.of(row[0]));
            double sex = shown(terms.object("sex"), Example.SEX.of(row[1]));
            Json.Arr line = (Json.Arr) terms.object("age & sex").array("scores").get(Example.AGE.of(row[0]));
            double pair = ((Json.Num) line.items().get(Example.SEX.of(row[1]))).value();
            double score = evidence.result().number("intercept") + age + sex + pair;
            assertThat(score).isCloseTo(model.additiveScore(row, 0), within(1e-12));
        }
    }

    private static double shown(Json.Obj term, int bin) {
        List<Json> scores = term.array("scores");
        if (bin == 0) return term.object("missing").number("score");
        if (bin > scores.size()) return term.object("unseen").number("score");
        return ((Json.Num) scores.get(bin - 1)).value();
    }

    @Test
    void aPairIsShownAsMatricesOverAllBinsOfBoth() {
        Json.Obj pair = terms.object("age & sex");
        assertThat(pair.text("kind")).isEqualTo("pair");
        assertThat(pair.need("inputs")).isEqualTo(Json.texts(List.of("age", "sex")));
        Json.Obj first = (Json.Obj) pair.array("axes").get(0);
        assertThat(first.number("max")).isEqualTo(90);
        assertThat(first.need("cuts")).isEqualTo(Json.numbers(30, 50));
        Json.Obj second = (Json.Obj) pair.array("axes").get(1);
        assertThat(second.need("bin_of_level")).isEqualTo(Json.numbers(1, 2));
        assertThat(pair.array("scores")).hasSize(5);
        assertThat(pair.array("scores").get(1))
                .isEqualTo(Json.numbers(4 / 16.0 - 0.5, 5 / 16.0 - 0.5, 6 / 16.0 - 0.5, 7 / 16.0 - 0.5));
        assertThat(pair.array("spread").get(4)).isEqualTo(Json.numbers(0, 0, 0, 0));
    }

    @Test
    void termsOfThreeInputsAreNamedInTheLimitsAndMakeItIncomplete() {
        AdditiveModel model = Example.model(Link.LOGIT);
        Term three = new Term(
                new int[] {0, 1, 2},
                List.of(Example.AGE, Example.SEX, Example.AGE),
                new double[100],
                new double[100],
                new double[100]);
        AdditiveModel wide = new AdditiveModel(
                model.task(),
                model.target(),
                List.of(model.inputs().get(0), model.inputs().get(1), Input.number("hours")),
                model.classes(),
                model.link(),
                1,
                model.intercept(),
                List.of(model.terms().get(0), three));
        Evidence shown = new ShapeFunctions(wide).evidence(Example.SUBJECTS);
        assertThat(shown.result().object("terms").members()).containsOnlyKeys("age");
        assertThat(shown.limits()).anyMatch(l -> l.contains("'age & sex & hours'"));
        assertThat(shown.result().need("complete")).isEqualTo(Json.of(false));
        assertThat(evidence.result().need("complete")).isEqualTo(Json.of(true));
        assertThat(evidence.result().need("order")).isEqualTo(Json.texts(List.of("age", "sex", "age & sex")));
    }

    /** What is left out is weaker than all that is shown, and is named. */
    @Test
    void theWeakestOfTooManyPairsAreNamedInTheLimits() {
        int bins = 200;
        Bins cuts = new Bins.Cuts(IntStream.range(0, bins - 3).asDoubleStream().toArray(), 0, bins);
        List<Input> inputs = List.of(Input.number("a"), Input.number("b"), Input.number("c"));
        List<Term> terms = new ArrayList<>();
        for (int[] of : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
            double[] scores = new double[bins * bins];
            double[] weights = new double[bins * bins];
            Arrays.fill(scores, of[0] == 0 && of[1] == 2 ? 0.1 : -0.5);
            Arrays.fill(weights, 1);
            terms.add(new Term(of, List.of(cuts, cuts), scores, new double[bins * bins], weights));
        }
        Evidence shown = new ShapeFunctions(new AdditiveModel(
                        Task.REGRESSION, "y", inputs, List.of(), Link.IDENTITY, 1, new double[1], terms))
                .evidence(Example.SUBJECTS);
        assertThat(3 * bins * bins).isGreaterThan(ShapeFunctions.MOST);
        assertThat(shown.result().object("terms").members()).containsOnlyKeys("a & b", "b & c");
        assertThat(shown.limits()).anyMatch(l -> l.contains("'a & c'"));
        assertThat(shown.result().need("complete")).isEqualTo(Json.of(false));
    }

    @Test
    void severalClassesHaveATableEach() {
        Evidence shown = new ShapeFunctions(classes()).evidence(Example.SUBJECTS);
        Json.Obj age = shown.result().object("terms").object("age");
        assertThat(shown.result().need("outputs")).isEqualTo(Json.texts(List.of("a", "b", "c")));
        assertThat(shown.result().need("intercept")).isEqualTo(Json.numbers(0.5, 0, -0.5));
        assertThat(age.object("outputs").members()).containsOnlyKeys("a", "b", "c");
        assertThat(age.need("weights")).isEqualTo(Json.numbers(9, 8, 7));
        assertThat(age.object("outputs").object("b").need("scores")).isEqualTo(Json.numbers(4, 7, 10));
        assertThat(age.object("outputs").object("c").object("missing").number("score"))
                .isEqualTo(2);
    }

    /** The interval stands beside the spread, wider by the jackknife's factor and Student's quantile. */
    @Test
    void bagsGiveAJackknifeIntervalBesideTheSpread() {
        Json.Obj age = new ShapeFunctions(bagged())
                .evidence(Example.SUBJECTS)
                .result()
                .object("terms")
                .object("age");
        double deviation = Math.sqrt(2.0 / 3); // of -1, 0, 1
        double half = Intervals.t(0.05, 2) * deviation * Math.sqrt(0.8 / 0.2 * 3 / 2);
        assertThat(number(age, "low", 0)).isCloseTo(-1 - 1.96 * deviation, within(1e-14));
        assertThat(number(age, "jackknife_low", 0)).isCloseTo(-1 - half, within(1e-12));
        assertThat(number(age, "jackknife_high", 0)).isCloseTo(-1 + half, within(1e-12));
        assertThat(age.object("missing").number("jackknife_high")).isEqualTo(0.3);
    }

    @Test
    void aScoreHasTheSpreadAndTheIntervalOfItsBagsScores() {
        JackknifeIntervals intervals = new JackknifeIntervals(bagged());
        double[] row = {20}; // the first data bin
        assertThat(intervals.bagScores(row, 0)).containsExactly(-1 - 2, 0 - 2, 1 - 2);
        JackknifeIntervals.Uncertain score = intervals.ofScore(row, 0);
        assertThat(score.score()).isEqualTo(-2 - 1);
        assertThat(score.deviation()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-14));
        Bounds jackknife = score.jackknife().orElseThrow();
        double half = Intervals.t(0.05, 2) * Math.sqrt(2.0 / 3 * 0.8 / 0.2 * 3 / 2);
        assertThat(jackknife.low()).isCloseTo(-3 - half, within(1e-12));
        assertThat(jackknife.high()).isCloseTo(-3 + half, within(1e-12));
    }

    private static double number(Json.Obj term, String list, int at) {
        return ((Json.Num) term.array(list).get(at)).value();
    }

    private static AdditiveModel classes() {
        double[] scores = new double[15];
        for (int i = 0; i < 15; i++) scores[i] = i;
        Term age = new Term(new int[] {0}, List.of(Example.AGE), scores, new double[15], new double[] {2, 9, 8, 7, 0});
        return new AdditiveModel(
                Task.MULTICLASS,
                "kind",
                List.of(Input.number("age")),
                List.of("a", "b", "c"),
                Link.SOFTMAX,
                3,
                new double[] {0.5, 0, -0.5},
                List.of(age));
    }

    /** Three bags of 80 of 100 rows that agree but in the first data bin. */
    private static AdditiveModel bagged() {
        double[] scores = {0.3, -1, 0.25, 0.5, 0};
        double deviation = Math.sqrt(2.0 / 3);
        Term age = new Term(
                new int[] {0}, List.of(Example.AGE), scores, new double[] {0, deviation, 0, 0, 0}, new double[] {
                    10, 40, 20, 30, 0
                });
        List<Bag> bags = new ArrayList<>();
        for (double first : new double[] {-1, 0, 1}) {
            bags.add(new Bag(80, new double[] {-2}, List.of(new double[] {0.3, first, 0.25, 0.5, 0})));
        }
        return new AdditiveModel(
                Task.REGRESSION,
                "y",
                List.of(Input.number("age")),
                List.of(),
                Link.IDENTITY,
                1,
                new double[] {-2},
                List.of(age),
                bags);
    }

    @Test
    void theSmallestBinIsDisclosed() {
        assertThat(evidence.disclosure().minCell()).isEqualTo(2);
    }

    @Test
    void levelsThatShareABinAreShownTogetherAndRangesThatWereNeverSeenNotAtAll() {
        Term levels = new Term(
                new int[] {0},
                List.of(new Bins.Levels(new int[] {1, 2, 1})),
                new double[4],
                new double[4],
                new double[4]);
        Term nothing = new Term(
                new int[] {1},
                List.of(new Bins.Cuts(new double[0], Double.NaN, Double.NaN)),
                new double[3],
                new double[3],
                new double[3]);
        AdditiveModel model = new AdditiveModel(
                Task.REGRESSION,
                "y",
                List.of(Input.category("c", List.of("a", "b", "z")), Input.number("n")),
                List.of(),
                Link.IDENTITY,
                1,
                new double[] {0},
                List.of(levels, nothing));
        Json.Obj shown =
                new ShapeFunctions(model).evidence(Example.SUBJECTS).result().object("terms");
        assertThat(shown.object("c").need("levels")).isEqualTo(Json.texts(List.of("a | z", "b")));
        assertThat(shown.object("n").get("min")).isNull();
    }
}
