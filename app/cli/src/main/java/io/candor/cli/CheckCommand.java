package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.policy.GateDecision;
import io.candor.policy.Gates;
import io.candor.policy.Policy;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor check}. */
@Command(
        name = "check",
        header = "Decide a policy's gates from a run's evidence, without data or model.",
        footer = {
            "",
            "Exits 1 if a gate of level fail is not met.",
            "",
            "Example:",
            "  candor check --policy policy.yaml --from candor-out/<run>/results.json"
        })
final class CheckCommand extends Verb {
    @Option(
            names = "--policy",
            paramLabel = "P",
            defaultValue = "policy.yaml",
            description = "The policy (default: policy.yaml).")
    Path policy = Path.of("policy.yaml");

    @Option(names = "--from", paramLabel = "F", description = "results.json (default: the newest below candor-out).")
    @Nullable
    Path from;

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        Policy rules = RunCommand.policy(policy);
        Path file = from != null ? from : newest();
        Results results = ResultsFile.read(file);
        List<Json.Obj> gates = Gates.decide(rules, results.evidence()).stream()
                .map(GateDecision::toJson)
                .toList();
        Results decided = results.withGates(rules.id(), gates);
        if (terminal.json()) terminal.print(Json.array(gates));
        else
            Verdicts.print(
                    terminal,
                    decided,
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
        return Verdicts.exitCode(decided);
    }

    /** The newest results below candor-out. */
    static Path newest() {
        Path out = Path.of("candor-out");
        try (Stream<Path> runs = Files.isDirectory(out) ? Files.list(out) : Stream.empty()) {
            return runs.map(r -> r.resolve("results.json"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(f -> f.toFile().lastModified()))
                    .orElseThrow(() -> CandorException.user(
                            "CND-U010",
                            "there is no run below " + out,
                            "a results.json",
                            "run 'candor run' first, or name one with --from"));
        } catch (IOException e) {
            throw CandorException.user(
                            "CND-D015",
                            "cannot read " + out + " (" + e.getMessage() + ")",
                            "a readable folder",
                            "check its permissions")
                    .causedBy(e);
        }
    }
}
