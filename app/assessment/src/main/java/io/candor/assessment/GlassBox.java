package io.candor.assessment;

import io.candor.core.model.Task;
import io.candor.core.model.Trained;
import io.candor.glassbox.EbmFit;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.linear.LinearFit;
import io.candor.glassbox.linear.LinearSettings;
import io.candor.glassbox.linear.LinearTrainer;
import io.candor.glassbox.rules.RuleFit;
import io.candor.glassbox.rules.RuleSettings;
import io.candor.glassbox.rules.RuleTrainer;
import io.candor.glassbox.tree.TreeFit;
import io.candor.glassbox.tree.TreeSettings;
import io.candor.glassbox.tree.TreeTrainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/** The algorithms of {@code understand/glassbox}. What a search may try is documented in {@code docs/reference/models.md}. */
enum GlassBox implements Algorithm.Maker {
    EBM("explainable boosting machine") {
        @Override
        public Map<String, List<String>> alternatives() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("interactions", List.of("0", "1x"));
            values.put("learning_rate", List.of("0.01", "0.04"));
            values.put("max_bins", List.of("64", "256"));
            values.put("max_leaves", List.of("3"));
            values.put("min_samples_leaf", List.of("10", "25"));
            values.put("smoothing_rounds", List.of("0", "200"));
            return values;
        }

        @Override
        public Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
            EbmSettings.of(task, EbmSettings.MANY_ROWS, settings); // tells what does not fit before anything is learnt
            return (inputs, target, roles, random, progress, deadline) -> {
                EbmSettings chosen = EbmSettings.of(task, inputs.rows(), settings);
                EbmFit fit = new EbmTrainer(chosen, pool).train(inputs, target, roles, random, progress, deadline);
                return new Trained(fit.model(), fit.provenance());
            };
        }
    },
    LINEAR("linear model with an elastic-net penalty") {
        @Override
        public Map<String, List<String>> alternatives() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("alpha", List.of("0", "1"));
            values.put("select", List.of("1se"));
            return values;
        }

        @Override
        public Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
            LinearSettings chosen = LinearSettings.DEFAULT.with(settings);
            return (inputs, target, roles, random, progress, deadline) -> {
                LinearFit fit = new LinearTrainer(chosen, pool)
                        .train(inputs, target, roles.weights(), null, random, progress, deadline);
                return new Trained(fit.model(), fit.provenance());
            };
        }
    },
    TREE("decision tree") {
        @Override
        public Map<String, List<String>> alternatives() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("select", List.of("min"));
            values.put("max_depth", List.of("4", "12"));
            values.put("min_samples_leaf", List.of("5", "30"));
            return values;
        }

        @Override
        public Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
            TreeSettings chosen = TreeSettings.defaults(task).with(settings);
            return (inputs, target, roles, random, progress, deadline) -> {
                TreeFit fit = new TreeTrainer(chosen, pool)
                        .train(inputs, target, roles.weights(), random, progress, deadline);
                return new Trained(fit.model(), fit.provenance());
            };
        }
    },
    RULES("rule list") {
        @Override
        public Map<String, List<String>> alternatives() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("select", List.of("min"));
            values.put("max_rules", List.of("5", "20"));
            values.put("max_conditions", List.of("2", "4"));
            return values;
        }

        @Override
        public Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
            RuleSettings chosen = RuleSettings.DEFAULT.with(settings);
            return (inputs, target, roles, random, progress, deadline) -> {
                RuleFit fit = new RuleTrainer(chosen, pool)
                        .train(inputs, target, roles.weights(), random, progress, deadline);
                return new Trained(fit.model(), fit.provenance());
            };
        }
    };

    private final String words;

    GlassBox(String words) {
        this.words = words;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public boolean glassBox() {
        return true;
    }
}
