package io.candor.benchmarks;

import io.candor.core.data.Table;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Trains an explainable boosting machine (main effects) on folds of a CSV file and tests it: quality, fit time, steps, peak
 * heap; with {@code --peer} beside interpret, fold by fold in the same run, and the ratio of the times.
 *
 * <p>{@code FitEbm FILE LABEL [FOLDS] [name=value ...] [--threads N] [--peer PYTHON]}, where FOLDS is like {@code 0,1,2} (0
 * if absent) and names are those of {@link EbmSettings}. Row i tests in fold k when i mod 5 = k. The peer's script is looked
 * for from the source tree's root.
 */
public final class FitEbm {
    private static long steps(BagRecord bag) {
        return bag.mains().steps() + bag.interactions().steps();
    }

    private static final int OF = 5;

    private final Table inputs;
    private final Target target;
    private final EbmSettings settings;
    private final ForkJoinPool pool;

    private FitEbm(Arguments arguments) {
        Table table = CsvReader.read(Path.of(arguments.file));
        Labels labels = Labels.of(table, arguments.label, null, null);
        List<String> names = new ArrayList<>(table.names());
        names.remove(arguments.label);
        this.inputs = table.only(names).select(labels.rows());
        this.target = labels.target();
        this.settings = EbmSettings.defaults(target.task()).with(arguments.settings);
        this.pool = new ForkJoinPool(arguments.threads);
    }

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        FitEbm benchmark = new FitEbm(arguments);
        List<Fit> ours = new ArrayList<>();
        List<Fit> peers = new ArrayList<>();
        for (int fold : arguments.folds) {
            Fit fit = benchmark.fit(fold);
            ours.add(fit);
            System.out.println("fold " + fold + ", candor:    " + fit);
            if (arguments.peer == null) continue;
            Fit peer = new EbmPeer(arguments.peer).fit(arguments, fold);
            peers.add(peer);
            System.out.println("fold " + fold + ", interpret: " + peer + ratio(fit.seconds / peer.seconds));
        }
        if (ours.size() == 1) return;
        System.out.println("mean, candor:      " + Fit.mean(ours));
        if (peers.isEmpty()) return;
        Fit mean = Fit.mean(peers);
        System.out.println("mean, interpret:   " + mean + ratio(Fit.mean(ours).seconds / mean.seconds));
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "; time of candor / interpret: %.2f", ratio);
    }

    private Fit fit(int fold) {
        Split split = Split.modulo(target.values().length, fold, OF);
        Table train = inputs.select(split.train());
        Target learnt = target.select(split.train());
        PeakHeap heap = PeakHeap.start();
        long start = System.nanoTime();
        EbmFit fit = new EbmTrainer(settings, pool)
                .train(train, learnt, RowRoles.NONE, new RandomStreams(42), Progress.NONE, Deadline.NEVER);
        double seconds = (System.nanoTime() - start) / 1e9;
        long megabytes = heap.megabytes();
        long steps = fit.bags().stream().mapToLong(FitEbm::steps).sum();
        double[] scores = fit.model().score(inputs.select(split.test())).values();
        return new Fit(quality(target.select(split.test()), scores), seconds, steps, (double) megabytes);
    }

    private static Map<String, Double> quality(Target target, double[] scores) {
        Map<String, Double> quality = new LinkedHashMap<>();
        int n = scores.length;
        if (target.task() == Task.REGRESSION) {
            double squares = 0;
            for (int i = 0; i < n; i++) squares += (scores[i] - target.values()[i]) * (scores[i] - target.values()[i]);
            quality.put("RMSE", Math.sqrt(squares / n));
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

    /** What was asked for. */
    record Arguments(
            String file,
            String label,
            List<Integer> folds,
            Map<String, String> settings,
            int threads,
            @Nullable String peer) {

        static Arguments of(String[] args) {
            List<String> plain = new ArrayList<>();
            Map<String, String> settings = new LinkedHashMap<>();
            int threads = Runtime.getRuntime().availableProcessors();
            String peer = null;
            for (int i = 0; i < args.length; i++) {
                int equals = args[i].indexOf('=');
                if (args[i].equals("--threads")) threads = Integer.parseInt(args[++i]);
                else if (args[i].equals("--peer")) peer = args[++i];
                else if (equals > 0) settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
                else plain.add(args[i]);
            }
            if (plain.size() < 2 || plain.size() > 3) {
                throw new IllegalArgumentException(
                        "FitEbm FILE LABEL [FOLDS] [name=value ...] [--threads N] [--peer PYTHON]");
            }
            List<Integer> folds = new ArrayList<>();
            for (String fold : (plain.size() == 3 ? plain.get(2) : "0").split(",", -1))
                folds.add(Integer.parseInt(fold));
            return new Arguments(plain.get(0), plain.get(1), folds, settings, threads, peer);
        }
    }

    /**
     * One training and how good it was.
     *
     * @param quality on the test rows, by the metric's name
     * @param steps of all bags
     * @param megabytes peak heap, with garbage; NaN if not known
     */
    record Fit(Map<String, Double> quality, double seconds, double steps, double megabytes) {
        static Fit mean(List<Fit> fits) {
            Map<String, Double> quality = new LinkedHashMap<>();
            for (String name : fits.get(0).quality.keySet()) {
                quality.put(
                        name,
                        fits.stream()
                                .mapToDouble(f -> f.quality.getOrDefault(name, Double.NaN))
                                .average()
                                .orElseThrow());
            }
            return new Fit(
                    quality,
                    fits.stream().mapToDouble(Fit::seconds).average().orElseThrow(),
                    fits.stream().mapToDouble(Fit::steps).average().orElseThrow(),
                    fits.stream().mapToDouble(Fit::megabytes).max().orElseThrow());
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            quality.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%s %.5f, ", name, value)));
            text.append(String.format(Locale.ROOT, "fit %.1f s, %,.0f steps", seconds, steps));
            if (!Double.isNaN(megabytes)) text.append(String.format(Locale.ROOT, ", peak heap %.0f MB", megabytes));
            return text.toString();
        }
    }
}
