package io.candor.explain.counterfactual;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.explain.ExplainedRows;
import io.candor.explain.blackbox.BlackBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counterfactuals of single rows, as evidence {@code explain.counterfactuals} v1. How they are sought is said in the package. Changed
 * values are those of the data, or numbers between the row's own and one of these, with no more decimals than numbers have there
 * (whole numbers stay whole); nothing becomes missing.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * CounterfactualSearch search = new CounterfactualSearch(
 *         box, train, Constraints.NONE.freeze(List.of("sex")), Preferences.DEFAULT.count(3), 42L, Deadline.NEVER, Progress.NONE);
 * Evidence ways = search.evidence(table, new int[] {0}, new Goal.Different(0.5), subjects);
 * }</pre>
 *
 * @param model its predictions, not log-odds
 * @param data rows like those that the model was trained on: what values occur, how far they spread, what is plausible
 * @param limit after which what was found is returned
 */
public record CounterfactualSearch(
        BlackBox model,
        Table data,
        Constraints constraints,
        Preferences wishes,
        long seed,
        Deadline limit,
        Progress progress) {

    /**
     * @param answers one per row
     * @param aims likewise
     * @param reaching rows of the data, or of those drawn from it, with the wanted outcome, by outcome
     * @param population rows of the data that were scored
     */
    record Found(Space space, List<Answer> answers, List<Aim> aims, Map<Aim, Integer> reaching, int population) {}

    /**
     * One answer per row, in order.
     *
     * @param rows indices into the table
     * @throws io.candor.core.CandorException {@code CND-E003} if there is no such row, {@code CND-E030} to {@code CND-E035} for
     *     constraints and goals that don't fit the model, {@code CND-E039} for infinite numbers
     */
    public List<Answer> of(Table table, int[] rows, Goal goal) {
        return search(table, rows, goal).answers();
    }

    /** The same as evidence. */
    public Evidence evidence(Table table, int[] rows, Goal goal, List<Subject> subjects) {
        return new CounterfactualEvidence(this, search(table, rows, goal)).of(table, subjects);
    }

    /** Names of the inputs, in the order of encoded rows. */
    public List<String> inputs() {
        return model.model().inputs().stream().map(i -> i.name()).toList();
    }

    private Found search(Table table, int[] rows, Goal goal) {
        ExplainedRows.check(table, rows);
        Terrain terrain = Terrain.of(model.model(), data, table.select(rows), constraints, wishes, seed);
        Space space = terrain.space();
        BlackBox asked = model.to("find counterfactuals");
        double[][] own = space.own(table, rows);
        double[][] now = scores(asked, space, own);
        List<Aim> aims = new ArrayList<>();
        for (double[] scores : now) aims.add(Aim.of(goal, model.model(), scores));
        progress.report("scoring the data", Double.NaN, "");
        Population population = Population.of(asked, space, limit);
        Map<Aim, Neighbours> byAim = new LinkedHashMap<>();
        for (Aim aim : aims) byAim.computeIfAbsent(aim, a -> new Neighbours(terrain.metric(), population.reaching(a)));
        AtomicInteger done = new AtomicInteger();
        List<ForkJoinTask<Answer>> tasks = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) {
            int at = r;
            Neighbours neighbours = Objects.requireNonNull(byAim.get(aims.get(at)));
            tasks.add(model.pool().submit(() -> {
                Answer answer = search(terrain, rows[at], own[at], now[at], aims.get(at), neighbours);
                progress.report("searching", (double) done.incrementAndGet() / rows.length, "");
                return answer;
            }));
        }
        List<Answer> answers = tasks.stream().map(Joined::of).toList();
        Map<Aim, Integer> reaching = new LinkedHashMap<>();
        byAim.forEach((aim, near) -> reaching.put(aim, near.all().size()));
        return new Found(space, answers, aims, reaching, population.size());
    }

    private Answer search(Terrain terrain, int row, double[] own, double[] now, Aim aim, Neighbours neighbours) {
        BlackBox named = model.to("find counterfactuals of row " + row);
        Scorer scorer = new Scorer(named, terrain.space(), aim, limit);
        return new RowSearch(named, terrain, neighbours, aim, scorer)
                .of(row, own, now, new RandomStreams(seed).stream("explain.counterfactual", row));
    }

    private static double[][] scores(BlackBox asked, Space space, double[][] rows) {
        if (rows.length == 0) return rows;
        int outputs = asked.outputs().count();
        double[] scores = asked.score(space.table(List.of(rows), 0, rows.length));
        double[][] perRow = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) perRow[r] = Arrays.copyOfRange(scores, r * outputs, (r + 1) * outputs);
        return perRow;
    }
}
