package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code candor help}. */
@Command(
        name = "help",
        header = "Explain a verb or an error code.",
        footer = {"", "Examples:", "  candor help run", "  candor help CND-D012"})
final class HelpCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "VERB|CODE", description = "A verb, or an error code.")
    @Nullable
    String topic;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = global.terminal();
        CommandLine top = Main.commandLine();
        if (topic == null) {
            terminal.print(top.getUsageMessage().stripTrailing());
        } else if (top.getSubcommands().containsKey(topic)) {
            terminal.print(top.getSubcommands().get(topic).getUsageMessage().stripTrailing());
        } else {
            terminal.print(page(topic.toUpperCase(Locale.ROOT), top));
        }
        return 0;
    }

    private static String page(String code, CommandLine top) throws IOException {
        List<String> codes = new ArrayList<>(top.getSubcommands().keySet());
        for (String section : catalogue().split("(?m)^## ")) {
            String name = section.lines().findFirst().orElse("").strip();
            if (name.equals(code)) return section.strip();
            if (name.startsWith("CND-")) codes.add(name);
        }
        Optional<String> near = Suggestions.closest(code, codes);
        throw CandorException.user(
                "CND-U018",
                "there is no verb or error code '" + code + "'",
                "a verb or a code such as CND-D012",
                near.map(n -> "did you mean '" + n + "'?").orElse("see 'candor --help'"));
    }

    static String catalogue() throws IOException {
        try (InputStream in = HelpCommand.class.getResourceAsStream("errors.md")) {
            if (in == null) throw new IllegalStateException("missing resource errors.md");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
