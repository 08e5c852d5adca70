package io.candor.cli;

import io.candor.assessment.Recourse;
import io.candor.core.evidence.Evidence;
import io.candor.explain.whatif.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor what-if}. */
@Command(
        name = "what-if",
        header = "Ask the model about a changed row: its answer before and after, and curves around it.",
        footer = {
            "",
            "Examples:",
            "  candor what-if --model model --data F.csv --row 3 --set age=40",
            "  candor what-if --model model --data F.csv --row 3 --set age=40 --set city=Rome --ice age"
        })
final class WhatIfCommand extends Verb {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A saved model's folder, or a file that Candor reads.")
    Path model = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
    Path data = Path.of("");

    @Option(names = "--row", required = true, paramLabel = "N", description = "The row, from 0.")
    String row = "";

    @Option(
            names = "--set",
            paramLabel = "COLUMN=VALUE",
            description = "A changed value, repeatable; nothing after = is missing.")
    List<String> changes = List.of();

    @Option(names = "--ice", paramLabel = "A,B", description = "Inputs to vary around the changed row.")
    @Nullable
    String ice;

    @Mixin
    PageOption page = new PageOption();

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        List<Change> changed = new ArrayList<>();
        for (String change : changes) {
            RecourseText.Pair pair = RecourseText.pair("--set", change);
            changed.add(new Change(pair.name(), pair.value()));
        }
        ExplainCommand.Opened opened = ExplainCommand.Opened.of(model, data);
        int position = RecourseText.one(row, opened.rows().rows());
        ForkJoinPool pool = global.pool();
        try {
            Evidence evidence = new Recourse(opened.model(), opened.decider(), opened.subjects(Optional.empty()), pool)
                    .whatIf(opened.rows(), position, changed, DataOptions.names(ice));
            if (terminal.json()) terminal.print(evidence.result());
            else terminal.print(WhatIfText.of(evidence.result()));
            page.write(terminal, model, List.of(evidence));
        } finally {
            pool.shutdown();
        }
        return 0;
    }
}
