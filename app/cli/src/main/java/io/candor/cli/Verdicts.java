package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.nio.file.Path;

/** A run's verdict on a terminal. */
final class Verdicts {
    private Verdicts() {}

    static void print(Terminal terminal, Results results, Path folder) {
        if (results.gates().isEmpty()) {
            terminal.print("no policy: nothing was decided");
        } else {
            terminal.print("policy " + TextTable.printable(results.policyId().orElse("")) + ":");
            terminal.print(gates(results));
        }
        terminal.print("");
        terminal.print("report:  " + folder.resolve("report.html"));
        terminal.print("results: " + folder.resolve("results.json"));
    }

    private static String gates(Results results) {
        TextTable table = new TextTable("gate", "state", "required", "measured", "why");
        for (Json.Obj gate : results.gates()) {
            String state = gate.text("state").replace('_', ' ')
                    + switch (Results.countsAs(gate)) {
                        case "warn" -> " (warns)";
                        case "fail" -> " (fails)";
                        default -> "";
                    };
            String measured = gate.get("value") instanceof Json.Obj value ? Figures.of(Estimate.fromJson(value)) : "–";
            table.row(
                    gate.optionalText("title").orElse(gate.text("id")),
                    state,
                    gate.text("requirement"),
                    measured,
                    gate.text("reason"));
        }
        return table.toString();
    }

    static int exitCode(Results results) {
        return results.fails() ? 1 : 0;
    }
}
