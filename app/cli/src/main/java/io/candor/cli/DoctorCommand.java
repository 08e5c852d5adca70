package io.candor.cli;

import io.candor.assessment.Workspace;
import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code candor doctor}. */
@Command(name = "doctor", header = "Check that this machine can do the job.")
final class DoctorCommand extends Verb {
    @Override
    public Integer call() throws IOException {
        Terminal terminal = global.terminal();
        boolean well = true;
        int release = Runtime.version().feature();
        well &= line(terminal, release >= 17, "Java " + Runtime.version(), "17 or newer");
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        well &= line(terminal, heap >= 512, "heap of " + heap + " MiB", "512 MiB or more; set CANDOR_JAVA_OPTS=-Xmx2g");
        line(terminal, true, Runtime.getRuntime().availableProcessors() + " processors", "");
        Path folder = Files.createTempDirectory("candor-doctor");
        try {
            line(
                    terminal,
                    true,
                    String.format(
                            Locale.ROOT,
                            "%.1f GiB free for temporary files",
                            Files.getFileStore(folder).getUsableSpace() / 1e9),
                    "");
            well &= line(
                    terminal,
                    store(folder.resolve("store")),
                    "a store can be made, signed and read",
                    "a folder that can be written, and SQLite's native library");
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
        return well ? 0 : 3;
    }

    private static boolean store(Path folder) {
        try (Workspace workspace = Workspace.open(folder, InstantSource.system(), RunCommand.caller())) {
            workspace.trail().record("doctor.checked", "store", "", "");
            return workspace.trail().checkpoint().size() == 1;
        } catch (CandorException e) {
            return false;
        }
    }

    private static boolean line(Terminal terminal, boolean well, String what, String expected) {
        terminal.print((well ? "ok    " : "wrong ") + what + (well ? "" : "; expected " + expected));
        return well;
    }
}
