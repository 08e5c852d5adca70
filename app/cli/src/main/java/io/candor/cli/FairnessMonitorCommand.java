package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.fairness.monitor.Alert;
import io.candor.fairness.monitor.FairnessMonitor;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.MonitorReport;
import io.candor.fairness.monitor.Windows;
import io.candor.io.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness monitor}. */
@Command(
        name = "monitor",
        header = "Watch decisions of a model in use: gaps by window, policies, what moved.",
        subcommands = {
            FairnessMonitorCommand.Init.class,
            FairnessMonitorCommand.Add.class,
            FairnessMonitorCommand.Show.class,
            FairnessMonitorCommand.Merge.class
        },
        synopsisSubcommandLabel = "init|add|show|merge",
        footer = {
            "",
            "Example:",
            "  candor fairness monitor add --state monitor.json --data march.csv --prediction decision"
        })
final class FairnessMonitorCommand extends Group {
    /** What verbs with one state share. */
    abstract static class OfState extends Verb {
        @Option(names = "--state", required = true, paramLabel = "F", description = "The monitor's state, a JSON file.")
        Path state = Path.of("");

        final FairnessMonitor read(Path file) {
            return FairnessMonitor.fromJson(JsonText.read(file));
        }

        final void write(FairnessMonitor monitor, Path file) {
            AtomicFile.write(file, CanonicalJson.bytes(monitor.toJson()));
        }

        final Evidence evidence(FairnessMonitor monitor) {
            String digest = Sha256.of(CanonicalJson.bytes(monitor.toJson()));
            return monitor.evidence(List.of(new Subject("monitor:" + Config.stem(state), digest)));
        }

        /** Shows what is known and says whether an alarm fails. */
        final int tell(FairnessMonitor monitor, boolean everything) {
            Terminal terminal = global.terminal();
            MonitorReport report = monitor.report();
            if (terminal.json()) {
                terminal.print(evidence(monitor).toJson());
            } else {
                terminal.print(new MonitorText(report).text(everything));
            }
            return report.fails() ? 1 : 0;
        }
    }

    /** Starts a monitor. */
    @Command(
            name = "init",
            header = "Start a monitor: what is watched, its policies, and the reference.",
            description = {
                "",
                "The rows of --data are the reference: their groups are the ones that are told apart, and drift and",
                "moves are measured against them.",
                ""
            },
            footer = {
                "",
                "Example:",
                "  candor fairness monitor init --state m.json --data F.csv --prediction p --sensitive sex"
            })
    static final class Init extends OfState {
        @Mixin
        MonitorColumns columns = new MonitorColumns();

        @Option(
                names = "--sensitive",
                required = true,
                paramLabel = "A,B",
                description = "Columns whose groups are watched; a '+' joins columns.")
        String sensitive = "";

        @Option(
                names = "--windows",
                paramLabel = "W",
                defaultValue = "batches",
                description = "batches, '1000 rows', or a time such as 7d (default: batches).")
        String windows = "batches";

        @Option(
                names = "--keep",
                paramLabel = "N",
                defaultValue = "12",
                description = "Windows kept apart; older ones are joined (default: 12).")
        int keep = 12;

        @Option(
                names = "--alert",
                paramLabel = "P",
                description = "A policy: 'selection_rate.ratio >= 0.8', 'sex: accuracy >= 0.8'.")
        List<String> alerts = new ArrayList<>();

        @Option(names = "--policy", paramLabel = "F", description = "A YAML file of policies.")
        @Nullable
        Path policy;

        @Option(
                names = "--level",
                paramLabel = "L",
                defaultValue = "fail",
                description = "Of --alert: fail or warn (default: fail).")
        String level = "fail";

        @Option(
                names = "--min-support",
                paramLabel = "N",
                defaultValue = "30",
                description = "Groups with fewer rows are not judged (default: 30).")
        long minSupport = 30;

        @Option(
                names = "--in-a-row",
                paramLabel = "N",
                defaultValue = "1",
                description = "Windows that must miss a policy of --alert one after another (default: 1).")
        int inARow = 1;

        @Option(
                names = "--false-alarms",
                paramLabel = "A",
                defaultValue = "0.05",
                description = "Probability of any false alarm over the horizon (default: 0.05).")
        double falseAlarms = 0.05;

        @Option(
                names = "--horizon",
                paramLabel = "N",
                defaultValue = "12",
                description = "Windows over which that holds (default: 12).")
        int horizon = 12;

        @Option(
                names = "--label-lag",
                paramLabel = "N",
                defaultValue = "0",
                description = "Windows to wait for labels before rates of errors are judged (default: 0).")
        int labelLag;

        @Option(
                names = "--bins",
                paramLabel = "N",
                defaultValue = "20",
                description = "Bins of the score (default: 20).")
        int bins = 20;

        @Option(names = "--force", description = "Replace a state that is there.")
        boolean force;

        @Override
        public Integer call() {
            refuseToReplace();
            Table table = columns.columns.table();
            List<MonitorPlan.Feature> features = new ArrayList<>();
            for (String names : DataOptions.names(sensitive)) features.add(MonitorColumns.feature(table, names));
            List<Alert> all = new ArrayList<>();
            for (String alert : alerts)
                all.addAll(MonitorPolicies.option(alert, features, MonitorPolicies.level(level), minSupport, inARow));
            if (policy != null) all.addAll(MonitorPolicies.file(policy, features, minSupport));
            MonitorPlan plan = new MonitorPlan(
                    features,
                    columns.columns.scored() ? bins : 0,
                    Windows.parse(windows, keep),
                    all,
                    falseAlarms,
                    horizon,
                    labelLag);
            FairnessMonitor monitor = FairnessMonitor.start(plan, columns.batch(table, plan, 0, false, true));
            new LockedFile(state).during(() -> {
                refuseToReplace(); // another command may have made it in the meantime
                write(monitor, state);
                return state;
            });
            Json.Obj told = Json.object()
                    .put("state", state.toString())
                    .put("configuration", monitor.configuration())
                    .put("plan", plan.toJson())
                    .build();
            global.terminal().print(new MonitorText(monitor.report()).started() + "\nstate: " + state, told);
            return 0;
        }

        private void refuseToReplace() {
            if (Files.exists(state) && !force) {
                throw CandorException.user(
                        "CND-U058",
                        state + " is there already",
                        "a new file, so that nothing that was counted is lost",
                        "choose another, or replace it with --force");
            }
        }
    }

    /** Counts a batch. */
    @Command(
            name = "add",
            header = "Count a batch of decisions, or of labels that came later.",
            description = {
                "",
                "No row is kept. With --labels the rows are labels of decisions that were counted before; each carries",
                "its decision, its groups and its --time (or --number) again, and counts in the window of its decision.",
                "Exits 1 if a policy of level fail raises an alarm; the batch is counted all the same.",
                ""
            },
            footer = {
                "",
                "Example:",
                "  candor fairness monitor add --state m.json --data march.csv --prediction decision --label repaid"
            })
    static final class Add extends OfState {
        @Mixin
        MonitorColumns columns = new MonitorColumns();

        @Option(names = "--labels", description = "The rows are labels of decisions that were counted before.")
        boolean late;

        @Option(
                names = "--until",
                paramLabel = "T",
                description = "All decisions before this time (or number) have come: windows before it are closed.")
        @Nullable
        String until;

        @Option(names = "--force", description = "Count a batch that came before, or that lies far ahead.")
        boolean force;

        @Override
        public Integer call() {
            Table table = columns.columns.table();
            String digest = DataSource.digest(columns.columns.data);
            FairnessMonitor now = new LockedFile(state).during(() -> {
                FairnessMonitor monitor = read(state);
                long next = monitor.last().isPresent() ? monitor.last().getAsLong() + 1 : 1;
                monitor.add(columns.batch(table, monitor.plan(), next, late, false), digest, force);
                if (until != null) monitor.close(monitor.plan().windows().of(position(until, monitor.plan())));
                write(monitor, state);
                return monitor;
            });
            return tell(now, false);
        }

        private static long position(String text, MonitorPlan plan) {
            try {
                if (plan.windows().kind() != Windows.Kind.TIME) return Long.parseLong(text);
                if (text.length() > 10) return Instant.parse(text).toEpochMilli();
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
            } catch (NumberFormatException | DateTimeParseException e) {
                throw CandorException.user(
                        "CND-U059",
                        "--until '" + text + "' can't be read",
                        "2026-03-01, 2026-03-01T12:00:00Z, or of other windows a number",
                        "correct it");
            }
        }
    }

    /** Shows a state. */
    @Command(
            name = "show",
            header = "Windows, gaps with intervals, policies, and what moved.",
            footer = {
                "",
                "Exits 1 if a policy of level fail raises an alarm.",
                "",
                "Example:",
                "  candor fairness monitor show --state m.json"
            })
    static final class Show extends OfState {
        @Mixin
        PageOption page = new PageOption();

        @Override
        public Integer call() {
            FairnessMonitor monitor = read(state);
            page.fairness(global.terminal(), Config.stem(state), List.of(evidence(monitor)));
            return tell(monitor, true);
        }
    }

    /** Joins states. */
    @Command(
            name = "merge",
            header = "Add what other monitors of the same configuration counted.",
            footer = {
                "",
                "Example:",
                "  candor fairness monitor merge --state all.json --from north.json --from south.json"
            })
    static final class Merge extends OfState {
        @Option(names = "--from", required = true, paramLabel = "F", description = "Another state; repeatable.")
        List<Path> from = new ArrayList<>();

        @Override
        public Integer call() {
            List<FairnessMonitor> others = from.stream().map(this::read).toList();
            FairnessMonitor all = new LockedFile(state)
                    .during(() -> Files.exists(state)
                            ? merged(read(state), others)
                            : merged(others.get(0), others.subList(1, others.size())));
            return tell(all, false);
        }

        private FairnessMonitor merged(FairnessMonitor into, List<FairnessMonitor> others) {
            others.forEach(into::merge);
            write(into, state);
            return into;
        }
    }
}
