package io.candor.benchmarks;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs {@code peers/ebm.py}, which trains interpret's machine, in a process of its own. */
final class EbmPeer {
    private static final String SCRIPT = "quality/benchmarks/peers/ebm.py";

    private final String python;

    /** @param python an interpreter that has interpret-core, pandas and scikit-learn */
    EbmPeer(String python) {
        this.python = python;
    }

    FitEbm.Fit fit(FitEbm.Arguments arguments, int fold) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(python, SCRIPT, arguments.file(), arguments.label(), Integer.toString(fold)));
        command.add(Integer.toString(arguments.threads()));
        arguments.settings().forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException("the peer failed");
        Json.Obj report = (Json.Obj) JsonText.parse(output, SCRIPT);
        Map<String, Double> quality = new LinkedHashMap<>();
        report.object("quality").members().forEach((name, value) -> quality.put(name, ((Json.Num) value).value()));
        return new FitEbm.Fit(quality, report.number("seconds"), report.number("steps"), Double.NaN);
    }
}
