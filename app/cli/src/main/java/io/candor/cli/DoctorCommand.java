package io.candor.cli;

import io.candor.assessment.Workspace;
import io.candor.core.CandorException;
import io.candor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code candor doctor}. */
@Command(
        name = "doctor",
        header = "Check that this machine can do the job.",
        footer = {"", "Example:", "  candor doctor"})
final class DoctorCommand extends Verb {
    /** One thing that was looked at. */
    private record Check(boolean well, String what, String expected) {}

    @Override
    public Integer call() throws IOException {
        List<Check> checks = checks();
        boolean well = checks.stream().allMatch(Check::well);
        Terminal terminal = global.terminal();
        if (terminal.json()) {
            terminal.print(Json.object()
                    .put("well", well)
                    .put(
                            "checks",
                            Json.array(checks.stream().map(DoctorCommand::json).toList()))
                    .build());
        } else {
            for (Check check : checks) {
                String line = (check.well ? "ok    " : "wrong ") + check.what;
                terminal.print(check.well ? line : line + "; expected " + check.expected);
            }
        }
        return well ? 0 : 3;
    }

    private static List<Check> checks() throws IOException {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(Runtime.version().feature() >= 17, "Java " + Runtime.version(), "17 or newer"));
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        checks.add(new Check(heap >= 512, "heap of " + heap + " MiB", "512 MiB or more; set CANDOR_JAVA_OPTS=-Xmx2g"));
        checks.add(new Check(true, Runtime.getRuntime().availableProcessors() + " processors", ""));
        Path folder = Files.createTempDirectory("candor-doctor");
        try {
            double free = Files.getFileStore(folder).getUsableSpace() / 1e9;
            checks.add(new Check(true, String.format(Locale.ROOT, "%.1f GB free for temporary files", free), ""));
            checks.add(new Check(
                    store(folder.resolve("store")),
                    "a store can be made, signed and read",
                    "a folder that can be written, and SQLite's native library"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
        return checks;
    }

    private static Json.Obj json(Check check) {
        return Json.object()
                .put("well", check.well)
                .put("what", check.what)
                .put("expected", check.expected)
                .build();
    }

    private static boolean store(Path folder) {
        try (Workspace workspace = Workspace.open(folder, InstantSource.system(), RunCommand.caller())) {
            workspace.trail().record("doctor.checked", "store", "", "");
            return workspace.trail().checkpoint().size() == 1;
        } catch (CandorException e) {
            return false;
        }
    }
}
