package io.candor.evaluation.search;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.evaluation.Split;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Cross-validates candidates, one after the other, fold by fold; all on the same folds, so that they can be compared in pairs. A
 * candidate that fails is on record and ends nothing. A deadline is asked after every fit; the candidate that it meets counts as
 * failed, as its models were cut short.
 *
 * @param rows what models read
 * @param weights one per row
 * @param threshold from which the second of two classes is decided
 * @param inspector asks more of the predictions
 * @param clock for the time that a trial takes
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record ModelSearch(
        Table rows,
        Target target,
        double[] weights,
        List<Split> folds,
        double threshold,
        Inspector inspector,
        InstantSource clock) {

    /** Asks more of a trial's predictions. */
    @FunctionalInterface
    public interface Inspector {
        /** Nothing. */
        Inspector NONE = (rows, scores) -> Map.of();

        /**
         * @param rows that were predicted by a model that did not learn from them, ascending
         * @param scores of those
         */
        Map<String, Estimate> inspect(int[] rows, Scores scores);
    }

    /** The code of a trial that a time limit met. */
    static final String LATE = "CND-V015";

    public ModelSearch {
        folds = List.copyOf(folds);
    }

    /** The trials that were begun, in order; all of them unless the deadline passes. */
    public List<Trial> run(List<Candidate> candidates, Progress progress, Deadline deadline) {
        List<Trial> trials = new ArrayList<>();
        for (int c = 0; c < candidates.size() && !deadline.passed(); c++) {
            String best = trials.stream()
                    .filter(t -> !t.failed())
                    .min(Leaderboard.RANKING)
                    .map(t -> String.format(
                            Locale.ROOT, "; best so far %s %.4f", t.candidate().algorithm(), t.loss()))
                    .orElse("");
            String stage = "trial " + (c + 1) + " of " + candidates.size() + ": "
                    + candidates.get(c).words() + best;
            double done = (double) c / candidates.size();
            progress.report(stage, done, "");
            trials.add(trial(c + 1, candidates.get(c), detail -> progress.report(stage, done, detail), deadline));
        }
        return trials;
    }

    private Trial trial(int number, Candidate candidate, java.util.function.Consumer<String> told, Deadline deadline) {
        Instant started = clock.instant();
        try {
            List<FoldScore> scores = new ArrayList<>();
            List<ModelSize> sizes = new ArrayList<>();
            int outputs = target.classes().size() > 2 ? target.classes().size() : 1;
            double[] predicted = new double[rows.rows() * outputs];
            boolean[] tested = new boolean[rows.rows()];
            Scores.Scale scale = Scores.Scale.VALUE;
            for (int f = 0; f < folds.size(); f++) {
                String fold = "fold " + (f + 1) + " of " + folds.size();
                Split split = folds.get(f);
                Model model = candidate
                        .fitter()
                        .fit(split.train(), (stage, done, detail) -> told.accept(fold + ", " + stage), deadline)
                        .model();
                if (deadline.passed()) throw late();
                Scores own = model.score(rows.select(split.test()));
                scores.add(score(split.test(), own));
                sizes.add(ModelSize.of(model));
                scale = own.scale();
                for (int i = 0; i < split.test().length; i++) {
                    tested[split.test()[i]] = true;
                    System.arraycopy(own.values(), i * outputs, predicted, split.test()[i] * outputs, outputs);
                }
            }
            Map<String, Estimate> findings = inspect(tested, predicted, outputs, scale);
            return new Trial(
                    number,
                    candidate,
                    scores,
                    Optional.of(ModelSize.mean(sizes)),
                    findings,
                    Optional.empty(),
                    started,
                    clock.instant());
        } catch (CandorException e) {
            return failed(number, candidate, e, started);
        } catch (RuntimeException e) {
            return failed(number, candidate, failure("it ended with " + e).causedBy(e), started);
        }
    }

    private FoldScore score(int[] test, Scores own) {
        double[] w = new double[test.length];
        for (int i = 0; i < w.length; i++) w[i] = weights[test[i]];
        FoldScore score = FoldScore.of(target.select(test), own, w, threshold);
        if (Double.isNaN(score.loss()) || Double.isInfinite(score.loss())) throw failure("its loss is not finite");
        return score;
    }

    private Map<String, Estimate> inspect(boolean[] tested, double[] predicted, int outputs, Scores.Scale scale) {
        int[] which = new int[tested.length];
        double[] picked = new double[predicted.length];
        int n = 0;
        for (int i = 0; i < tested.length; i++) {
            if (!tested[i]) continue;
            System.arraycopy(predicted, i * outputs, picked, n * outputs, outputs);
            which[n++] = i;
        }
        return inspector.inspect(
                Arrays.copyOf(which, n), new Scores(Arrays.copyOf(picked, n * outputs), n, outputs, scale));
    }

    private Trial failed(int number, Candidate candidate, CandorException why, Instant started) {
        return new Trial(
                number, candidate, List.of(), Optional.empty(), Map.of(), Optional.of(why), started, clock.instant());
    }

    private static CandorException failure(String problem) {
        return CandorException.failure(
                "CND-V016", "a trial of the search failed: " + problem, "a model", "try other settings");
    }

    private static CandorException late() {
        return CandorException.user(
                LATE, "the time limit passed in the middle of a trial", "time for all folds", "give it more time");
    }
}
