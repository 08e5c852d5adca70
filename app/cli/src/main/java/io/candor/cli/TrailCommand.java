package io.candor.cli;

import io.candor.assessment.Workspace;
import io.candor.audit.LoggedEntry;
import io.candor.audit.NoteKey;
import io.candor.audit.TrailReport;
import io.candor.audit.TrailVerifier;
import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.ledger.Ledger;
import io.candor.registry.Registry;
import io.candor.store.RowCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candor trail}. */
@Command(
        name = "trail",
        header = "What was done, by whom, and whether that still verifies.",
        subcommands = {TrailCommand.Log.class, TrailCommand.Head.class, TrailCommand.Verify.class},
        synopsisSubcommandLabel = "(log | checkpoint | verify)",
        footer = {"", "Example:", "  candor trail verify --store candor-store candor-out/<run>/results.json"})
final class TrailCommand extends Group {
    /** Lists entries. */
    @Command(
            name = "log",
            header = "The entries of the log, oldest first.",
            footer = {"", "Example:", "  candor trail log --store candor-demo/store"})
    static final class Log extends Verb {
        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Path folder = existing(global.storeFolder());
            try (Workspace workspace = Workspace.open(folder, InstantSource.system(), RunCommand.caller())) {
                List<LoggedEntry> entries = workspace
                        .trail()
                        .entries(0, workspace.trail().checkpoint().size());
                if (terminal.json()) {
                    terminal.print(Json.array(
                            entries.stream().map(e -> e.entry().toJson()).toList()));
                    return 0;
                }
                TextTable table = new TextTable("index", "time", "actor", "action", "object", "after");
                for (LoggedEntry logged : entries) {
                    var entry = logged.entry();
                    String after = entry.after().length() > 12 ? entry.after().substring(0, 12) : entry.after();
                    table.row(
                            Long.toString(logged.index()),
                            entry.time().toString(),
                            entry.actor(),
                            entry.action(),
                            entry.object(),
                            after);
                }
                terminal.print(table.toString());
                terminal.print("key: " + workspace.trail().vkey());
            }
            return 0;
        }
    }

    /** Prints the head. */
    @Command(
            name = "checkpoint",
            header = "The log's signed head, and the key that signed it: keep both outside the store.",
            footer = {"", "Example:", "  candor trail checkpoint --store candor-demo/store"})
    static final class Head extends Verb {
        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Path folder = existing(global.storeFolder());
            try (Workspace workspace = Workspace.open(folder, InstantSource.system(), RunCommand.caller())) {
                String note = workspace.trail().note().toString();
                String key = workspace.trail().vkey();
                if (terminal.json()) {
                    terminal.print(Json.object()
                            .put("checkpoint", note)
                            .put("key", key)
                            .build());
                    return 0;
                }
                terminal.print(note.stripTrailing());
                terminal.print("");
                terminal.print("key: " + key);
            }
            return 0;
        }
    }

    /** Recomputes everything. */
    @Command(
            name = "verify",
            header = "Recompute the log, its signature and every digest. Exits 4 if anything was changed.",
            footer = {
                "",
                "Keep the log's key (candor trail log prints it) outside the store and give it with --key: without it the",
                "store's own key is used, and who wrote the log is not proven.",
                "",
                "Example:",
                "  candor trail verify --store candor-demo/store candor-demo/results.json"
            })
    static final class Verify extends Verb {
        @Option(names = "--key", paramLabel = "VKEY", description = "The log's public key, from outside the store.")
        @Nullable
        String key;

        @Parameters(
                paramLabel = "results.json",
                arity = "0..*",
                description = "Files whose receipt stands beside them.")
        List<Path> files = List.of();

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            if (key != null && !files.isEmpty() && !Files.isDirectory(global.storeFolder()))
                return receipts(terminal, key);
            TrailReport report = TrailVerifier.verify(
                    existing(global.storeFolder()),
                    Optional.ofNullable(key),
                    store -> List.of(
                            Ledger.rowCheck().apply(store), Registry.rowCheck().apply(store)),
                    files);
            List<RowCheck.Problem> problems = report.problems();
            print(terminal, report, problems);
            if (problems.isEmpty()) return 0;
            throw changed(problems);
        }

        /** Files with receipts and a key, without the store. */
        private int receipts(Terminal terminal, String vkey) {
            NoteKey log = NoteKey.parse(vkey);
            List<RowCheck.Problem> problems = new ArrayList<>();
            for (Path file : files) problems.addAll(TrailVerifier.checkReceipt(file, log));
            problems.forEach(p -> terminal.print("does not verify: " + p.where() + ": " + p.what()));
            if (!problems.isEmpty()) throw changed(problems);
            terminal.print(files.size() + (files.size() == 1 ? " file has" : " files have")
                    + " the bytes that the log's receipts are for; there is no store here, so only these were checked");
            return 0;
        }

        private static CandorException changed(List<RowCheck.Problem> problems) {
            RowCheck.Problem first = problems.get(0);
            return CandorException.integrity(
                    "CND-T010",
                    problems.size() + (problems.size() == 1 ? " thing does" : " things do") + " not verify, first "
                            + first.where() + ": " + first.what(),
                    "a store and files as Candor wrote them",
                    "restore what is named from a backup, and find out who changed it");
        }

        private static void print(Terminal terminal, TrailReport report, List<RowCheck.Problem> problems) {
            if (terminal.json()) {
                terminal.print(Json.object()
                        .put("verifies", problems.isEmpty())
                        .put("identityProven", report.identityProven())
                        .put("entries", report.entries())
                        .put("blobs", report.blobs())
                        .put("receipts", report.receipts())
                        .put(
                                "problems",
                                Json.array(problems.stream()
                                        .map(p -> Json.object()
                                                .put("where", p.where())
                                                .put("what", p.what())
                                                .build())
                                        .toList()))
                        .put("remarks", Json.texts(report.remarks()))
                        .build());
                return;
            }
            terminal.print(report.entries() + " entries, " + report.blobs() + " blobs and " + report.receipts()
                    + " receipts checked");
            report.remarks().forEach(terminal::print);
            problems.forEach(p -> terminal.print("does not verify: " + p.where() + ": " + p.what()));
            if (report.identityProven()) terminal.print("identity: proven by the given key");
            if (problems.isEmpty()) terminal.print("everything that was written verifies");
        }
    }

    static Path existing(Path folder) {
        if (Files.isDirectory(folder)) return folder;
        throw CandorException.user(
                "CND-U016", "there is no store " + folder, "the folder of a store", "name it with --store");
    }
}
