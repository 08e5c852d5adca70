package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.Task;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.fairness.FairnessPlan;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration with its data and model at hand, checked: what is wrong with them is said when the plan is made, before a
 * store is opened, a model is trained or a file is written.
 *
 * @param source the data
 * @param train rows to train on; empty when nothing is trained
 * @param test rows to measure on
 * @param selection inputs of the model to train; empty when nothing is trained
 * @param saved the model to assess, if one is named
 * @param groups what to compare; empty without sensitive columns
 * @param notes what was decided, one sentence each
 */
public record Plan(
        Config config,
        DataSource source,
        Optional<DataSource.Part> train,
        DataSource.Part test,
        Optional<InputSelection> selection,
        Optional<SavedModel> saved,
        Optional<FairnessPlan> groups,
        List<String> notes) {

    public Plan {
        notes = List.copyOf(notes);
    }

    /** Reads the data and the model, if there is one, and checks that they go together. */
    public static Plan of(Config config, Progress progress) {
        Config.Data data = config.data();
        progress.report("reading " + data.path().getFileName(), Double.NaN, "");
        Optional<SavedModel> saved = config.model().path().map(Models::load);
        DataSource source = read(config, saved);
        List<String> notes = new ArrayList<>(source.notes());
        Optional<DataSource.Part> train = Optional.empty();
        DataSource.Part test = source.whole("all");
        Optional<InputSelection> selection = Optional.empty();
        if (config.model().trains()) {
            config.model()
                    .algorithm()
                    .check(source.target().task(), config.model().settings());
            if (data.test().isPresent()) {
                train = Optional.of(source.whole("train"));
                test = other(config, data.test().get(), source).whole("test");
            } else {
                Split split = Split.random(source.target(), data.testShare(), new RandomStreams(config.seed()));
                notes.add("split by class and seed " + config.seed() + ": " + split.train().length + " rows to train, "
                        + split.test().length + " to test");
                train = Optional.of(source.part("train", split.train()));
                test = source.part("test", split.test());
            }
            selection = Optional.of(selection(config, source, notes));
        }
        Optional<FairnessPlan> groups = groups(config.groups(), test.table());
        return new Plan(config, source, train, test, selection, saved, groups, notes);
    }

    private static DataSource read(Config config, Optional<SavedModel> saved) {
        Config.Data data = config.data();
        Optional<Task> task = data.task().or(() -> saved.map(s -> s.model().task()));
        Optional<String> positive = data.positive().or(() -> saved.flatMap(Plan::positive));
        return DataSource.read(data.path(), data.name(), data.types(), data.label(), positive, task);
    }

    private static Optional<String> positive(SavedModel saved) {
        Model model = saved.model();
        return model.task() == Task.BINARY ? Optional.of(model.classes().get(1)) : Optional.empty();
    }

    /** Test rows, whose label is read as that of the rows to train on. */
    private static DataSource other(Config config, Path file, DataSource train) {
        Config.Data data = config.data();
        Task task = train.target().task();
        Optional<String> positive =
                task == Task.BINARY ? Optional.of(train.target().classes().get(1)) : Optional.empty();
        return DataSource.read(file, data.name(), data.types(), data.label(), positive, Optional.of(task));
    }

    private static InputSelection selection(Config config, DataSource source, List<String> notes) {
        boolean named = !config.inputs().isEmpty();
        InputSelection selection = named
                ? InputSelection.exactly(source.table(), source.target().name(), config.inputs())
                : InputSelection.byRule(source.table(), source.target(), dropped(config));
        notes.add("inputs: " + String.join(", ", selection.inputs()));
        if (!named) notes.addAll(selection.leftOut());
        List<String> measured = config.groups().sensitive().stream()
                .filter(selection.inputs()::contains)
                .toList();
        if (!measured.isEmpty()) notes.add("sensitive columns that are also inputs: " + String.join(", ", measured));
        return selection;
    }

    /** How often a row counts says nothing of what it is. */
    private static List<String> dropped(Config config) {
        List<String> dropped = new ArrayList<>(config.drop());
        config.groups().analyses().weights().values().stream()
                .filter(column -> !dropped.contains(column))
                .sorted()
                .forEach(dropped::add);
        return dropped;
    }

    private static Optional<FairnessPlan> groups(Config.Groups groups, Table table) {
        for (String column : groups.cuts().keySet()) table.column(column);
        if (groups.sensitive().isEmpty() && groups.intersections().isEmpty()) return Optional.empty();
        groups.sensitive().forEach(table::column);
        groups.controls().forEach(table::column);
        groups.analyses().weights().values().forEach(table::column);
        for (List<String> columns : groups.intersections()) columns.forEach(table::column);
        return Optional.of(new FairnessPlan(
                groups.sensitive().stream().distinct().toList(),
                groups.intersections().stream().distinct().toList(),
                groups.controls(),
                groups.cuts(),
                groups.minGroup(),
                groups.analyses().minSupport(),
                groups.analyses().metrics(),
                groups.analyses().weights()));
    }
}
