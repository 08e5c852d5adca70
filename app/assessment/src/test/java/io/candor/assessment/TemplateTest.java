package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.YamlText;
import io.candor.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code candor init} writes is read back as it was meant, whatever columns and levels are called. */
class TemplateTest {
    @TempDir
    Path folder;

    @Test
    void theFilesAreReadyToRun() throws IOException {
        DataSource source = read(SmallData.write(folder.resolve("loans.csv"), 200), "approved");
        Config config = config(source, List.of("sex", "age"));
        assertThat(config.inputs()).containsExactly("age", "income", "sex", "city");
        assertThat(config.groups().sensitive()).containsExactly("sex", "age");
        assertThat(config.data().positive()).contains("yes");
        assertThat(config.data().name()).isEqualTo("loans");
        assertThat(config.policy().orElseThrow().getFileName()).hasToString("policy.yaml");
        Policy policy = policy(source, List.of("sex", "age"));
        assertThat(policy.gates()).hasSize(6);
        assertThat(Plan.of(config, (stage, done, detail) -> {}).groups()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with space",
                "colon: and # hash",
                "- dash",
                "'single' \"double\" \\back\\slash",
                "{a: b} [c] &d *e !f |g >h %i @j `k",
                "true",
                "12",
                "~",
                "tab\tand\u0007bell",
                "línea ünïcode 😀",
                "rtl\u202Eevil",
                "line separator\u2028here",
                "\uFEFFmark",
                "nonchar\uFFFE",
                "next\u0085line",
                "${x} </script>"
            })
    void hostileNamesAreReadBackEqual(String name) throws IOException {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        StringBuilder csv = new StringBuilder("x," + quoted + ",y\n");
        for (int i = 0; i < 100; i++)
            csv.append(i * 7 % 13)
                    .append(',')
                    .append(i % 3 == 0 ? quoted : "b")
                    .append(',')
                    .append(i % 2 == 0 ? quoted : "no")
                    .append('\n');
        Path file = folder.resolve("d.csv");
        Files.writeString(file, csv);
        DataSource source = read(file, "y");
        String column = source.table().names().get(1);
        Config config = config(source, List.of(column));
        assertThat(config.inputs()).containsExactly("x", column);
        assertThat(config.groups().sensitive()).containsExactly(column);
        assertThat(config.data().positive()).contains(source.target().classes().get(1));
        assertThat(policy(source, List.of(column)).gates()).hasSize(4);
        assertThat(policy(source, List.of(column)).gates().get(1).feature()).isEqualTo(column);
    }

    private Config config(DataSource source, List<String> sensitive) {
        InputSelection selection = InputSelection.byRule(source.table(), source.target(), List.of());
        String yaml = Template.config(source, source.name() + ".csv", selection, sensitive, Optional.of("policy.yaml"));
        return Config.parse(YamlText.parse(yaml.getBytes(StandardCharsets.UTF_8), "c"), "c", folder);
    }

    private static Policy policy(DataSource source, List<String> sensitive) {
        String yaml = Template.policy(source, sensitive);
        return Policy.fromJson((Json.Obj) YamlText.parse(yaml.getBytes(StandardCharsets.UTF_8), "p"));
    }

    private static DataSource read(Path file, String label) {
        return DataSource.read(file, Config.stem(file), Map.of(), label, Optional.empty(), Optional.empty());
    }
}
