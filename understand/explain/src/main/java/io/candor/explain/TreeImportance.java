package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which features a tree's splits use, by the share of the fall in squared error that they bring: per split Σ cover · mean²
 * of the children less that of the node (Breiman et al. 1984, §5.3, without surrogates). For class shares squared error is
 * Gini impurity. Read off the covers of training; needs no rows.
 */
public final class TreeImportance {
    private final TreeEnsemble model;

    public TreeImportance(TreeEnsemble model) {
        this.model = model;
    }

    /** One feature's share of the whole fall; shares add up to 1, or are all 0 for a tree without splits. */
    public record Importance(String name, double value) {}

    /**
     * All inputs, most important first, ties by name.
     *
     * @throws CandorException {@code CND-E005} if the covers are not known
     */
    public List<Importance> of() {
        Trees trees = model.trees();
        double[] means = NodeMeans.of(model);
        double[] falls = new double[model.inputs().size()];
        double total = 0;
        for (int i = 0; i < trees.feature().length; i++) {
            if (trees.isLeaf(i)) continue;
            double fall = 0;
            int l = trees.left()[i];
            int r = trees.right()[i];
            double weight = trees.cover()[l] + trees.cover()[r];
            if (!(weight > 0)) continue; // no row came here
            double share = trees.cover()[l] / weight * trees.cover()[r];
            for (int k = 0; k < model.outputs(); k++) {
                double apart = means[l * model.outputs() + k] - means[r * model.outputs() + k];
                fall += share * apart * apart;
            }
            falls[trees.feature()[i]] += fall;
            total += fall;
        }
        List<Importance> found = new ArrayList<>();
        for (int j = 0; j < falls.length; j++) {
            found.add(new Importance(model.inputs().get(j).name(), total > 0 ? falls[j] / total : 0));
        }
        found.sort(Comparator.comparingDouble((Importance i) -> -i.value()).thenComparing(Importance::name));
        return found;
    }

    /**
     * As evidence {@code explain.importance} v1.
     *
     * @param subjects digest of the model
     * @throws CandorException {@code CND-E005} if the covers are not known
     */
    public Evidence evidence(List<Subject> subjects) {
        List<Json> features = new ArrayList<>();
        for (Importance i : of()) {
            features.add(Json.object()
                    .put("name", i.name())
                    .put("importance", i.value())
                    .build());
        }
        return new Evidence(
                "explain.importance",
                1,
                subjects,
                new Evidence.Method("share of the fall in squared error", 1, "Breiman et al. 1984, section 5.3"),
                Json.object().put("rows", "training").build(),
                Json.object()
                        .put("method", "share of the fall in squared error")
                        .put("output", "share")
                        .put("features", Json.array(features))
                        .build(),
                List.of(
                        "A feature that another one stands in for gets nothing, however much it is worth.",
                        "Measured on the rows that the tree was grown from, which flatters features with many values."),
                Disclosure.aggregate(smallest()));
    }

    private long smallest() {
        double least = Double.POSITIVE_INFINITY;
        for (double cover : model.trees().cover()) least = Math.min(least, cover);
        return Math.max(1, (long) Math.min(least, 1e15));
    }
}
