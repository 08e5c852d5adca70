package io.candor.benchmarks;

import io.candor.core.data.Table;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.DeLong;
import io.candor.evaluation.Labels;
import io.candor.evaluation.Losses;
import io.candor.evaluation.Split;
import io.candor.glassbox.BagRecord;
import io.candor.glassbox.EbmFit;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.RowRoles;
import io.candor.io.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/**
 * Our side of {@link FitEbm}, with the arguments and the output of {@code peers/ebm.py}: {@code FILE LABEL FOLD THREADS
 * [name=value ...]}; a line when the fit begins, one when it ends, then one JSON object.
 */
final class EbmSide {
    private static final int OF = 5;
    private static final long SECOND = 1_000_000_000;

    private EbmSide() {}

    /** Some rows. */
    private record Rows(Table inputs, Target target) {}

    /** Rows of a part of the file; of the table that was read nothing else is kept. */
    private static Rows read(String[] args, Function<Split, int[]> part) {
        Table table = CsvReader.read(Path.of(args[0]));
        Labels labels = Labels.of(table, args[1], null, null);
        List<String> names = new ArrayList<>(table.names());
        names.remove(args[1]);
        int[] picked = part.apply(Split.modulo(labels.rows().length, Integer.parseInt(args[2]), OF));
        int[] rows = new int[picked.length];
        for (int i = 0; i < rows.length; i++) rows[i] = labels.rows()[picked[i]];
        return new Rows(table.only(names).select(rows), labels.target().select(picked));
    }

    public static void main(String[] args) {
        Rows train = read(args, Split::train);
        EbmTrainer trainer = new EbmTrainer(
                settings(train.target.task(), train.inputs.rows(), args), new ForkJoinPool(Integer.parseInt(args[3])));

        System.out.println("fit begins");
        EbmFit fit = trainer.train(
                train.inputs, train.target, RowRoles.NONE, new RandomStreams(42), Progress.NONE, Deadline.NEVER);
        System.out.println("fit ends");

        Rows held = read(args, Split::test);
        Table test = held.inputs;
        AdditiveModel model = fit.model();
        Json.Builder quality = Json.object();
        quality(held.target, model.score(test).values()).forEach(quality::put);
        System.out.println(CanonicalJson.text(Json.object()
                .put("quality", quality.build())
                .put("steps", fit.bags().stream().mapToLong(EbmSide::steps).sum())
                .put("score_rows_per_s", perSecond(test.rows(), () -> model.score(test)))
                .put("term_rows_per_s", perSecond(test.rows(), () -> model.contributions(test)))
                .build()));
    }

    private static long steps(BagRecord bag) {
        return bag.mains().steps() + bag.interactions().steps();
    }

    private static EbmSettings settings(Task task, int rows, String[] args) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 4; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            changes.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        return EbmSettings.of(task, rows, changes);
    }

    static Map<String, Double> quality(Target target, double[] scores) {
        Map<String, Double> quality = new LinkedHashMap<>();
        int n = scores.length;
        if (target.task() == Task.REGRESSION) {
            double squares = 0;
            for (int i = 0; i < n; i++) squares += (scores[i] - target.values()[i]) * (scores[i] - target.values()[i]);
            quality.put("RMSE", Math.sqrt(squares / n));
            return quality;
        }
        if (target.task() == Task.MULTICLASS) {
            int classes = target.classes().size();
            double loss = 0;
            int right = 0;
            for (int i = 0; i < target.values().length; i++) {
                int best = 0;
                for (int k = 1; k < classes; k++) {
                    if (scores[i * classes + k] > scores[i * classes + best]) best = k;
                }
                if (best == target.values()[i]) right++;
                loss -= Math.log(scores[i * classes + (int) target.values()[i]]);
            }
            quality.put("accuracy", (double) right / target.values().length);
            quality.put("log loss", loss / target.values().length);
            return quality;
        }
        int[] labels = new int[n];
        double loss = 0;
        for (int i = 0; i < n; i++) {
            labels[i] = (int) target.values()[i];
            loss += Losses.log(labels[i], scores[i]);
        }
        quality.put("AUC", new DeLong(labels, scores).auc());
        quality.put("log loss", loss / n);
        return quality;
    }

    /** After a second of warming up, as often as fits into another one. */
    private static double perSecond(int rows, Runnable work) {
        repeat(work);
        long start = System.nanoTime();
        int times = repeat(work);
        return rows * (double) times * SECOND / (System.nanoTime() - start);
    }

    private static int repeat(Runnable work) {
        long start = System.nanoTime();
        int times = 0;
        for (; times == 0 || System.nanoTime() - start < SECOND; times++) work.run();
        return times;
    }
}
