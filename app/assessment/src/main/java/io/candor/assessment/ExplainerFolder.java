package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.serving.ReasonRules;
import io.candor.explain.serving.ServedExplainer;
import io.candor.explain.tree.Covers;
import io.candor.io.JsonText;
import io.candor.io.ModelFolder;
import io.candor.io.SavedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * An explainer as it is kept: a folder with {@code explainer.json} and, in {@code model}, the model that it explains. A serving
 * process needs nothing else, and of Candor no more than {@code core}, {@code io} and {@code explain}.
 */
public final class ExplainerFolder {
    private static final String FILE = "explainer.json";

    private ExplainerFolder() {}

    /**
     * Makes and saves an explainer.
     *
     * @param name of the reference
     * @param accepted whether only rows count to which the model itself gives the favourable outcome
     */
    public static ServedExplainer save(
            Path folder,
            SavedModel saved,
            String name,
            Table rows,
            boolean accepted,
            ReasonRules rules,
            ForkJoinPool pool) {
        Table reference = accepted ? rows.select(accepted(saved, rows, rules.favourable())) : rows;
        Model model = kept(saved.model(), reference, pool);
        return FreshFolder.fill(folder, FILE, () -> {
            // refuse before anything is written
            ServedExplainer checked = ServedExplainer.make(model, saved.digest(), name, reference, rules, pool);
            SavedModel own = ModelFolder.save(folder.resolve("model"), model, saved.provenance(), saved.decider());
            Json.Obj json = own.digest().equals(saved.digest())
                    ? checked.toJson()
                    : ServedExplainer.make(model, own.digest(), name, reference, rules, pool)
                            .toJson();
            AtomicFile.write(folder.resolve(FILE), CanonicalJson.pretty(json));
            return ServedExplainer.of(model, own.digest(), json);
        });
    }

    /** Trees that do not say how many rows reached their nodes are kept with the counts of the reference's rows. */
    private static Model kept(Model model, Table reference, ForkJoinPool pool) {
        if (model instanceof TreeEnsemble trees && !Covers.known(trees) && reference.rows() > 0) {
            return Covers.counted(trees, reference, pool);
        }
        if (model instanceof AdditiveModel || model instanceof LinearModel || model instanceof TreeEnsemble)
            return model;
        throw CandorException.user(
                "CND-C021",
                "this model can't be kept in an explainer",
                "an EBM, a linear model, a tree or boosted trees, on raw features or behind a pipeline that leaves trees trees",
                "explain its rows in batches, with 'candor explain local'");
    }

    private static int[] accepted(SavedModel saved, Table rows, String favourable) {
        Model model = saved.model();
        if (model.task() == Task.REGRESSION) {
            throw CandorException.user(
                    "CND-C019",
                    "a model that predicts a number accepts nobody",
                    "--accepted for classes only",
                    "leave --accepted out, or give a file of the rows to compare with");
        }
        int wanted = model.classes().indexOf(favourable);
        int[] decisions = model.task() == Task.BINARY
                ? saved.decider().decide(model.score(rows), rows)
                : model.score(rows).mostProbable();
        return IntStream.range(0, decisions.length)
                .filter(i -> decisions[i] == wanted)
                .toArray();
    }

    /**
     * @throws CandorException {@code CND-C020} if there is none, and what {@link ModelFolder#load} and {@link ServedExplainer#of}
     *     throw
     */
    public static ServedExplainer load(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw CandorException.user(
                    "CND-C020",
                    folder + " is no explainer",
                    "a folder with an explainer.json",
                    "make one with 'candor explain save'");
        }
        SavedModel saved = ModelFolder.load(folder.resolve("model"));
        return JsonText.read(file) instanceof Json.Obj json
                ? ServedExplainer.of(saved.model(), saved.digest(), json)
                : ServedExplainer.of(
                        saved.model(), saved.digest(), Json.object().build());
    }
}
