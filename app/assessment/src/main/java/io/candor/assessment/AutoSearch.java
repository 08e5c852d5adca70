package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trained;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Folds;
import io.candor.evaluation.Split;
import io.candor.evaluation.search.Candidate;
import io.candor.evaluation.search.Leaderboard;
import io.candor.evaluation.search.ModelSearch;
import io.candor.evaluation.search.SearchEvidence;
import io.candor.evaluation.search.Trial;
import io.candor.fairness.FairnessPlan;
import io.candor.glassbox.RowRoles;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Searches over the algorithms: the defaults of each, quick ones first, then variations that the seed draws, algorithm by
 * algorithm, one to three settings at a time. The chosen one learns from all rows once more, which no time limit cuts.
 *
 * @param threshold from which a model decides positive
 * @param columns what of the rows is no input; folds respect groups and times, an EBM within them, too
 * @param groups what to compare in the predictions of rows that were not learnt from; empty for nothing
 */
public record AutoSearch(
        AutoSettings settings, double threshold, long seed, RowColumns columns, Optional<FairnessPlan> groups) {

    /**
     * What a search found.
     *
     * @param trained the chosen model, of all rows
     * @param evidence the leaderboard, about the data
     * @param leftOut algorithms that can't train here, one sentence each
     */
    public record Found(Trained trained, Leaderboard leaderboard, Evidence evidence, List<String> leftOut) {
        /** What was chosen and why, in a sentence. */
        public String words() {
            Trial chosen = leaderboard.chosen();
            return "chosen of " + leaderboard.trials().size() + " trials: trial " + chosen.number() + ", "
                    + chosen.candidate().words() + "; rule "
                    + leaderboard.choice().label() + ": "
                    + leaderboard.choice().words();
        }
    }

    Found run(DataSource.Part part, List<String> inputs, ForkJoinPool pool, Progress progress, Deadline deadline) {
        Table table = part.table().only(inputs);
        Target target = part.target();
        RowRoles roles = columns.of(part.table());
        List<String> leftOut = new ArrayList<>();
        List<Algorithm> algorithms = algorithms(leftOut);
        List<Split> folds = Folds.of(target, settings.folds(), roles.groups(), roles.times(), new RandomStreams(seed));
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<Map<String, String>, Algorithm> drawn : drawn(algorithms).entrySet()) {
            candidates.add(candidate(drawn.getValue(), drawn.getKey(), table, target, roles, pool));
        }
        double[] weights = roles.weights();
        if (weights == null) {
            weights = new double[table.rows()];
            Arrays.fill(weights, 1);
        }
        ModelSearch search = new ModelSearch(
                table,
                target,
                weights,
                folds,
                threshold,
                groups.<ModelSearch.Inspector>map(plan -> new Disparities(plan, part, threshold))
                        .orElse(ModelSearch.Inspector.NONE),
                InstantSource.system());
        List<Trial> trials = search.run(candidates, progress, deadline);
        Leaderboard board = Leaderboard.of(target.task(), trials, settings.choose(), candidates.size());
        Candidate chosen = board.chosen().candidate();
        progress.report("training on all rows: " + chosen.words(), Double.NaN, "");
        Trained trained = chosen.fitter().fit(all(table.rows()), progress, Deadline.NEVER);
        Json.Obj parameters = Json.object()
                .put("settings", settings.toJson())
                .put("folds", folds.size())
                .put("seed", Long.toString(seed))
                .put("threshold", threshold)
                .put("weighted", columns.weight().isPresent())
                .put("left_out", Json.texts(leftOut))
                .build();
        Evidence evidence = SearchEvidence.of(List.of(part.subject()), parameters, board.toJson());
        Json.Builder provenance = Json.object();
        trained.provenance().members().forEach(provenance::put);
        Json.Builder about = Json.object().put("parameters", parameters);
        evidence.result().members().forEach(about::put);
        provenance.put("search", about.build());
        return new Found(new Trained(trained.model(), provenance.build()), board, evidence, leftOut);
    }

    /** Quick ones first, so that a short time limit still leaves something to choose from. */
    private List<Algorithm> algorithms(List<String> leftOut) {
        List<Algorithm> usable = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.all()) {
            if (!settings.algorithms().isEmpty() && !settings.algorithms().contains(algorithm.label())) continue;
            Optional<CandorException> why = algorithm.unavailable();
            if (why.isPresent()) {
                leftOut.add("left out " + algorithm.label() + ": " + why.get().getMessage());
            } else {
                usable.add(algorithm);
            }
        }
        usable.sort(Comparator.comparingInt(AutoSearch::slowness)); // stable
        if (!usable.isEmpty()) return usable;
        throw CandorException.user(
                "CND-C018",
                "there is no algorithm left to search over (" + String.join("; ", leftOut) + ")",
                "one that can train on this machine",
                "name others in 'algorithms'");
    }

    private static int slowness(Algorithm algorithm) {
        List<Algorithm> known = List.of(Algorithm.TREE, Algorithm.RULES, Algorithm.LINEAR);
        if (known.contains(algorithm)) return known.indexOf(algorithm);
        return algorithm.equals(Algorithm.EBM) ? known.size() + 1 : known.size();
    }

    /** Settings to try, each with its algorithm; the algorithm is part of the key. */
    private Map<Map<String, String>, Algorithm> drawn(List<Algorithm> algorithms) {
        Map<Map<String, String>, Algorithm> drawn = new LinkedHashMap<>();
        Set<Algorithm> spent = new HashSet<>();
        RandomStream random = new RandomStreams(seed).stream("auto.settings");
        for (Algorithm a : algorithms) if (drawn.size() < settings.trials()) drawn.put(key(a, Map.of()), a);
        for (int turn = 0; drawn.size() < settings.trials() && spent.size() < algorithms.size(); turn++) {
            Algorithm algorithm = algorithms.get(algorithms.size() - 1 - turn % algorithms.size());
            if (spent.contains(algorithm)) continue;
            int before = drawn.size();
            for (int attempt = 0; attempt < 50 && drawn.size() == before; attempt++) {
                drawn.putIfAbsent(key(algorithm, variation(algorithm.alternatives(), random)), algorithm);
            }
            if (drawn.size() == before) spent.add(algorithm);
        }
        return drawn;
    }

    private static final String LABEL = "";

    private static Map<String, String> key(Algorithm algorithm, Map<String, String> changes) {
        Map<String, String> key = new LinkedHashMap<>(changes);
        key.put(LABEL, algorithm.label());
        return key;
    }

    private static Map<String, String> variation(Map<String, List<String>> alternatives, RandomStream random) {
        List<String> names = List.copyOf(alternatives.keySet());
        int changes = names.isEmpty() ? 0 : 1 + random.nextInt(Math.min(3, names.size()));
        int[] order = random.permutation(names.size());
        int[] picked = Arrays.copyOf(order, changes);
        Arrays.sort(picked);
        Map<String, String> variation = new LinkedHashMap<>();
        for (int p : picked) {
            List<String> values = alternatives.getOrDefault(names.get(p), List.of());
            variation.put(names.get(p), values.get(random.nextInt(values.size())));
        }
        return variation;
    }

    private Candidate candidate(
            Algorithm algorithm,
            Map<String, String> key,
            Table table,
            Target target,
            RowRoles roles,
            ForkJoinPool pool) {
        Map<String, String> changes = new LinkedHashMap<>(key);
        changes.remove(LABEL);
        Task task = target.task();
        Learner learner = algorithm.learner(task, changes, pool);
        boolean ebm = algorithm.equals(Algorithm.EBM);
        return new Candidate(algorithm.label(), changes, algorithm.glassBox(), (rows, progress, deadline) -> {
            boolean all = rows.length == table.rows();
            return learner.learn(
                    all ? table : table.select(rows),
                    all ? target : target.select(rows),
                    select(roles, rows, ebm),
                    new RandomStreams(seed),
                    progress,
                    deadline);
        });
    }

    /** @param whole whether the learner holds rows out by groups and times itself */
    private static RowRoles select(RowRoles roles, int[] rows, boolean whole) {
        RowRoles picked = RowRoles.NONE.withWeights(select(roles.weights(), rows));
        int[] groups = roles.groups();
        double[] times = select(roles.times(), rows);
        if (whole && groups != null) {
            int[] own = new int[rows.length];
            for (int i = 0; i < own.length; i++) own[i] = groups[rows[i]];
            picked = picked.withGroups(own);
        }
        return whole && times != null ? picked.withTimes(times) : picked;
    }

    private static double @Nullable [] select(double @Nullable [] values, int[] rows) {
        if (values == null) return null;
        double[] picked = new double[rows.length];
        for (int i = 0; i < picked.length; i++) picked[i] = values[rows[i]];
        return picked;
    }

    private static int[] all(int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) rows[i] = i;
        return rows;
    }
}
