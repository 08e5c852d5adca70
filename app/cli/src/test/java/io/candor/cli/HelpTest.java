package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every verb says what it does and shows how to call it. */
class HelpTest {
    @Test
    void theCommandAloneShowsWhereToStart() {
        String help = Candor.run().done().out();
        assertThat(help)
                .contains("candor demo", "candor init", "Exit codes")
                .isEqualTo(Candor.run("--help").done().out());
        assertThat(help).isEqualTo(Candor.run("help").done().out());
    }

    @Test
    void everyVerbShowsAnExampleThatParses() {
        List<List<String>> verbs = new ArrayList<>();
        collect(Main.commandLine(), List.of(), verbs);
        assertThat(verbs).hasSizeGreaterThan(25);
        for (List<String> verb : verbs) {
            List<Object> line = new ArrayList<>(verb);
            line.add("--help");
            String help = Candor.run(line.toArray()).done().out();
            assertThat(help)
                    .as(verb.toString())
                    .contains("Usage: candor " + String.join(" ", verb))
                    .contains("Example");
            List<String> examples = help.lines()
                    .filter(l -> l.startsWith("  candor "))
                    .map(String::strip)
                    .toList();
            assertThat(examples).as(verb.toString()).isNotEmpty();
            for (String example : examples) {
                String words = example.substring("candor ".length()).replaceAll(" > .*", "");
                CommandLine.ParseResult parsed = Main.commandLine().parseArgs(words.split(" +"));
                assertThat(parsed.hasSubcommand()).as(example).isTrue();
            }
            assertThat(help.lines()).as(verb.toString()).allMatch(l -> l.length() <= 130);
        }
    }

    @Test
    void aVerbThatOnlyGroupsOthersIsWrongUsage() {
        for (String group : List.of("model", "explain", "fairness", "privacy", "trail", "registry")) {
            Candor.Outcome outcome = Candor.run(group);
            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.err()).contains("Usage: candor " + group);
        }
    }

    @Test
    void everyErrorCodeHasAPage() {
        assertThat(Candor.run("help", "CND-D011").done().out()).startsWith("CND-D011");
        assertThat(Candor.run("help", "cnd-o003").done().out()).startsWith("CND-O003");
    }

    private static void collect(CommandLine line, List<String> path, List<List<String>> out) {
        line.getSubcommands().forEach((name, child) -> {
            List<String> here = new ArrayList<>(path);
            here.add(name);
            out.add(here);
            collect(child, here, out);
        });
    }
}
