package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.EcmaNumber;
import io.candor.core.model.Model;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * Every method of mitigation with every bound, to choose from: each a saved model, all compared on rows that took no part. Where the sensitive columns are inputs the model without
 * mitigation and the mixtures are made without them too, so that there always are candidates that do not read them.
 *
 * @param asked its method and bound are not asked for
 * @param bounds greatest differences, one or more
 * @param comparison what the candidates are compared on; its plan's features are those of the mitigation
 */
public record MitigationSet(Mitigation asked, List<Double> bounds, ComparisonPlan comparison) {
    /** The name of the one without mitigation. */
    public static final String BASELINE = "unmitigated";

    private static final String WITHOUT = "-without-sensitive";

    /**
     * @param saved by name, in the order made
     * @param comparison evidence {@code fairness.comparison}
     * @param notes for people
     */
    public record Done(Map<String, SavedModel> saved, Evidence comparison, List<String> notes) {}

    public MitigationSet {
        bounds = List.copyOf(bounds);
    }

    /**
     * Learns, saves each into a folder of its name below {@code folder}, and compares; {@code comparison.json} is written last.
     *
     * @throws CandorException {@code CND-C051} if the label does not have two classes; methods that these rows or settings do not allow are noted, not thrown
     */
    public Done run(DataSource source, List<String> inputs, ForkJoinPool pool, Progress progress, Path folder) {
        Mitigation.twoClasses(source);
        Split split = Split.random(source.target(), asked.held(), new RandomStreams(asked.seed()));
        DataSource.Part fit = source.part("fit", split.train());
        DataSource.Part test = source.part("test", split.test());
        Mitigating methods = new Mitigating(asked, source, fit, pool, progress);
        List<String> notes = new ArrayList<>();
        Map<String, SavedModel> saved = new LinkedHashMap<>();
        List<AssessedModel> assessed = new ArrayList<>();
        made(methods, inputs, notes, progress).forEach((name, made) -> {
            SavedModel model = made.save(folder.resolve(name), asked.provenance(made, fit, inputs(made.model())));
            saved.put(name, model);
            assessed.add(AssessedModel.of(name, model, true));
        });
        Evidence evidence =
                Comparing.models(comparison.against(BASELINE), test, assessed, asked.seed(), pool, progress);
        AtomicFile.write(folder.resolve("comparison.json"), CanonicalJson.pretty(evidence.toJson()));
        return new Done(saved, evidence, List.copyOf(notes));
    }

    private Map<String, Mended> made(Mitigating methods, List<String> inputs, List<String> notes, Progress progress) {
        List<String> rest = inputs.stream()
                .filter(i -> !asked.groups().sensitive().contains(i))
                .toList();
        boolean both = rest.size() < inputs.size() && !rest.isEmpty();
        Map<String, Mended> all = new LinkedHashMap<>();
        all.put(BASELINE, methods.unmitigated(inputs));
        if (both) all.put(BASELINE + WITHOUT, methods.unmitigated(rest));
        for (Mitigation.Method method : Mitigation.Method.values()) {
            progress.report(
                    "mitigating", (double) method.ordinal() / Mitigation.Method.values().length, method.label());
            if (method == Mitigation.Method.GRID_SEARCH) {
                offer(all, method.label(), () -> methods.grid(both ? rest : inputs), notes);
            } else if (method.bounded()) {
                for (double bound : bounds) {
                    String name = method.label() + "-" + EcmaNumber.format(bound);
                    offer(all, name, () -> List.of(methods.make(method, bound, inputs)), notes);
                    if (both && method == Mitigation.Method.EXPONENTIATED_GRADIENT)
                        offer(all, name + WITHOUT, () -> List.of(methods.make(method, bound, rest)), notes);
                }
            } else offer(all, method.label(), () -> List.of(methods.make(method, bounds.get(0), inputs)), notes);
        }
        return all;
    }

    /** A method that can't be had here is told, and the others go on. */
    private static void offer(Map<String, Mended> all, String name, Supplier<List<Mended>> make, List<String> notes) {
        try {
            List<Mended> made = make.get();
            for (int k = 0; k < made.size(); k++) all.put(made.size() == 1 ? name : name + "-" + (k + 1), made.get(k));
        } catch (CandorException e) {
            if (e.code().startsWith("CND-F") || e.code().startsWith("CND-C")) {
                notes.add(name + " is left out: " + e.getMessage());
            } else throw e;
        }
    }

    private static List<String> inputs(Model model) {
        return model.inputs().stream().map(i -> i.name()).toList();
    }
}
