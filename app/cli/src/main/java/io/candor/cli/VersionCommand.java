package io.candor.cli;

import io.candor.core.json.Json;
import picocli.CommandLine.Command;

/** {@code candor version}. */
@Command(
        name = "version",
        header = "Which program this is, and on which Java it runs.",
        footer = {"", "Example:", "  candor version --json"})
final class VersionCommand extends Verb {
    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        if (terminal.json())
            terminal.print(Json.object()
                    .put("candor", version())
                    .put("java", Runtime.version().toString())
                    .build());
        else terminal.print("candor " + version() + " on Java " + Runtime.version());
        return 0;
    }

    static String version() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
