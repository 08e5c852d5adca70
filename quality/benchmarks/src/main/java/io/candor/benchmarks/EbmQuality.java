package io.candor.benchmarks;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Target;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Labels;
import io.candor.evaluation.Split;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.RowRoles;
import io.candor.io.CsvReader;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;

/**
 * Quality beside interpret's over many tables, folds and seeds: each of the peer's fits, kept as a JSON line by {@code
 * peers/ebm_quality.py}, is done again here, and what differs is given as the mean of the paired differences and its standard
 * error. Folds are what differs most, so the standard error is that of the folds' means over seeds.
 *
 * <p>{@code EbmQuality FOLDER PEER.jsonl NAME:LABEL ... [name=value ...]}; FOLDER holds NAME.csv, see {@code
 * peers/quality_sets.py}. Our defaults unless a setting is named.
 */
public final class EbmQuality {
    private EbmQuality() {}

    /** One fit of the peer. */
    private record Fit(int fold, long seed, Map<String, Double> quality) {}

    /** See the class comment. */
    public static void main(String[] args) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> sets = new LinkedHashMap<>();
        for (int i = 2; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            int colon = args[i].indexOf(':');
            if (equals > 0) settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
            else sets.put(args[i].substring(0, colon), args[i].substring(colon + 1));
        }
        Map<String, List<Fit>> peers = peers(Path.of(args[1]));
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        System.out.println("| data | fits | | candor | interpret | mean difference | standard error |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (var set : sets.entrySet()) {
            Table table = CsvReader.read(Path.of(args[0], set.getKey() + ".csv"));
            compare(set.getKey(), table, set.getValue(), peers.getOrDefault(set.getKey(), List.of()), settings, pool);
        }
        pool.shutdown();
    }

    private static Map<String, List<Fit>> peers(Path file) throws IOException {
        Map<String, List<Fit>> fits = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            Json.Obj one = (Json.Obj) JsonText.parse(line, file.toString());
            Map<String, Double> quality = new TreeMap<>();
            ((Json.Obj) one.need("quality")).members().forEach((name, v) -> quality.put(name, ((Json.Num) v).value()));
            fits.computeIfAbsent(((Json.Str) one.need("set")).value(), name -> new ArrayList<>())
                    .add(new Fit(
                            (int) ((Json.Num) one.need("fold")).value(),
                            (long) ((Json.Num) one.need("seed")).value(),
                            quality));
        }
        return fits;
    }

    private static void compare(
            String name, Table table, String label, List<Fit> peers, Map<String, String> settings, ForkJoinPool pool) {
        Labels labels = Labels.of(table, label, null, null);
        List<String> names = new ArrayList<>(table.names());
        names.remove(label);
        Table inputs = table.only(names).select(labels.rows());
        Target target = labels.target();
        Map<String, Paired> found = new TreeMap<>();
        for (Fit peer : peers) {
            Split split = Split.modulo(target.values().length, peer.fold, Paired.FOLDS);
            Target learnt = target.select(split.train());
            EbmTrainer trainer = new EbmTrainer(EbmSettings.of(learnt.task(), learnt.values().length, settings), pool);
            double[] scores = trainer.train(
                            inputs.select(split.train()),
                            learnt,
                            RowRoles.NONE,
                            new RandomStreams(peer.seed),
                            Progress.NONE,
                            Deadline.NEVER)
                    .model()
                    .score(inputs.select(split.test()))
                    .values();
            EbmSide.quality(target.select(split.test()), scores)
                    .forEach((metric, ours) -> found.computeIfAbsent(metric, m -> new Paired())
                            .add(peer.fold, ours, peer.quality.getOrDefault(metric, Double.NaN)));
        }
        found.forEach((metric, paired) -> System.out.println(
                "| " + name + " | " + peers.size() + " | " + metric + " | " + paired.cells() + " |"));
    }

    /** One metric of many pairs of fits. */
    private static final class Paired {
        static final int FOLDS = 5;

        private final double[] ours = new double[FOLDS];
        private final double[] peers = new double[FOLDS];
        private final int[] fits = new int[FOLDS];

        void add(int fold, double our, double peer) {
            ours[fold] += our;
            peers[fold] += peer;
            fits[fold]++;
        }

        String cells() {
            double our = 0;
            double peer = 0;
            double squares = 0;
            int folds = 0;
            for (int n : fits) if (n > 0) folds++;
            for (int f = 0; f < FOLDS; f++) {
                if (fits[f] == 0) continue;
                our += ours[f] / fits[f] / folds;
                peer += peers[f] / fits[f] / folds;
            }
            for (int f = 0; f < FOLDS; f++) {
                if (fits[f] == 0) continue;
                double difference = (ours[f] - peers[f]) / fits[f] - (our - peer);
                squares += difference * difference;
            }
            double error = Math.sqrt(squares / Math.max(1, folds - 1) / folds);
            return String.format(Locale.ROOT, "%.5g | %.5g | %+.2g | %.1g", our, peer, our - peer, error);
        }
    }
}
