package io.candor.cli;

import io.candor.assessment.Workspace;
import io.candor.core.json.Json;
import io.candor.registry.ModelVersion;
import io.candor.registry.RunSummary;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code candor registry}. */
@Command(
        name = "registry",
        header = "What was run, which models there are, and what came from what.",
        subcommands = {RegistryCommand.Runs.class, RegistryCommand.Models.class, RegistryCommand.LineageOf.class},
        synopsisSubcommandLabel = "(runs | models | lineage)",
        footer = {"", "Example:", "  candor registry runs --store candor-demo/store"})
final class RegistryCommand extends Group {
    /** Runs. */
    @Command(
            name = "runs",
            header = "All runs, newest first.",
            footer = {"", "Example:", "  candor registry runs --store candor-demo/store"})
    static final class Runs extends Verb {
        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            try (Workspace workspace = open(global)) {
                List<RunSummary> runs = workspace.registry().runs();
                if (terminal.json()) {
                    terminal.print(Json.array(runs.stream()
                            .map(r -> Json.object()
                                    .put("id", r.id())
                                    .put("name", r.name())
                                    .put("started", r.started())
                                    .put("finished", r.finished())
                                    .put("record", r.record())
                                    .build())
                            .toList()));
                    return 0;
                }
                TextTable table = new TextTable("run", "name", "finished");
                for (RunSummary run : runs) table.row(run.id(), run.name(), run.finished());
                terminal.print(table.toString());
            }
            return 0;
        }
    }

    /** Models. */
    @Command(
            name = "models",
            header = "All registered models and their versions.",
            footer = {"", "Example:", "  candor registry models --store candor-demo/store"})
    static final class Models extends Verb {
        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            try (Workspace workspace = open(global)) {
                List<ModelVersion> models = workspace.registry().models();
                if (terminal.json()) {
                    terminal.print(Json.array(models.stream()
                            .map(m -> Json.object()
                                    .put("name", m.name())
                                    .put("version", m.version())
                                    .put("digest", m.digest())
                                    .put("algorithm", m.algorithm())
                                    .put("run", m.run())
                                    .build())
                            .toList()));
                    return 0;
                }
                TextTable table = new TextTable("model", "version", "algorithm", "run", "digest");
                for (ModelVersion model : models)
                    table.row(
                            model.name(),
                            Integer.toString(model.version()),
                            model.algorithm(),
                            model.run(),
                            model.digest());
                terminal.print(table.toString());
            }
            return 0;
        }
    }

    /** Lineage. */
    @Command(
            name = "lineage",
            header = "What something came from, and what came of it.",
            footer = {"", "Example:", "  candor registry lineage adult-ebm --store candor-demo/store"})
    static final class LineageOf extends Verb {
        @Parameters(
                paramLabel = "RUN|MODEL|DIGEST",
                description = "A run's id, a model's name or name/version, or a digest.")
        String node = "";

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            try (Workspace workspace = open(global)) {
                Json.Obj lineage = workspace.registry().lineage(node);
                if (terminal.json()) {
                    terminal.print(lineage);
                    return 0;
                }
                TextTable table = new TextTable("from", "relation", "to");
                for (Json item : lineage.array("edges")) {
                    Json.Obj edge = (Json.Obj) item;
                    table.row(brief(edge.text("from")), edge.text("relation"), brief(edge.text("to")));
                }
                terminal.print(table.toString());
            }
            return 0;
        }

        private static String brief(String id) {
            int colon = id.indexOf(':');
            return id.length() > colon + 17 ? id.substring(0, colon + 17) : id;
        }
    }

    private static Workspace open(GlobalOptions global) {
        return Workspace.open(TrailCommand.existing(global.storeFolder()), InstantSource.system(), RunCommand.caller());
    }
}
