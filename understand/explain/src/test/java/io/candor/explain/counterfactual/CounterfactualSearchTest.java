package io.candor.explain.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterfactualSearchTest {
    private static final List<String> LEVELS = List.of("u", "v", "w");
    private static final List<Input> INPUTS =
            List.of(Input.number("a"), Input.number("b"), Input.category("c", LEVELS));
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));
    private static final int N = 400;
    private static final Goal OTHER = new Goal.Different(0.5);

    /** Whole numbers a from 0 to 11, b from 0 to 7. */
    private static Table grid(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] c = new String[N];
        for (int i = 0; i < N; i++) c[i] = LEVELS.get(random.nextInt(3));
        return new Table(List.of(
                new NumericColumn("a", random.ints(N, 0, 12).asDoubleStream().toArray()),
                new NumericColumn("b", random.ints(N, 0, 8).asDoubleStream().toArray()),
                CategoricalColumn.of("c", List.of(c))));
    }

    private static Model model(ToDoubleFunction<double[]> function) {
        return new FunctionModel(INPUTS, Scores.Scale.PROBABILITY, function);
    }

    /** A jagged function of the three, different for every seed: no slope leads to the goal. */
    private static Model jagged(long seed) {
        double[] table = new SplittableRandom(seed).doubles(12 * 8 * 3).toArray();
        return model(r -> {
            double a = Math.max(0, Math.min(11, r[0]));
            double b = Math.max(0, Math.min(7, r[1]));
            return 0.65 * table[((int) a * 8 + (int) b) * 3 + (int) r[2]];
        });
    }

    private static Model smooth(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double wa = random.nextDouble(-1, 1);
        double wb = random.nextDouble(-1, 1);
        double wc = random.nextDouble(-2, 2);
        double wab = random.nextDouble(-0.2, 0.2);
        return model(r -> 1
                / (1
                        + Math.exp(-(wa * (r[0] - 6)
                                + wb * (r[1] - 4)
                                + (r[2] == 1 ? wc : 0)
                                + wab * (r[0] - 6) * (r[1] - 4)))));
    }

    private static CounterfactualSearch search(Model model, Table data, Constraints constraints, Preferences wishes) {
        return new CounterfactualSearch(
                new BlackBox(model, false, ForkJoinPool.commonPool()),
                data,
                constraints,
                wishes,
                7,
                Deadline.NEVER,
                Progress.NONE);
    }

    private static Preferences wishes(int count, double perChange, int combinations) {
        return new Preferences(count, Map.of(), perChange, 0, combinations);
    }

    private static double score(Model model, double[] row) {
        return ((FunctionModel) model).function().applyAsDouble(row);
    }

    /** The least objective over all combinations of values that occur; infinite if none will do. */
    private static double bruteForce(
            Model model, Table data, double[] from, double perChange, Constraints constraints) {
        Space space = new Space(INPUTS, data);
        Bounds bounds = new Bounds(constraints, space);
        Metric metric = new Metric(space, new double[] {1, 1, 1}, perChange);
        boolean positive = score(model, from) >= 0.5;
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < 12; a++)
            for (int b = 0; b < 8; b++)
                for (int c = 0; c < 3; c++) {
                    double[] row = {a, b, c};
                    if (!bounds.met(from, row) || score(model, row) >= 0.5 == positive) continue;
                    least = Math.min(least, metric.objective(from, row));
                }
        return least;
    }

    private static double objective(Answer answer, double perChange) {
        if (answer.found().isEmpty()) return Double.POSITIVE_INFINITY;
        Counterfactual best = answer.found().get(0);
        return best.distance()
                + perChange * Archive.changed(answer.own(), best.row()).cardinality();
    }

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }

    @Test
    void ofAFewCombinationsTheBestIsFound() {
        for (long seed = 0; seed < 12; seed++) {
            Table data = grid(seed);
            Model model = seed % 2 == 0 ? jagged(seed) : smooth(seed);
            for (double perChange : new double[] {0, 0.5}) {
                for (Answer answer : search(model, data, Constraints.NONE, wishes(1, perChange, 4096))
                        .of(data, rows(20), OTHER)) {
                    assertThat(answer.complete()).isTrue();
                    assertThat(objective(answer, perChange))
                            .isCloseTo(
                                    bruteForce(model, data, answer.own(), perChange, Constraints.NONE), within(1e-12));
                }
            }
        }
    }

    /** The same without trying all: beam, evolution and walking back have to find it. */
    @Test
    void theSearchFindsTheBestToo() {
        int asked = 0;
        int best = 0;
        for (long seed = 0; seed < 12; seed++) {
            Table data = grid(seed);
            Model model = seed % 2 == 0 ? jagged(seed) : smooth(seed);
            for (Answer answer :
                    search(model, data, Constraints.NONE, wishes(1, 0.5, 0)).of(data, rows(20), OTHER)) {
                double truth = bruteForce(model, data, answer.own(), 0.5, Constraints.NONE);
                assertThat(answer.complete()).isFalse();
                asked++;
                if (Math.abs(objective(answer, 0.5) - truth) < 1e-12) best++;
            }
        }
        assertThat(best).isEqualTo(asked);
    }

    private static Constraints some(SplittableRandom random) {
        Constraints constraints = Constraints.NONE;
        if (random.nextInt(3) == 0)
            constraints = constraints.freeze(List.of(List.of("a", "b", "c").get(random.nextInt(3))));
        if (random.nextInt(2) == 0) constraints = constraints.range("a", random.nextInt(6), 5.5 + random.nextInt(6));
        if (random.nextInt(2) == 0) constraints = constraints.only("b", random.nextBoolean() ? Move.RISES : Move.FALLS);
        if (random.nextInt(2) == 0) constraints = constraints.allow("c", Set.of("u", "w"));
        if (random.nextInt(2) == 0) {
            Move cause = Move.values()[random.nextInt(3)];
            Move effect = Move.values()[random.nextInt(3)];
            constraints = constraints.imply(new Implication("a", cause, "b", random.nextBoolean(), effect));
        }
        if (random.nextInt(3) == 0)
            constraints = constraints.imply(new Implication("c", Move.CHANGES, "a", random.nextBoolean(), Move.RISES));
        return constraints;
    }

    private static boolean made(Move move, double from, double to) {
        return move == Move.RISES ? to > from : move == Move.FALLS ? to < from : to != from;
    }

    /** Written apart from the code that keeps them. */
    private static void check(Constraints constraints, double[] from, double[] to) {
        List<String> names = List.of("a", "b", "c");
        for (int j = 0; j < 3; j++) {
            String name = names.get(j);
            if (from[j] == to[j]) continue;
            assertThat(constraints.frozen()).doesNotContain(name);
            Constraints.Range range = constraints.ranges().get(name);
            if (range != null) assertThat(to[j]).isBetween(range.low(), range.high());
            Move way = constraints.directions().get(name);
            if (way != null) assertThat(made(way, from[j], to[j])).isTrue();
            Set<String> levels = constraints.levels().get(name);
            if (levels != null) assertThat(levels).contains(LEVELS.get((int) to[j]));
        }
        for (Implication i : constraints.implications()) {
            int when = names.indexOf(i.when());
            int then = names.indexOf(i.then());
            if (made(i.cause(), from[when], to[when]))
                assertThat(made(i.effect(), from[then], to[then])).isEqualTo(i.must());
        }
    }

    @Test
    void constraintsAreNeverBrokenAndEveryChangeIsNeeded() {
        SplittableRandom random = new SplittableRandom(3);
        int found = 0;
        int none = 0;
        for (int trial = 0; trial < 60; trial++) {
            Table data = grid(trial);
            Model model = trial % 2 == 0 ? jagged(trial) : smooth(trial);
            Constraints constraints = some(random);
            Preferences wishes = new Preferences(3, Map.of("a", 2.0), 0.5, 0.25, trial % 3 == 0 ? 4096 : 0);
            Bounds bounds = new Bounds(constraints, new Space(INPUTS, data));
            for (Answer answer : search(model, data, constraints, wishes).of(data, rows(10), OTHER)) {
                double best = bruteForce(model, data, answer.own(), 0.5, constraints);
                assertThat(answer.found().isEmpty())
                        .as(constraints + " " + Arrays.toString(answer.own()))
                        .isEqualTo(Double.isInfinite(best));
                if (answer.found().isEmpty()) none++;
                for (Counterfactual way : answer.found()) {
                    found++;
                    check(constraints, answer.own(), way.row());
                    assertThat(way.score() >= 0.5).isNotEqualTo(answer.score() >= 0.5);
                    assertThat(way.score()).isEqualTo(score(model, way.row()));
                    for (int j = 0; j < 3; j++) {
                        assertThat(way.row()[j]).isEqualTo(Math.rint(way.row()[j]));
                        if (way.row()[j] == answer.own()[j]) continue;
                        double[] back = way.row().clone();
                        back[j] = answer.own()[j];
                        bounds.repair(answer.own(), back);
                        assertThat(score(model, back) >= 0.5).isEqualTo(answer.score() >= 0.5);
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(200);
        assertThat(none).isGreaterThan(20);
    }

    @Test
    void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() {
        Table data = grid(1);
        Evidence[] evidence = new Evidence[2];
        for (int t = 0; t < 2; t++) {
            ForkJoinPool pool = new ForkJoinPool(t == 0 ? 1 : 4);
            evidence[t] = new CounterfactualSearch(
                            new BlackBox(smooth(5), false, pool),
                            data,
                            Constraints.NONE,
                            wishes(4, 0.5, 0),
                            11,
                            Deadline.NEVER,
                            Progress.NONE)
                    .evidence(data, rows(40), OTHER, SUBJECTS);
            pool.shutdown();
        }
        assertThat(evidence[0].canonicalBytes()).isEqualTo(evidence[1].canonicalBytes());
        assertThat(evidence[0].kind()).isEqualTo("explain.counterfactuals");
    }

    @Test
    void severalWaysDiffer() {
        Table data = grid(2);
        Model either = model(r -> r[0] > 8 || r[1] > 6 || r[2] == 2 ? 0.9 : 0.1);
        Table low = new Table(List.of(
                new NumericColumn("a", new double[] {3}),
                new NumericColumn("b", new double[] {3}),
                CategoricalColumn.of("c", List.of("u"))));
        Answer answer = search(either, data, Constraints.NONE, Preferences.DEFAULT.count(3))
                .of(low, rows(1), OTHER)
                .get(0);
        assertThat(answer.found()).hasSize(3);
        assertThat(answer.found().stream()
                        .map(w -> Archive.changed(answer.own(), w.row()).toString()))
                .containsExactlyInAnyOrder("{0}", "{1}", "{2}");
        assertThat(CounterfactualImportance.local(answer)).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
        Estimate.Interval global = (Estimate.Interval) CounterfactualImportance.global(List.of(answer, answer), 1);
        assertThat(global.value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(global.low()).isLessThan(1 / 3.0);
        assertThat(global.n()).isEqualTo(2);
    }

    @Test
    void aPriceMovesTheChoice() {
        Table data = grid(2);
        Model either = model(r -> r[0] > 4 || r[1] > 4 ? 0.9 : 0.1);
        Table low = new Table(List.of(
                new NumericColumn("a", new double[] {3}),
                new NumericColumn("b", new double[] {3}),
                CategoricalColumn.of("c", List.of("u"))));
        for (String dear : List.of("a", "b")) {
            Preferences wishes = Preferences.DEFAULT.costs(Map.of(dear, 10.0));
            Counterfactual way = search(either, data, Constraints.NONE, wishes)
                    .of(low, rows(1), OTHER)
                    .get(0)
                    .found()
                    .get(0);
            int kept = dear.equals("a") ? 0 : 1;
            assertThat(way.row()[kept]).isEqualTo(3);
            assertThat(way.row()[1 - kept]).isEqualTo(5);
            assertThat(way.cost()).isEqualTo(way.distance());
        }
    }

    @Test
    void withoutAWayNoneIsSaidWithWhatStandsInIt() {
        Table data = grid(4);
        Model needsB = model(r -> r[1] > 5 ? 0.9 : 0.1 + 0.01 * r[0]);
        Table low = data.select(IntStream.range(0, N)
                .filter(i -> ((NumericColumn) data.column("b")).get(i) < 3)
                .toArray());
        Answer frozen = search(needsB, data, Constraints.NONE.freeze(List.of("b", "c")), Preferences.DEFAULT)
                .of(low, rows(1), OTHER)
                .get(0);
        assertThat(frozen.status()).isEqualTo("none");
        assertThat(frozen.binding()).containsExactly("'b' is frozen");
        assertThat(frozen.closest()).isCloseTo(0.21, within(1e-12));
        assertThat(frozen.scored()).isGreaterThan(5);
        for (int combinations : new int[] {0, 4096}) {
            Answer never = search(model(r -> 0.3), data, Constraints.NONE, wishes(2, 0.5, combinations))
                    .of(data, rows(1), OTHER)
                    .get(0);
            assertThat(never.status()).isEqualTo("none");
            assertThat(never.binding()).isEmpty();
            assertThat(never.closest()).isEqualTo(0.3);
            assertThat(never.complete()).isEqualTo(combinations > 0);
        }
        Evidence evidence = search(model(r -> 0.3), data, Constraints.NONE, Preferences.DEFAULT)
                .evidence(data, rows(2), OTHER, SUBJECTS);
        assertThat(evidence.result().at("/rows/1/status")).contains(io.candor.core.json.Json.of("none"));
        assertThat(evidence.result().at("/importance/a/undefined")).isPresent();
    }

    @Test
    void whoIsThereAlreadyNeedsNothing() {
        Table data = grid(4);
        Answer answer = search(model(r -> 0.3), data, Constraints.NONE, Preferences.DEFAULT)
                .of(data, rows(1), new Goal.Decided("no", 0.5))
                .get(0);
        assertThat(answer.status()).isEqualTo("already");
        assertThat(answer.score()).isEqualTo(0.3);
    }

    @Test
    void missingCellsUnseenLevelsAndLonelyLevelsAreRead() {
        Table data = grid(5).with(CategoricalColumn.of("c", java.util.Collections.nCopies(N, "u")));
        Table odd = new Table(List.of(
                new NumericColumn("a", new double[] {Double.NaN, 1, 100}),
                new NumericColumn("b", new double[] {1, Double.NaN, 1}),
                CategoricalColumn.of("c", Arrays.asList("u", "never seen", null))));
        Model model = model(r -> r[0] > 5 && r[0] < 50 ? 0.8 : 0.2);
        for (int combinations : new int[] {0, 4096}) {
            CounterfactualSearch search = search(model, data, Constraints.NONE, wishes(1, 0.5, combinations));
            List<Answer> answers = search.of(odd, rows(3), OTHER);
            for (Answer answer : answers) {
                assertThat(answer.found()).hasSize(1);
                double[] way = answer.found().get(0).row();
                assertThat(way[0]).isBetween(6.0, 49.0);
                assertThat(Archive.changed(answer.own(), way).cardinality()).isEqualTo(1);
            }
            assertThat(answers.get(0).found().get(0).distance()).isEqualTo(1);
            assertThat(answers.get(2).found().get(0).row()[0]).isEqualTo(49);
            Evidence evidence = search.evidence(odd, rows(3), OTHER, SUBJECTS);
            assertThat(evidence.result().at("/rows/0/counterfactuals/0/changes/0/from"))
                    .contains(io.candor.core.json.Json.NULL);
            assertThat(evidence.result().at("/rows/1/unknownLevels/0")).contains(io.candor.core.json.Json.of("c"));
        }
    }

    @Test
    void aMissingValueHasNoDirection() {
        Table data = grid(5);
        Table odd = data.select(new int[] {0}).with(new NumericColumn("a", new double[] {Double.NaN}));
        Answer answer = search(
                        model(r -> r[0] > 5 ? 0.8 : 0.2),
                        data,
                        Constraints.NONE.only("a", Move.RISES),
                        Preferences.DEFAULT)
                .of(odd, rows(1), OTHER)
                .get(0);
        assertThat(answer.status()).isEqualTo("none");
        assertThat(answer.binding()).containsExactly("'a' may only rise");
    }

    @Test
    void aTimeLimitReturnsWhatThereIs() {
        Table data = grid(6);
        AtomicInteger looks = new AtomicInteger();
        for (int most : new int[] {0, 3, 6, 9, 12, 20}) {
            looks.set(0);
            CounterfactualSearch search = new CounterfactualSearch(
                    new BlackBox(jagged(6), false, new ForkJoinPool(1)),
                    data,
                    Constraints.NONE,
                    wishes(2, 0.5, 0),
                    7,
                    () -> looks.incrementAndGet() > most,
                    Progress.NONE);
            Evidence evidence = search.evidence(data, rows(2), OTHER, SUBJECTS);
            assertThat(evidence.limits().toString()).contains("cut the search short");
            looks.set(0);
            List<Answer> answers = search.of(data, rows(2), OTHER);
            assertThat(answers.get(1).cutShort()).isTrue();
            for (Answer answer : answers)
                for (Counterfactual way : answer.found())
                    assertThat(score(jagged(6), way.row()) >= 0.5).isNotEqualTo(answer.score() >= 0.5);
        }
    }

    @Test
    void aModelThatFailsOrGivesNoNumberIsNamed() {
        Table data = grid(7);
        assertThatThrownBy(() -> search(
                                model(r -> r[0] > 5 ? Double.NaN : 0.2), data, Constraints.NONE, Preferences.DEFAULT)
                        .of(data, rows(1), OTHER))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-E012")
                .hasMessageContaining("find counterfactuals");
        Model fails = model(r -> {
            if (r[0] > 5) throw new IllegalStateException("no");
            return 0.2;
        });
        assertThatThrownBy(() -> search(fails, data, Constraints.NONE, Preferences.DEFAULT)
                        .of(data, rows(1), OTHER))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-E018");
    }

    @Test
    void whatDoesNotFitTheModelIsRefused() {
        Table data = grid(8);
        Model model = smooth(1);
        refused("CND-E003", model, data, Constraints.NONE, N, OTHER);
        refused("CND-E030", model, data, Constraints.NONE.freeze(List.of("aa")), 0, OTHER);
        refused(
                "CND-E030",
                model,
                data,
                Constraints.NONE.imply(new Implication("a", Move.RISES, "z", true, Move.FALLS)),
                0,
                OTHER);
        refused("CND-E031", model, data, Constraints.NONE.range("c", 0, 1), 0, OTHER);
        refused("CND-E031", model, data, Constraints.NONE.range("a", 2, 1), 0, OTHER);
        refused("CND-E031", model, data, Constraints.NONE.range("a", Double.NaN, 1), 0, OTHER);
        refused("CND-E031", model, data, Constraints.NONE.only("c", Move.RISES), 0, OTHER);
        refused("CND-E031", model, data, Constraints.NONE.only("a", Move.CHANGES), 0, OTHER);
        refused("CND-E031", model, data, Constraints.NONE.allow("a", Set.of("1")), 0, OTHER);
        refused(
                "CND-E031",
                model,
                data,
                Constraints.NONE.imply(new Implication("a", Move.RISES, "a", true, Move.FALLS)),
                0,
                OTHER);
        refused(
                "CND-E031",
                model,
                data,
                Constraints.NONE.imply(new Implication("a", Move.RISES, "c", true, Move.FALLS)),
                0,
                OTHER);
        refused("CND-E032", model, data, Constraints.NONE.allow("c", Set.of("x")), 0, OTHER);
        refused("CND-E033", model, data, Constraints.NONE, 0, new Goal.Decided("maybe", 0.5));
        refused("CND-E034", model, data, Constraints.NONE, 0, new Goal.Probable("yes", 1.5));
        refused("CND-E034", model, data, Constraints.NONE, 0, new Goal.Within(1, 2));
        refused("CND-E034", FunctionModel.value(INPUTS, r -> r[0]), data, Constraints.NONE, 0, new Goal.Within(2, 1));
        refused("CND-E034", FunctionModel.value(INPUTS, r -> r[0]), data, Constraints.NONE, 0, OTHER);
        refused("CND-E035", model, data.select(new int[0]), Constraints.NONE, 0, OTHER);
        assertThatThrownBy(() -> Preferences.DEFAULT.count(0)).hasMessageStartingWith("CND-E036");
        assertThatThrownBy(() -> Preferences.DEFAULT.costs(Map.of("a", 0.0))).hasMessageStartingWith("CND-E036");
    }

    private static void refused(String code, Model model, Table data, Constraints constraints, int row, Goal goal) {
        assertThatThrownBy(() ->
                        search(model, data, constraints, Preferences.DEFAULT).of(grid(8), new int[] {row}, goal))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith(code);
    }

    @Test
    void infiniteCellsOfTheRowAreRefusedAndOfTheDataAreLeftOut() {
        double[] a = grid(8).column("a") instanceof NumericColumn n ? n.values().clone() : new double[0];
        a[1] = Double.POSITIVE_INFINITY;
        Table data = grid(8).with(new NumericColumn("a", a));
        CounterfactualSearch search = search(smooth(1), data, Constraints.NONE, Preferences.DEFAULT);
        assertThat(search.of(data, new int[] {0}, OTHER)).hasSize(1);
        assertThatThrownBy(() -> search.of(data, new int[] {0, 1}, OTHER)).hasMessageStartingWith("CND-E039");
    }

    /** Many inputs, two of which count. */
    @Test
    void manyInputsTakeBoundedMemoryAndTheWayIsFound() {
        int d = 500;
        SplittableRandom random = new SplittableRandom(1);
        List<Input> inputs =
                IntStream.range(0, d).mapToObj(j -> Input.number("x" + j)).toList();
        Table data = new Table(inputs.stream()
                .map(i -> new NumericColumn(i.name(), random.doubles(200).toArray()))
                .toList());
        Model model = new FunctionModel(
                inputs,
                Scores.Scale.PROBABILITY,
                r -> r[1] > 0.5 && r[498] > 0.5 ? 0.9 : 0.1 + 0.3 * r[1] + 0.05 * r[498]);
        Answer answer = search(model, data, Constraints.NONE, Preferences.DEFAULT)
                .of(data, rows(4), new Goal.Decided("yes", 0.5))
                .stream()
                .filter(a -> !a.already())
                .findFirst()
                .orElseThrow();
        assertThat(Archive.changed(answer.own(), answer.found().get(0).row()).stream()
                        .boxed())
                .isSubsetOf(1, 498);
    }

    @Test
    void numbersAndProbabilitiesCanBeAimedAt() {
        Table data = grid(9);
        Model value = FunctionModel.value(INPUTS, r -> 10 * r[0] + r[1]);
        for (Answer answer :
                search(value, data, Constraints.NONE, Preferences.DEFAULT).of(data, rows(4), new Goal.Within(60, 62))) {
            if (answer.status().equals("already")) assertThat(answer.score()).isBetween(60.0, 62.0);
            else assertThat(answer.found().get(0).score()).isBetween(60.0, 62.0);
        }
        for (String wanted : List.of("yes", "no")) {
            for (Answer answer : search(smooth(3), data, Constraints.NONE, Preferences.DEFAULT)
                    .of(data, rows(4), new Goal.Probable(wanted, 0.8))) {
                if (answer.found().isEmpty()) continue;
                double p = answer.found().get(0).score();
                assertThat(wanted.equals("yes") ? p : 1 - p).isGreaterThanOrEqualTo(0.8);
            }
        }
    }
}
