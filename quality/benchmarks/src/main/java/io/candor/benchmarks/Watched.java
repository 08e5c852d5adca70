package io.candor.benchmarks;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a side in a process and measures it from outside, the same way whatever it is written in: wall and processor time
 * between its lines {@code fit begins} and {@code fit ends}, and the most memory until then, reading the table included.
 */
final class Watched {
    private Watched() {}

    /** @throws IllegalStateException if the process fails or does not say what it should */
    static Measured run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessTree tree = ProcessTree.watch(process.toHandle());
        Map<String, Double> cost = new LinkedHashMap<>();
        Map<String, Double> quality = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            long start = 0;
            double cpu = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("fit begins")) {
                    cpu = tree.cpuSeconds();
                    start = System.nanoTime();
                } else if (line.equals("fit ends")) {
                    cost.put("fit_s", (System.nanoTime() - start) / 1e9);
                    cost.put("cpu_s", tree.cpuSeconds() - cpu);
                    cost.put("peak_mb", tree.peakMegabytes());
                } else {
                    Json.Obj report = (Json.Obj) JsonText.parse(line, command.get(0));
                    report.object("quality").members().forEach((name, v) -> quality.put(name, ((Json.Num) v).value()));
                    for (String name : List.of("steps", "score_rows_per_s", "term_rows_per_s"))
                        cost.put(name, report.number(name));
                }
            }
        } finally {
            tree.close();
        }
        if (process.waitFor() != 0 || quality.isEmpty()) throw new IllegalStateException("failed: " + command);
        return new Measured(quality, cost);
    }
}
