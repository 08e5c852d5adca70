package io.candor.evaluation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trained;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Folds;
import io.candor.evaluation.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelSearchTest {
    private static final int ROWS = 50;
    private static final double[] Y =
            IntStream.range(0, ROWS).mapToDouble(i -> i % 3 == 0 ? 1 : 0).toArray();
    private static final Target TARGET = new Target("y", Task.BINARY, Y, List.of("0", "1"));
    private static final Table TABLE = new Table(List.of(new NumericColumn("y", Y)));
    private static final List<Split> FOLDS = Folds.of(TARGET, 5, null, null, new RandomStreams(1));

    /** Says the same probability of every row, moved towards the truth. */
    private record Guess(double base, double share) implements Model {
        @Override
        public Task task() {
            return Task.BINARY;
        }

        @Override
        public String target() {
            return "y";
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.number("y"));
        }

        @Override
        public List<String> classes() {
            return List.of("0", "1");
        }

        @Override
        public Scores.Scale scale() {
            return Scores.Scale.PROBABILITY;
        }

        @Override
        public Scores score(Table rows) {
            double[] p = ((NumericColumn) rows.column("y")).values().clone();
            for (int i = 0; i < p.length; i++) p[i] = base + share * (p[i] - base);
            return new Scores(p, p.length, 1, scale());
        }
    }

    /** Learns the mean of its rows. */
    private static Candidate guess(String name, double share, boolean glassBox) {
        return new Candidate(name, Map.of(), glassBox, (rows, progress, deadline) -> {
            double mean = Arrays.stream(rows).mapToDouble(r -> Y[r]).average().orElseThrow();
            return new Trained(new Guess(mean, share), Json.object().build());
        });
    }

    private static Candidate failing(RuntimeException why) {
        return new Candidate("failing", Map.of(), true, (rows, progress, deadline) -> {
            throw why;
        });
    }

    private static ModelSearch search(ModelSearch.Inspector inspector) {
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        return new ModelSearch(TABLE, TARGET, weights, FOLDS, 0.5, inspector, () -> Instant.EPOCH);
    }

    private static List<Trial> run(Candidate... candidates) {
        return search(ModelSearch.Inspector.NONE).run(List.of(candidates), Progress.NONE, Deadline.NEVER);
    }

    @Test
    void theLossIsTheMeanOverFoldsOfRowsThatWereNotLearntFrom() {
        Trial trial = run(guess("mean", 0, true)).get(0);
        double[] losses = new double[5];
        for (int f = 0; f < 5; f++) {
            double mean = Arrays.stream(FOLDS.get(f).train())
                    .mapToDouble(r -> Y[r])
                    .average()
                    .orElseThrow();
            for (int row : FOLDS.get(f).test()) losses[f] -= Math.log(Y[row] == 1 ? mean : 1 - mean);
            losses[f] /= FOLDS.get(f).test().length;
        }
        double mean = Arrays.stream(losses).average().orElseThrow();
        double squares = Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).sum();
        assertThat(trial.loss()).isCloseTo(mean, within(1e-12));
        assertThat(trial.error(FoldScore::loss)).isCloseTo(Math.sqrt(squares / 4 / 5), within(1e-9));
    }

    @Test
    void aTrialThatFailsIsOnRecordAndTheSearchGoesOn() {
        List<Trial> trials = run(
                failing(CandorException.user("CND-G005", "a", "b", "c")),
                failing(new IllegalStateException("oh")),
                guess("mean", 0, true));
        Leaderboard board = Leaderboard.of(Task.BINARY, trials, Choice.BEST, 3);
        assertThat(board.chosen().number()).isEqualTo(3);
        assertThat(board.trials()).extracting(Trial::number).containsExactly(3, 1, 2);
        assertThat(trials.get(0).failure().orElseThrow().code()).isEqualTo("CND-G005");
        assertThat(trials.get(1).failure().orElseThrow().code()).isEqualTo("CND-V016");
        assertThat(CanonicalJson.text(board.toJson())).contains("CND-G005");
        assertThatThrownBy(() -> Leaderboard.of(Task.BINARY, trials.subList(0, 2), Choice.BEST, 2))
                .hasMessageStartingWith("CND-V017")
                .hasMessageContaining("CND-G005");
    }

    @Test
    void aTimeLimitInTheMiddleOfATrialLeavesThoseBefore() {
        int[] fits = {0};
        Candidate counted = new Candidate("counted", Map.of(), true, (rows, progress, deadline) -> {
            fits[0]++;
            return guess("mean", 0, true).fitter().fit(rows, progress, deadline);
        });
        List<Trial> trials = search(ModelSearch.Inspector.NONE)
                .run(List.of(counted, counted, counted), Progress.NONE, () -> fits[0] >= 7);
        assertThat(trials).hasSize(2);
        assertThat(trials.get(0).failed()).isFalse();
        assertThat(trials.get(1).failure().orElseThrow().code()).isEqualTo("CND-V015");
        Leaderboard board = Leaderboard.of(Task.BINARY, trials, Choice.BEST, 3);
        assertThat(board.stopped()).isTrue();
        assertThat(board.chosen().number()).isEqualTo(1);
    }

    @Test
    void theInspectorSeesEveryRowOncePredictedWithoutIt() {
        List<Integer> seen = new ArrayList<>();
        ModelSearch.Inspector inspector = (rows, scores) -> {
            for (int i = 0; i < rows.length; i++) {
                seen.add(rows[i]);
                assertThat(scores.get(i, 0)).isCloseTo(Y[rows[i]], within(1e-12));
            }
            return Map.of("n", new Estimate.Point(rows.length, rows.length));
        };
        Trial trial = search(inspector)
                .run(List.of(guess("truth", 1, true)), Progress.NONE, Deadline.NEVER)
                .get(0);
        assertThat(seen).isEqualTo(IntStream.range(0, ROWS).boxed().toList());
        assertThat(trial.findings()).containsOnlyKeys("n");
    }

    private static Trial trial(int number, boolean glassBox, long parameters, double... losses) {
        List<FoldScore> folds =
                Arrays.stream(losses).mapToObj(l -> new FoldScore(l, 0.5, 0.5)).toList();
        return new Trial(
                number,
                guess("c" + number, 0, glassBox),
                folds,
                java.util.Optional.of(new ModelSize(1, "parts", parameters)),
                Map.of(),
                java.util.Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static int chosen(Choice choice, Trial... trials) {
        return Leaderboard.of(Task.BINARY, List.of(trials), choice, trials.length)
                .chosen()
                .number();
    }

    @Test
    void aGlassBoxIsTakenIfItIsAsGoodInPairs() {
        Trial black = trial(1, false, 900, 0.40, 0.60, 0.50);
        Trial worseEverywhere = trial(2, true, 10, 0.42, 0.62, 0.52); // by the same in each fold: no chance
        Trial asGood = trial(3, true, 100, 0.45, 0.58, 0.51);
        Trial small = trial(4, false, 5, 0.46, 0.57, 0.52);
        assertThat(chosen(Choice.GLASSBOX, black, worseEverywhere, asGood, small))
                .isEqualTo(3);
        assertThat(chosen(Choice.GLASSBOX, black, worseEverywhere)).isEqualTo(1);
        assertThat(chosen(Choice.BEST, black, worseEverywhere, asGood, small)).isEqualTo(1);
        assertThat(chosen(Choice.SIMPLEST, black, worseEverywhere, asGood, small))
                .isEqualTo(4);
        assertThat(chosen(Choice.GLASSBOX, asGood, worseEverywhere)).isEqualTo(3);
        assertThat(chosen(Choice.BEST, trial(2, true, 1, 0.5), trial(1, true, 1, 0.5)))
                .isEqualTo(1);
    }
}
