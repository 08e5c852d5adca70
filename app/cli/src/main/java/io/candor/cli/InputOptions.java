package io.candor.cli;

import io.candor.assessment.DataSource;
import io.candor.assessment.InputSelection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a model learns from. */
final class InputOptions {
    @Option(names = "--inputs", paramLabel = "A,B", description = "Exactly these inputs (default: one rule, printed).")
    @Nullable
    String inputs;

    @Option(names = "--drop", paramLabel = "A,B", description = "Columns that are never inputs.")
    @Nullable
    String drop;

    /** @param others columns that are no inputs either, unless inputs are named exactly */
    InputSelection of(DataSource source, List<String> others) {
        if (inputs != null) {
            return InputSelection.exactly(source.table(), source.target().name(), DataOptions.names(inputs));
        }
        List<String> dropped = new ArrayList<>(DataOptions.names(drop));
        dropped.addAll(others);
        return InputSelection.byRule(source.table(), source.target(), dropped);
    }
}
