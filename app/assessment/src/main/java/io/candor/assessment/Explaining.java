package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Additive;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.RuleList;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.AdditiveContributions;
import io.candor.explain.AdditiveImportance;
import io.candor.explain.Coefficients;
import io.candor.explain.PathContributions;
import io.candor.explain.RuleExplanations;
import io.candor.explain.ShapeFunctions;
import io.candor.explain.TreeImportance;
import io.candor.explain.TreeStructure;
import io.candor.explain.WholeTrees;
import io.candor.explain.attribution.AttributionEvidence;
import io.candor.explain.linear.LinearShap;
import io.candor.explain.tree.Covers;
import io.candor.explain.tree.TreeShapEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** What a glass-box model says of itself, whatever its kind: exact, each as evidence. */
public record Explaining(Model model, Subject subject) {

    /** Shapley values that linear models have beside their contributions. */
    public static final List<String> LINEAR = List.of("linear-shap", "linear-shap-correlated");

    /** Whether it says anything. */
    public boolean possible() {
        return model instanceof Additive || model instanceof TreeEnsemble || model instanceof RuleList;
    }

    /** What it learnt, and what matters on some rows; the first is the answer to "what matters". */
    public List<Evidence> global(Table rows, Subject data) {
        List<Evidence> found = new ArrayList<>();
        if (model instanceof Additive additive) {
            found.add(new AdditiveImportance(additive).evidence(rows, null, List.of(subject, data)));
        }
        if (model instanceof AdditiveModel shapes) {
            found.add(new ShapeFunctions(shapes).evidence(List.of(subject)));
        }
        if (model instanceof LinearModel linear) found.add(new Coefficients(linear).evidence(List.of(subject)));
        if (model instanceof TreeEnsemble trees) {
            TreeEnsemble counted = counted(trees, rows);
            List<Subject> subjects = counted == trees ? List.of(subject) : List.of(subject, data);
            found.add(saying(trees, counted, new TreeImportance(counted).evidence(subjects)));
            if (trees.trees().count() == 1) {
                found.add(saying(trees, counted, new TreeStructure(counted).evidence(subjects)));
            }
        }
        if (model instanceof RuleList rules) found.add(new RuleExplanations(rules).rules(List.of(subject)));
        return found;
    }

    /**
     * Shapley values of a linear model.
     *
     * @param method one of {@link #LINEAR}
     */
    public static LinearShap linearShap(LinearModel linear, String method, Table background, long seed) {
        return method.equals("linear-shap")
                ? LinearShap.independent(linear, background)
                : LinearShap.correlated(linear, background, seed);
    }

    /** Small trees as they are, so that a page can score rows; of large ones how many they are. */
    public Optional<Evidence> whole(Table rows, Subject data) {
        return model instanceof TreeEnsemble trees
                ? Optional.of(WholeTrees.evidence(trees, rows, List.of(subject, data)))
                : Optional.empty();
    }

    /** Values of drawn rows, to be seen at once; none if the model has no exact ones. */
    public List<Evidence> attributions(Table rows, int most, long seed, Subject data, ForkJoinPool pool) {
        return new AttributionEvidence(model, seed, pool).of(rows, most, List.of(subject, data));
    }

    /**
     * Shapley values of trees.
     *
     * @param rows that stand for those of the training where the model does not say how these went
     * @param background rows that absent inputs are taken from; null for path-dependent values
     */
    public static TreeShapEvidence shap(TreeEnsemble trees, Table rows, @Nullable Table background) {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        return background != null || Covers.known(trees)
                ? new TreeShapEvidence(trees, background, pool)
                : TreeShapEvidence.counted(trees, rows, pool);
    }

    /** The trees with covers: their own, else those of some rows, if there are any. */
    private static TreeEnsemble counted(TreeEnsemble trees, Table rows) {
        return Covers.known(trees) || rows.rows() == 0 ? trees : Covers.counted(trees, rows, ForkJoinPool.commonPool());
    }

    private static Evidence saying(TreeEnsemble trees, TreeEnsemble counted, Evidence evidence) {
        return counted == trees
                ? evidence
                : evidence.withLimit("The model does not say how many training rows reached each node:"
                        + " the rows of the data were counted instead.");
    }

    /** Why single rows were scored as they were: of a single tree along its path, of several by Shapley values. */
    public Optional<Evidence> local(Table rows, int[] picked, Subject data) {
        if (model instanceof Additive additive) {
            return Optional.of(new AdditiveContributions(additive).evidence(rows, picked, List.of(subject, data)));
        }
        if (model instanceof TreeEnsemble trees) {
            return Optional.of(
                    trees.trees().count() == 1
                            ? path(trees, rows, picked, data)
                            : shap(trees, rows, null).contributions(rows, picked, false, List.of(subject, data)));
        }
        if (model instanceof RuleList list) {
            return Optional.of(new RuleExplanations(list).fired(rows, picked, List.of(subject, data)));
        }
        return Optional.empty();
    }

    private Evidence path(TreeEnsemble trees, Table rows, int[] picked, Subject data) {
        TreeEnsemble counted = counted(trees, rows);
        return saying(trees, counted, new PathContributions(counted).evidence(rows, picked, List.of(subject, data)));
    }
}
