package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.Cohort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cohort is written, and nothing else in the file is changed. */
class CohortFileTest {
    private static final String LEAST = "data: {path: d.csv, label: y}   # the data\n";

    @TempDir
    Path folder;

    private String saved(String before, String name, String conditions) throws IOException {
        Path file = Files.writeString(folder.resolve("candor.yaml"), before);
        CohortFile.save(file, Cohort.parse(name, conditions));
        String after = Files.readString(file);
        Config config = Config.read(file);
        assertThat(config.cohort(name)).isEqualTo(Cohort.parse(name, conditions));
        return after;
    }

    @Test
    void aFileWithoutCohortsGetsThemAtItsEnd() throws IOException {
        assertThat(saved(LEAST + "seed: 3 # why", "worst", "age >= 40 and sex is \"a: b\""))
                .isEqualTo(LEAST + "seed: 3 # why\n\n# Groups of rows that explanations can be asked for.\ncohorts:\n"
                        + "  \"worst\":\n    - \"age >= 40\"\n    - \"sex is \\\"a: b\\\"\"\n");
    }

    @Test
    void anotherIsAddedBesideThoseThatAreThere() throws IOException {
        String before = LEAST
                + "cohorts:   # ours\n\n    old: age > 3  # keep\n    # and this\n    two:\n    - age > 4\n    - x is missing\n"
                + "\n# the seed\nseed: 3\n";
        assertThat(saved(before, "new", "age < 3"))
                .isEqualTo(before.replace(
                        "    - x is missing\n", "    - x is missing\n    \"new\":\n      - \"age < 3\"\n"));
    }

    @Test
    void oneOfTheSameNameIsReplaced() throws IOException {
        String before =
                "cohorts:\n  a: age > 1\n  \"b c\":\n    - {column: age, above: 2}   # old\n    - x is missing\n"
                        + "  # about d\n  d: age > 4\n" + LEAST;
        assertThat(saved(before, "b c", "age < 3"))
                .isEqualTo(
                        "cohorts:\n  a: age > 1\n  \"b c\":\n    - \"age < 3\"\n  # about d\n  d: age > 4\n" + LEAST);
        assertThat(saved(before, "a", "age < 3")).contains("  \"a\":\n    - \"age < 3\"\n  \"b c\":");
        assertThat(saved("cohorts:\n  a:\n  - age > 1\n  b: age > 2\n" + LEAST, "a", "age < 3"))
                .isEqualTo("cohorts:\n  \"a\":\n    - \"age < 3\"\n  b: age > 2\n" + LEAST);
    }

    @Test
    void anEmptyMapBecomesABlockAndLinesEndAsBefore() throws IOException {
        assertThat(saved("cohorts: {} # none\r\n" + LEAST.replace("\n", "\r\n"), "a", "age < 3"))
                .isEqualTo("cohorts: # none\r\n  \"a\":\r\n    - \"age < 3\"\r\n" + LEAST.replace("\n", "\r\n"));
        assertThat(saved("cohorts:\n" + LEAST, "a", "age < 3"))
                .isEqualTo("cohorts:\n  \"a\":\n    - \"age < 3\"\n" + LEAST);
    }

    @Test
    void hostileNamesAreOnlyNames() throws IOException {
        for (String name : new String[] {"a\"b", "# no", "x: y", "é 語", "\u202e", "- a", "{}", "cohorts", " "}) {
            saved(LEAST, name, "\"" + "c: #{}" + "\" is \"]\"");
        }
    }

    @Test
    void whatIsNotUnderstoodIsNotTouched() throws IOException {
        for (String before : new String[] {
            "cohorts: {a: age > 1}\n" + LEAST,
            "cohorts: &x\n  a: age > 1\n" + LEAST,
            "{data: {path: d, label: y}}\n",
            "{data: {path: d, label: y},\ncohorts: {}}\n",
            LEAST + "...\n",
            LEAST + "name: >\n  text\n\n  cohorts:\n...\n",
            "- a\n"
        }) {
            Path file = Files.writeString(folder.resolve("candor.yaml"), before);
            assertThatThrownBy(() -> CohortFile.save(file, Cohort.parse("a", "age < 3")))
                    .as(before)
                    .hasMessageStartingWith("CND-C035");
            assertThat(Files.readString(file)).isEqualTo(before);
            assertThat(folder.toFile().list()).hasSize(1);
        }
    }

    @Test
    void aLinkStaysOne() throws IOException {
        Path real = Files.write(folder.resolve("real.yaml"), LEAST.getBytes(StandardCharsets.UTF_8));
        Path link = Files.createSymbolicLink(folder.resolve("candor.yaml"), real);
        CohortFile.save(link, Cohort.parse("a", "age < 3"));
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).contains("age < 3");
    }
}
