package io.candor.evaluation.search;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.RuleList;
import io.candor.core.model.Term;
import io.candor.core.model.TreeEnsemble;
import java.util.List;

/**
 * How much there is to read in a model.
 *
 * @param count of what {@code unit} says
 * @param unit {@code terms}, {@code coefficients}, {@code leaves}, {@code rules}, {@code trees}
 * @param parameters numbers that were learnt: table cells, coefficients, leaves, conditions with their predictions
 */
public record ModelSize(long count, String unit, long parameters) {

    /** Of a model whose kind is known; else nothing is counted. */
    public static ModelSize of(Model model) {
        if (model instanceof AdditiveModel ebm) {
            long cells = ebm.outputs();
            for (Term term : ebm.terms()) cells += term.scores().length;
            return new ModelSize(ebm.termCount(), "terms", cells);
        }
        if (model instanceof LinearModel linear) {
            long set = 0;
            for (LinearModel.Effect effect : linear.effects()) {
                for (int c = 0; c < effect.coefficients(); c++) {
                    for (int k = 0; k < linear.outputs(); k++) if (effect.coefficient(c, k) != 0) set++;
                }
            }
            return new ModelSize(set, "coefficients", set + linear.outputs());
        }
        if (model instanceof TreeEnsemble trees) {
            long leaves = 0;
            long inner = 0;
            for (int feature : trees.trees().feature()) {
                if (feature < 0) leaves++;
                else inner++;
            }
            long numbers = inner + leaves * trees.trees().width();
            return trees.trees().count() == 1
                    ? new ModelSize(leaves, "leaves", numbers)
                    : new ModelSize(trees.trees().count(), "trees", numbers);
        }
        if (model instanceof RuleList rules) {
            long numbers = 0;
            for (RuleList.Rule rule : rules.rules())
                numbers += rule.conditions().size() + 1;
            return new ModelSize(rules.rules().size(), "rules", numbers);
        }
        return new ModelSize(0, "parts", 0);
    }

    /** The mean of several, rounded; of one kind. */
    static ModelSize mean(List<ModelSize> sizes) {
        double count = 0;
        double parameters = 0;
        for (ModelSize size : sizes) {
            count += size.count();
            parameters += size.parameters();
        }
        String unit = sizes.get(0).unit();
        for (ModelSize size : sizes) if (size.unit().equals("trees")) unit = "trees";
        return new ModelSize(Math.round(count / sizes.size()), unit, Math.round(parameters / sizes.size()));
    }

    /** For people. */
    public String words() {
        return count + " " + (count == 1 ? unit.replaceAll("(?<=lea)ves$", "f").replaceAll("s$", "") : unit);
    }
}
