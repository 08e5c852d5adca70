package io.candor.cli;

import io.candor.assessment.ByCohort;
import io.candor.assessment.Config;
import io.candor.core.data.Cohort;
import io.candor.core.data.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which groups of rows are explained beside all rows. */
final class CohortOptions {
    @Option(
            names = "--cohort",
            paramLabel = "NAME",
            description = "Explain this cohort of candor.yaml, too; repeatable.")
    List<String> cohorts = List.of();

    @Option(
            names = "--where",
            paramLabel = "CONDITIONS",
            description = "Explain these rows, too: 'age >= 40 and sex is Female'; repeatable.")
    List<String> where = List.of();

    @Option(
            names = "--by",
            paramLabel = "A,B",
            description = "Explain each group of these columns, too; A+B crosses two.")
    @Nullable
    String by;

    @Option(
            names = "--config",
            paramLabel = "F",
            description = "Where cohorts have their names (default: candor.yaml).")
    Path config = Path.of("candor.yaml");

    boolean asked() {
        return !cohorts.isEmpty() || !where.isEmpty() || by != null;
    }

    ByCohort of(Table table) {
        List<Cohort> named = new ArrayList<>();
        if (!cohorts.isEmpty()) {
            Config read = Config.read(config);
            for (String name : cohorts) named.add(read.cohort(name));
        }
        return ByCohort.of(table, named, where, DataOptions.names(by));
    }
}
