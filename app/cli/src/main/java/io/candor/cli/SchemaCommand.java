package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.policy.Policy;
import io.candor.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code candor schema}. */
@Command(
        name = "schema",
        header = "Print the JSON Schema of a file.",
        footer = {"", "Example:", "  candor schema policy > policy.schema.json"})
final class SchemaCommand extends Verb {
    private static final List<String> NAMES = List.of("config", "policy", "results");

    @Parameters(paramLabel = "config|policy|results", description = "candor.yaml, policy.yaml or results.json.")
    String name = "";

    @Override
    public Integer call() throws IOException {
        Class<?> room = switch (name) {
            case "config" -> Config.class;
            case "policy" -> Policy.class;
            case "results" -> Results.class;
            default ->
                throw CandorException.user(
                        "CND-U017",
                        "there is no schema '" + name + "'",
                        "one of " + NAMES,
                        Suggestions.remedy(name, NAMES));
        };
        try (InputStream in = room.getResourceAsStream(name + ".schema.json")) {
            if (in == null) throw new IllegalStateException("missing resource " + name);
            global.terminal().print(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
        return 0;
    }
}
