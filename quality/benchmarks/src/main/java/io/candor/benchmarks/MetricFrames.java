package io.candor.benchmarks;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.resampling.GroupBootstrap;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/**
 * Metrics of two crossed features with intervals, then with a bootstrap, beside fairlearn's MetricFrame on rows of the same distribution.
 *
 * <p>{@code MetricFrames [ROWS [REPLICATES]] [--peer PYTHON [--peer-bootstrap N]]}, by default 1,000,000 rows and 1,000 replicates. The peer's time with a bootstrap
 * is measured with few replicates (10 unless said otherwise) and grows with their number.
 */
public final class MetricFrames {
    private MetricFrames() {}

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rows = 1_000_000;
        int replicates = 1_000;
        String peer = "";
        String peerReplicates = "10";
        int plain = 0;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--peer")) peer = args[++i];
            else if (args[i].equals("--peer-bootstrap")) peerReplicates = args[++i];
            else if (plain++ == 0) rows = Integer.parseInt(args[i]);
            else replicates = Integer.parseInt(args[i]);
        }
        SplittableRandom random = new SplittableRandom(1);
        int[] sex = new int[rows];
        int[] race = new int[rows];
        int[] labels = new int[rows];
        int[] decisions = new int[rows];
        double[] shares = {0.6, 0.8, 0.9, 0.97, 1};
        for (int i = 0; i < rows; i++) {
            sex[i] = random.nextInt(2);
            double u = random.nextDouble();
            while (u >= shares[race[i]]) race[i]++;
            labels[i] = random.nextDouble() < 0.3 ? 1 : 0;
            decisions[i] = random.nextDouble() < 0.2 + 0.5 * labels[i] ? 1 : 0;
        }
        Table table = new Table(List.of(
                new CategoricalColumn("sex", sex, List.of("F", "M")),
                new CategoricalColumn("race", race, List.of("A", "B", "C", "D", "E"))));
        Predictions predictions = Predictions.binary(labels, null, decisions);
        FairnessPlan plan =
                new FairnessPlan(List.of(), List.of(List.of("sex", "race")), List.of(), java.util.Map.of(), 30);
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        for (int again = 0; again < 3; again++) { // the first call in a new process, then warm
            long start = System.nanoTime();
            FairnessAssessment.of(plan, table, predictions);
            double frame = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            GroupBootstrap.of(plan, table, predictions, replicates, new RandomStreams(1), pool);
            double bootstrap = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"side\": \"candor\", \"rows\": %d, \"frame_s\": %.3f, \"replicates\": %d, \"bootstrap_s\": %.3f}%n",
                    rows,
                    frame,
                    replicates,
                    bootstrap);
        }
        if (peer.isEmpty()) return;
        for (String count : new String[] {"0", peerReplicates}) {
            new ProcessBuilder(
                            peer,
                            "quality/benchmarks/peers/metric_frame.py",
                            "--rows",
                            Integer.toString(rows),
                            "--bootstrap",
                            count)
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
