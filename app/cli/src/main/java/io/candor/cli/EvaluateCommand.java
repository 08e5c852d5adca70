package io.candor.cli;

import io.candor.assessment.AssessedModel;
import io.candor.assessment.DataSource;
import io.candor.assessment.Understanding;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor evaluate}. */
@Command(
        name = "evaluate",
        header = "Measure how well a model does, with 95 %% intervals.",
        footer = {"", "Example:", "  candor evaluate --model model --data test.csv --label approved"})
final class EvaluateCommand extends Verb {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
    Path model = Path.of("");

    @Mixin
    DataOptions data = new DataOptions();

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        SavedModel saved = Models.load(model);
        if (data.label == null) data.label = saved.model().target();
        if (data.task == null) data.task = saved.model().task().label();
        DataSource source = data.read(positive(saved));
        AssessedModel assessed = AssessedModel.of(String.valueOf(model.getFileName()), saved, false);
        Evidence evidence = new Understanding(assessed, global.seed()).performance(source.whole("all"));
        if (terminal.json()) {
            terminal.print(evidence.toJson());
            return 0;
        }
        source.notes().forEach(terminal::print);
        terminal.print(metrics(evidence.result().object("metrics")));
        if (evidence.result().get("classes") instanceof Json.Obj classes) {
            classes.members().forEach((name, own) -> {
                terminal.print("");
                terminal.print("class " + TextTable.printable(name));
                terminal.print(metrics((Json.Obj) own));
            });
            terminal.print("");
            terminal.print(confusion(evidence.result().object("confusion")));
        } else if (evidence.result().get("confusion") instanceof Json.Obj c) {
            terminal.print("confusion: tp " + whole(c, "tp") + ", fp " + whole(c, "fp") + ", tn " + whole(c, "tn")
                    + ", fn " + whole(c, "fn"));
        }
        return 0;
    }

    /** The model's positive class, or null where there is none. */
    static @Nullable String positive(SavedModel saved) {
        return saved.model().task() == Task.BINARY ? saved.model().classes().get(1) : null;
    }

    private static String confusion(Json.Obj confusion) {
        List<String> headers = new ArrayList<>(List.of("is, decided"));
        List<String> labels = confusion.array("labels").stream()
                .map(l -> ((Json.Str) l).value())
                .toList();
        headers.addAll(labels);
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (int k = 0; k < labels.size(); k++) {
            List<String> row = new ArrayList<>(List.of(labels.get(k)));
            Json.Arr counts = (Json.Arr) confusion.array("counts").get(k);
            for (Json count : counts.items()) row.add(Long.toString((long) ((Json.Num) count).value()));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String whole(Json.Obj c, String name) {
        return Long.toString((long) c.number(name));
    }

    /** A table of estimates. */
    static String metrics(Json.Obj metrics) {
        TextTable table = new TextTable("metric", "value", "low", "high", "n", "interval");
        for (Map.Entry<String, Json> metric : metrics.members().entrySet()) {
            Estimate estimate = Estimate.fromJson((Json.Obj) metric.getValue());
            String n = Long.toString(estimate.n());
            if (estimate instanceof Estimate.Interval i) {
                table.row(
                        metric.getKey(),
                        Figures.of(i.value()),
                        Figures.of(i.low()),
                        Figures.of(i.high()),
                        n,
                        i.interval());
            } else if (estimate instanceof Estimate.Point p) {
                table.row(metric.getKey(), Figures.of(p.value()), "–", "–", n, "none");
            } else {
                table.row(metric.getKey(), "undefined", "–", "–", n, ((Estimate.Undefined) estimate).reason());
            }
        }
        return table.toString();
    }
}
