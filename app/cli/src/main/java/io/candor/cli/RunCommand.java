package io.candor.cli;

import io.candor.assessment.Assessment;
import io.candor.assessment.Config;
import io.candor.assessment.FreshFolder;
import io.candor.assessment.Plan;
import io.candor.assessment.RunFiles;
import io.candor.assessment.Workspace;
import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.io.YamlText;
import io.candor.policy.Policy;
import io.candor.report.HtmlReport;
import io.candor.report.JUnitXml;
import io.candor.report.MarkdownSummary;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import io.candor.store.Caller;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor run}. */
@Command(
        name = "run",
        header = "Assess a model: evidence, verdict, report and proof.",
        description = {
            "",
            "Reads candor.yaml, trains a glass-box model if none is named, measures it, decides the policy's gates,",
            "logs everything and writes candor-out/<run>/{results.json, report.html, summary.md, junit.xml}."
        },
        footer = {"", "Exits 1 if a gate of level fail is not met.", "", "Example:", "  candor run --config candor.yaml"
        })
final class RunCommand extends Verb {
    private static final String RESULTS = "results.json";

    @Option(
            names = "--config",
            paramLabel = "F",
            defaultValue = "candor.yaml",
            description = "The configuration (default: candor.yaml).")
    Path config = Path.of("candor.yaml");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "candor-out",
            description = "Where runs are written (default: candor-out).")
    Path out = Path.of("candor-out");

    @Option(names = "--only", paramLabel = "PILLAR", description = "understand or protect.")
    @Nullable
    String only;

    @Option(names = "--disclosure", paramLabel = "D", description = "private: leave exact numbers out.")
    @Nullable
    String disclosure;

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        Config read = Config.read(config);
        if (global.seed != null) read = read.withSeed(global.seed);
        Run done = run(global, terminal, read, scope(), out::resolve, global.storeFolder());
        if (terminal.json()) terminal.print(ResultsFile.toJson(done.results()));
        else Verdicts.print(terminal, done.results(), done.folder());
        return Verdicts.exitCode(done.results());
    }

    /** What was found, and where it was written. */
    record Run(Results results, Path folder) {}

    private Assessment.Scope scope() {
        if (only != null && !only.equals("understand") && !only.equals("protect")) {
            throw CandorException.user(
                    "CND-U008",
                    "there is no pillar '" + only + "' to run alone",
                    "understand or protect",
                    "leave --only out to run everything");
        }
        if (disclosure != null && !disclosure.equals("private")) {
            throw CandorException.user(
                    "CND-U009",
                    "there is no disclosure '" + disclosure + "'",
                    "private",
                    "leave --disclosure out to show exact numbers");
        }
        return new Assessment.Scope(!"protect".equals(only), !"understand".equals(only), disclosure == null);
    }

    /** Runs and writes every artefact into the folder of the new run's id. */
    static Run run(
            GlobalOptions global,
            Terminal terminal,
            Config config,
            Assessment.Scope scope,
            Function<String, Path> folderOfRun,
            Path store) {
        Optional<Policy> policy = config.policy().map(RunCommand::policy);
        Plan plan = Plan.of(config, terminal);
        ForkJoinPool pool = global.pool();
        try (Workspace workspace = Workspace.open(store, InstantSource.system(), caller())) {
            String id = workspace.registry().newRunId();
            Path folder = folderOfRun.apply(id);
            Results logged = FreshFolder.fill(folder, RESULTS, () -> {
                Assessment assessment = new Assessment(plan, policy, scope, workspace, pool, terminal);
                Results results = assessment.run(id, folder);
                terminal.report("writing " + folder, Double.NaN, "");
                return RunFiles.write(results, workspace, assessment.modelFolder(folder), config.toJson(), folder);
            });
            artefacts(logged, folder);
            return new Run(logged, folder);
        } finally {
            pool.shutdown();
        }
    }

    /** What is rendered from results. */
    static void artefacts(Results results, Path folder) {
        AtomicFile.write(folder.resolve("report.html"), HtmlReport.render(results));
        AtomicFile.write(folder.resolve("summary.md"), MarkdownSummary.render(results));
        AtomicFile.write(folder.resolve("junit.xml"), JUnitXml.render(results));
    }

    static Policy policy(Path file) {
        if (YamlText.read(file) instanceof Json.Obj json) return Policy.fromJson(json);
        throw CandorException.user(
                "CND-Y002", file + " is not a map of keys", "a policy with id and gates", "see 'candor schema policy'");
    }

    static Caller caller() {
        return Caller.of(System.getProperty("user.name", "unknown"));
    }
}
