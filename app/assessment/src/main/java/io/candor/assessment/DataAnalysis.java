package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.data.DataPlan;
import io.candor.fairness.data.DataReport;
import io.candor.fairness.data.GroupLearner;
import io.candor.glassbox.RowRoles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * What data say of groups before a model is trained.
 *
 * @param algorithm that learns groups from all inputs together; empty for none
 */
public record DataAnalysis(DataPlan plan, Optional<Algorithm> algorithm, long seed) {
    /** Evidence {@code fairness.data}. */
    public Evidence of(DataSource.Part part, ForkJoinPool pool) {
        RandomStreams random = new RandomStreams(seed);
        return DataReport.of(plan, part.table(), part.target(), algorithm.map(a -> learner(a, random, pool)), random)
                .evidence(List.of(part.subject()), seed);
    }

    private static GroupLearner learner(Algorithm algorithm, RandomStreams random, ForkJoinPool pool) {
        return new GroupLearner() {
            @Override
            public String name() {
                return algorithm.label();
            }

            @Override
            public Scores scores(Table train, Target target, Table test) {
                return algorithm
                        .learner(target.task(), settings(algorithm), pool)
                        .learn(train, target, RowRoles.NONE, random, Progress.NONE, Deadline.NEVER)
                        .model()
                        .score(test);
            }
        };
    }

    /** One small penalty, not a search for the best: an area needs an order of rows, and a path of penalties for each fold and class takes minutes. */
    private static Map<String, String> settings(Algorithm algorithm) {
        return algorithm.equals(Algorithm.LINEAR) ? Map.of("lambda", "0.01") : Map.of();
    }
}
