package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.explain.errors.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One explanation of all rows and of groups of them. Groups may overlap; each is explained by itself, with its own intervals.
 *
 * @param cohorts besides all rows
 */
public record ByCohort(List<Cohort> cohorts) {
    /** With fewer rows a group is named, and not explained. */
    public static final int ENOUGH = 30;

    private static final int MOST = 100;

    /** Kinds that tell what the model holds, whatever the rows. */
    private static final List<String> OF_MODEL =
            List.of("explain.coefficients", "explain.tree", "explain.rules", "explain.shapes");

    /** @throws CandorException {@code CND-C036} for more cohorts than anyone can read */
    public ByCohort {
        cohorts = List.copyOf(cohorts);
        if (cohorts.size() > MOST) {
            throw CandorException.user(
                    "CND-C036",
                    cohorts.size() + " cohorts are too many to stand side by side",
                    "at most " + MOST,
                    "name fewer columns");
        }
    }

    /**
     * Cohorts that are asked for in three ways.
     *
     * @param named from a configuration
     * @param conditions as people write them
     * @param views columns whose values are groups; a {@code +} crosses columns
     */
    public static ByCohort of(Table table, List<Cohort> named, List<String> conditions, List<String> views) {
        List<Cohort> cohorts = new ArrayList<>(named);
        for (String text : conditions) {
            Cohort cohort = Cohort.parse(text, text);
            cohorts.add(cohort.named(cohort.text()));
        }
        for (String view : views) {
            List<String> columns = table.has(view)
                    ? List.of(view)
                    : Arrays.stream(view.split("\\+")).map(String::strip).toList();
            cohorts.addAll(Views.of(table, columns, MOST));
        }
        return new ByCohort(cohorts);
    }

    /**
     * One group's explanation.
     *
     * @param evidence empty if there are too few rows
     */
    public record Explained(Cohort cohort, int rows, Optional<Evidence> evidence) {
        Json.Obj toJson() {
            Json.Builder json = Json.object()
                    .put("name", cohort.name())
                    .put("rows", rows)
                    .put("conditions", cohort.conditionsJson());
            if (evidence.isPresent()) json.put("result", evidence.get().result());
            else json.put("undefined", "not enough data");
            return json.build();
        }
    }

    /**
     * All rows first, then each cohort.
     *
     * @param explain explains the rows at some positions of the table
     */
    public List<Explained> explain(Table table, Function<int[], Evidence> explain) {
        Cohort all = new Cohort("all rows", List.of());
        List<int[]> rows = new ArrayList<>();
        for (Cohort cohort : cohorts) rows.add(cohort.rows(table)); // refuses before anything is computed
        Evidence whole = explain.apply(IntStream.range(0, table.rows()).toArray());
        List<Explained> found = new ArrayList<>(List.of(new Explained(all, table.rows(), Optional.of(whole))));
        for (int c = 0; c < rows.size(); c++) {
            Cohort cohort = cohorts.get(c);
            int[] own = rows.get(c);
            Optional<Evidence> evidence = Optional.empty();
            if (!dependsOnRows(whole)) evidence = Optional.of(whole);
            else if (own.length >= ENOUGH) evidence = Optional.of(named(explain.apply(own), cohort, own.length));
            found.add(new Explained(cohort, own.length, evidence));
        }
        return found;
    }

    /** Whether an explanation is one of rows, and not of what the model holds. */
    public static boolean dependsOnRows(Evidence evidence) {
        return !OF_MODEL.contains(evidence.kind())
                && !evidence.result().optionalText("output").orElse("").equals("share");
    }

    /** The same, with the cohort among its parameters. */
    private static Evidence named(Evidence evidence, Cohort cohort, int rows) {
        Json.Builder parameters = Json.object();
        evidence.parameters().members().forEach(parameters::put);
        parameters.put(
                "cohort",
                Json.object()
                        .put("name", cohort.name())
                        .put("conditions", cohort.conditionsJson())
                        .put("rows", rows)
                        .build());
        List<String> limits = new ArrayList<>(evidence.limits());
        limits.add("Holds for the rows of its cohort; differences between cohorts are not tested.");
        return new Evidence(
                evidence.kind(),
                evidence.version(),
                evidence.subjects(),
                evidence.method(),
                parameters.build(),
                evidence.result(),
                limits,
                evidence.disclosure());
    }

    /** {@code {"cohorts": [{"name", "rows", "conditions", "result"}], "depends_on_rows": true}}. */
    public static Json.Obj toJson(List<Explained> found) {
        boolean depends = found.get(0).evidence().map(ByCohort::dependsOnRows).orElse(true);
        return Json.object()
                .put("cohorts", Json.array(found.stream().map(Explained::toJson).toList()))
                .put("depends_on_rows", depends)
                .build();
    }
}
