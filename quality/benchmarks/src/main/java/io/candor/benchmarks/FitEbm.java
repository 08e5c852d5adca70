package io.candor.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains an explainable boosting machine on folds of a table and tests it, each time in a process of its own: quality, time,
 * processor time and steps of the fit, peak memory of the processes, speed of scoring; with {@code --peer} beside interpret,
 * fold by fold in the same run, with ratios. A JSON line for each side and fold, then a summary.
 *
 * <p>{@code FitEbm (FILE LABEL | --synthetic ROWSxCOLUMNS) [FOLDS] [name=value ...] [--own] [--threads N] [--peer PYTHON]}, where
 * FOLDS is like {@code 0,1,2} (0 if absent) and names are those of {@link io.candor.glassbox.EbmSettings}, and of interpret;
 * settings that are not named are the peer's defaults on both sides. With {@code --own} they are our defaults on our side, and the
 * names are for that side alone. Row i tests in fold k when i mod 5 = k. The JVM's own options hold for the process
 * that trains, too. Run it from the source tree's root, where the peer's script is looked for.
 */
public final class FitEbm {
    private static final String SCRIPT = "quality/benchmarks/peers/ebm.py";

    private FitEbm() {}

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        Path made = null;
        if (arguments.synthetic != null) {
            made = Files.createTempFile("candor-ebm", ".csv");
            Synthetic.write(made, arguments.synthetic);
        }
        try {
            run(arguments, made == null ? arguments.file : made.toString());
        } finally {
            if (made != null) Files.delete(made);
        }
    }

    private static void run(Arguments arguments, String file) throws IOException, InterruptedException {
        List<Measured> ours = new ArrayList<>();
        List<Measured> peers = new ArrayList<>();
        for (int fold : arguments.folds) {
            ours.add(side("candor", candor(), arguments, file, fold, arguments.ourSettings()));
            if (arguments.peer == null) continue;
            peers.add(side(
                    "interpret", List.of(arguments.peer, SCRIPT), arguments, file, fold, arguments.peerSettings()));
        }
        Measured mean = Measured.mean(ours);
        System.out.println("candor:             " + mean.sentence());
        if (peers.isEmpty()) return;
        Measured peer = Measured.mean(peers);
        System.out.println("interpret:          " + peer.sentence());
        System.out.println("candor / interpret: " + mean.over(peer).sentence());
    }

    private static Measured side(
            String name, List<String> program, Arguments arguments, String file, int fold, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(file, arguments.label, Integer.toString(fold), Integer.toString(arguments.threads)));
        settings.forEach((setting, value) -> command.add(setting + "=" + value));
        Measured measured = Watched.run(command);
        System.out.println(measured.json(name, fold));
        return measured;
    }

    private static List<String> candor() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EbmSide.class.getName()));
        return command;
    }

    /** What was asked for; {@code file} is empty when the table is {@code synthetic}, rows × columns. */
    record Arguments(
            String file,
            String label,
            @Nullable String synthetic,
            List<Integer> folds,
            Map<String, String> settings,
            boolean own,
            int threads,
            @Nullable String peer) {

        private static final String USAGE =
                "FitEbm (FILE LABEL | --synthetic ROWSxCOLUMNS) [FOLDS] [name=value ...] [--own] [--threads N] [--peer PYTHON]";

        static Arguments of(String[] args) {
            List<String> plain = new ArrayList<>();
            Map<String, String> settings = new LinkedHashMap<>();
            int threads = Runtime.getRuntime().availableProcessors();
            String peer = null;
            String synthetic = null;
            boolean own = false;
            for (int i = 0; i < args.length; i++) {
                int equals = args[i].indexOf('=');
                if (args[i].equals("--threads")) threads = Integer.parseInt(args[++i]);
                else if (args[i].equals("--own")) own = true;
                else if (args[i].equals("--peer")) peer = args[++i];
                else if (args[i].equals("--synthetic")) synthetic = args[++i];
                else if (equals > 0) settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
                else plain.add(args[i]);
            }
            if (synthetic != null) plain.addAll(0, List.of("", Synthetic.LABEL));
            if (plain.size() < 2 || plain.size() > 3) throw new IllegalArgumentException(USAGE);
            List<Integer> folds = new ArrayList<>();
            for (String fold : (plain.size() == 3 ? plain.get(2) : "0").split(",", -1))
                folds.add(Integer.parseInt(fold));
            return new Arguments(plain.get(0), plain.get(1), synthetic, folds, settings, own, threads, peer);
        }

        Map<String, String> ourSettings() {
            Map<String, String> ours = new LinkedHashMap<>(settings);
            if (!own) ours.putIfAbsent("preset", "interpret");
            return ours;
        }

        Map<String, String> peerSettings() {
            return own ? Map.of() : settings;
        }
    }
}
