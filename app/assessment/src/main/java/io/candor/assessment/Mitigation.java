package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.fairness.Criterion;
import io.candor.fairness.FairnessPlan;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * Makes a model, or the decisions of one, more alike between groups, and assesses it beside the one without, on rows that took no part in either.
 *
 * @param bound greatest difference: of a group from its event's mean (reductions), between any two groups (thresholds)
 * @param groups the sensitive columns, taken together, and controls
 * @param held share of the rows that the outcome is assessed on
 * @param unseen what is decided of groups that thresholds were not fitted to: {@code refuse}, {@code overall} or a group's name
 * @param key of decisions by chance; empty for one made of the seed and the data
 * @param id column that tells rows apart for decisions by chance; empty for the model's inputs
 */
public record Mitigation(
        Method method,
        Criterion criterion,
        double bound,
        FairnessPlan groups,
        Algorithm algorithm,
        Map<String, String> settings,
        double held,
        String unseen,
        Optional<String> key,
        Optional<String> id,
        long seed) {

    /** How. */
    public enum Method {
        /** A mixture of models that were trained to be more alike (Agarwal et al. 2018). */
        EXPONENTIATED_GRADIENT,
        /** One of a grid of such models, without chance (Agarwal et al. 2018, §3.4). */
        GRID_SEARCH,
        /** One model, of rows weighted so that label and group are independent (Kamiran &amp; Calders 2012). */
        REWEIGHING,
        /** Thresholds by group over one model's scores (Hardt et al. 2016). */
        THRESHOLD,
        /** Near the threshold the groups decided positive less often are favoured (Kamiran, Karim &amp; Zhang 2012). */
        REJECT_OPTION,
        /** One model, of inputs from which what the sensitive columns say of them linearly is taken away. */
        CORRELATION_REMOVER;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it asks for a bound. */
        public boolean bounded() {
            return this == EXPONENTIATED_GRADIENT || this == THRESHOLD || this == REJECT_OPTION;
        }

        /** @throws CandorException {@code CND-C050} for none */
        public static Method of(String label) {
            for (Method m : values()) if (m.label().equals(label)) return m;
            throw CandorException.user(
                    "CND-C050",
                    "'" + label + "' is no method of mitigation in this release",
                    String.join(", ", Arrays.stream(values()).map(Method::label).toList()),
                    "name one of them");
        }
    }

    /**
     * What was made of it.
     *
     * @param evidence of the mitigation
     * @param before assessment of the model without, on the rows held out
     * @param after assessment with
     * @param reads sensitive columns that are read when a decision is made, by the model or by the decider
     * @param notes for people
     */
    public record Done(
            SavedModel saved,
            Evidence evidence,
            Evidence before,
            Evidence after,
            List<String> reads,
            List<String> notes) {}

    /**
     * Learns, saves into a folder and assesses.
     *
     * @throws CandorException {@code CND-C051} if the label does not have two classes; and what training, mitigation and assessment throw
     */
    public Done run(DataSource source, List<String> inputs, ForkJoinPool pool, Progress progress, Path folder) {
        twoClasses(source);
        Split split = Split.random(source.target(), held, new RandomStreams(seed));
        DataSource.Part fit = source.part("fit", split.train());
        DataSource.Part test = source.part("test", split.test());
        Mended made = new Mitigating(this, source, fit, pool, progress).make(method, bound, inputs);
        SavedModel saved = made.save(folder, provenance(made, fit, inputs));
        AssessedModel with = AssessedModel.of("mitigated", saved, true);
        AssessedModel without = made.without().assessed(algorithm.label());
        return new Done(
                saved,
                made.evidence().orElseThrow(),
                new Understanding(without, seed).fairness(test, assessed()),
                new Understanding(with, seed).fairness(test, assessed()),
                Mended.reads(made.model(), made.decider(), groups.sensitive()),
                made.notes());
    }

    static void twoClasses(DataSource source) {
        if (source.target().task() == Task.BINARY) return;
        throw CandorException.user(
                "CND-C051",
                "decisions are mended for a label of two classes, this one is "
                        + source.target().task().label(),
                "a label of two classes",
                "name another label, or set --task binary");
    }

    /** Where a model comes from, saved with it. */
    Json.Obj provenance(Mended made, DataSource.Part fit, List<String> inputs) {
        Json.Builder mitigation = Json.object();
        made.made().members().forEach(mitigation::put);
        return Json.object()
                .put("algorithm", algorithm.label())
                .put("settings", texts())
                .put("seed", Long.toString(seed))
                .put(
                        "mitigation",
                        mitigation
                                .put("sensitive", Json.texts(groups.sensitive()))
                                .build())
                .put(
                        "data",
                        Json.object()
                                .put("name", fit.subject().name())
                                .put("tableDigest", fit.digest())
                                .put("fileDigest", fit.source().fileDigest())
                                .put("rows", fit.table().rows())
                                .build())
                .put("inputs", Json.texts(inputs))
                .build();
    }

    /** Sensitive columns together are one feature. */
    public FairnessPlan assessed() {
        if (groups.sensitive().size() == 1) return groups;
        return new FairnessPlan(
                List.of(), List.of(groups.sensitive()), groups.controls(), groups.cuts(), groups.minGroup());
    }

    private Json.Obj texts() {
        Json.Builder out = Json.object();
        settings.forEach(out::put);
        return out.build();
    }
}
