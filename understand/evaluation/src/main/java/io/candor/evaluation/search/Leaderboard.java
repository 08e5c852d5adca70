package io.candor.evaluation.search;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Trials by mean loss, those that failed last in the order of trying, and the one that is taken.
 *
 * @param wanted how many trials were asked for; fewer were begun if the time limit passed
 */
public record Leaderboard(Task task, List<Trial> trials, Choice choice, Trial chosen, int wanted) {
    static final Comparator<Trial> RANKING = Comparator.comparing(Trial::failed)
            .thenComparingDouble(t -> t.failed() ? 0 : t.loss())
            .thenComparingInt(Trial::number);

    public Leaderboard {
        trials = List.copyOf(trials);
    }

    /** @throws CandorException {@code CND-V017} if no trial was done; the first failure is in the message */
    public static Leaderboard of(Task task, List<Trial> trials, Choice choice, int wanted) {
        List<Trial> ranked = trials.stream().sorted(RANKING).toList();
        List<Trial> done = ranked.stream().filter(t -> !t.failed()).toList();
        if (done.isEmpty()) {
            String why = trials.isEmpty()
                    ? "the time limit passed before the first"
                    : trials.get(0).failure().map(Throwable::getMessage).orElse("");
            throw CandorException.user(
                    "CND-V017",
                    "no trial of " + wanted + " was done (" + why + ")",
                    "one at least",
                    "mend what the message in brackets names, or give it more time");
        }
        return new Leaderboard(task, ranked, choice, choice.of(done), wanted);
    }

    /** The loss that ranks. */
    public String loss() {
        return task == Task.REGRESSION ? "rmse" : "log_loss";
    }

    /** Whether the time limit cut it short. */
    public boolean stopped() {
        return trials.size() < wanted
                || trials.stream()
                        .anyMatch(t -> t.failure()
                                .map(e -> e.code().equals(ModelSearch.LATE))
                                .orElse(false));
    }

    /** What is kept; without times, so that the same search gives the same bytes. */
    public Json.Obj toJson() {
        Trial best = trials.get(0);
        List<Json> rows = new ArrayList<>();
        for (Trial trial : trials) rows.add(json(trial, best));
        return Json.object()
                .put("loss", loss())
                .put("choose", choice.label())
                .put("rule", choice.words())
                .put("chosen", chosen.number())
                .put("trials_wanted", wanted)
                .put("stopped", stopped())
                .put("trials", Json.array(rows))
                .build();
    }

    private Json.Obj json(Trial trial, Trial best) {
        Json.Builder settings = Json.object();
        trial.candidate().settings().forEach(settings::put);
        Json.Builder json = Json.object()
                .put("trial", trial.number())
                .put("algorithm", trial.candidate().algorithm())
                .put("settings", settings.build())
                .put("glass_box", trial.candidate().glassBox())
                .put("chosen", trial == chosen);
        if (trial.failed()) {
            trial.failure().ifPresent(e -> json.put("code", e.code()).put("failure", String.valueOf(e.getMessage())));
            return json.build();
        }
        Json.Builder metrics = Json.object().put(loss(), metric(trial, FoldScore::loss));
        if (task != Task.REGRESSION) {
            metrics.put("auc", metric(trial, FoldScore::auc)).put("accuracy", metric(trial, FoldScore::accuracy));
        }
        json.put("metrics", metrics.build());
        Spread over = trial.over(best);
        json.put("over_best", spread(over).build());
        trial.size()
                .ifPresent(s -> json.put(
                        "size",
                        Json.object()
                                .put("count", s.count())
                                .put("unit", s.unit())
                                .put("parameters", s.parameters())
                                .build()));
        if (!trial.findings().isEmpty()) {
            Json.Builder findings = Json.object();
            trial.findings().forEach((name, estimate) -> findings.put(name, estimate.toJson()));
            json.put("findings", findings.build());
        }
        return json.build();
    }

    private static Json.Obj metric(Trial trial, ToDoubleFunction<FoldScore> metric) {
        double mean = trial.mean(metric);
        if (Double.isNaN(mean)) return Json.undefined("rows of one class only", 0);
        List<Json> folds = new ArrayList<>();
        for (FoldScore fold : trial.folds()) {
            double value = metric.applyAsDouble(fold);
            folds.add(Double.isNaN(value) ? Json.NULL : Json.of(value));
        }
        return spread(new Spread(mean, trial.error(metric)))
                .put("folds", Json.array(folds))
                .build();
    }

    private static Json.Builder spread(Spread spread) {
        Json.Builder json = Json.object().put("mean", spread.mean());
        return Double.isNaN(spread.error()) ? json : json.put("standard_error", spread.error());
    }
}
