package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.ColumnType;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.io.JsonText;
import io.candor.io.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the published schema allows the parser takes, and nothing else; a mistake is told with its place. */
class ConfigTest {
    private static final String LEAST = "data: {path: d.csv, label: y}\n";

    @Test
    void defaultsAreThoseOfTheSchema() {
        Config config = parse(LEAST);
        assertThat(config.name()).isEqualTo("d");
        assertThat(config.data().path()).isEqualTo(Path.of("/folder/d.csv"));
        assertThat(config.data().testShare()).isEqualTo(0.2);
        assertThat(config.seed()).isEqualTo(42);
        assertThat(config.threshold()).isEqualTo(0.5);
        assertThat(config.localRows()).isEqualTo(3);
        assertThat(config.groups().minGroup()).isEqualTo(30);
        assertThat(config.model().trains()).isTrue();
        assertThat(config.model().name()).isEqualTo("d-ebm");
        assertThat(config.release()).isEmpty();
        assertThat(config.policy()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        Config config = parse("""
                version: 1
                name: loans
                seed: "9007199254740993"
                data:
                  path: a.csv.gz
                  name: loans-2026
                  label: approved
                  positive: 1
                  task: binary
                  types: {zip: category}
                  test: b.csv
                  test_share: 0.3
                inputs: [age, zip]
                drop: [id]
                sensitive: [sex, age]
                intersections: [[sex, age]]
                control: [zip]
                cuts: {age: [25, 60.5]}
                min_group: 10
                model:
                  name: m
                  algorithm: ebm
                  settings: {learning_rate: 0.05, missing: low}
                threshold: 0.4
                explain: {local: 0}
                privacy: {epsilon: "0.1", by: {sex: [F, M]}}
                datasheet: {purpose: x}
                policy: p.yaml
                """);
        assertThat(config.seed()).isEqualTo(9007199254740993L);
        assertThat(config.data().positive()).contains("1");
        assertThat(config.data().task()).contains(Task.BINARY);
        assertThat(config.data().types()).containsExactly(Map.entry("zip", ColumnType.CATEGORY));
        assertThat(config.data().test()).contains(Path.of("/folder/b.csv"));
        assertThat(config.groups().cuts()).containsExactly(Map.entry("age", List.of(25.0, 60.5)));
        assertThat(config.groups().intersections()).containsExactly(List.of("sex", "age"));
        assertThat(config.model().settings())
                .containsEntry("learning_rate", "0.05")
                .containsEntry("missing", "low");
        assertThat(config.release().orElseThrow().epsilon()).isEqualByComparingTo("0.1");
        assertThat(config.policy()).contains(Path.of("/folder/p.yaml"));
    }

    @Test
    void theSchemaAndTheParserKnowTheSameKeys() throws IOException {
        List<String> allowed = new ArrayList<>();
        keys(schema(), "", allowed);
        assertThat(allowed).hasSizeGreaterThan(25);
        for (String path : allowed) {
            // a value of no fitting type: the parser must complain of the value, not of the key
            CandorException e = failure(withKey(path, "[[[[1]]]]"));
            if (e != null) assertThat(e.code()).as(path + ": " + e.getMessage()).isNotEqualTo("CND-C001");
        }
        for (String object : List.of("", "data.", "model.", "explain.", "privacy.", "fairness.", "fairness.compare.")) {
            CandorException e = failure(withKey(object + "surplus", "1"));
            assertThat(e).as(object).isNotNull();
            assertThat(e.getMessage()).startsWith("CND-C001: candor.yaml: unknown key '" + object + "surplus'");
        }
        // what the parser names in 'did you mean' is in the schema
        for (String path : allowed) {
            String misspelt = path + "x";
            CandorException e = failure(withKey(misspelt, "1"));
            assertThat(e).as(misspelt).isNotNull();
            assertThat(e.getMessage()).contains("did you mean '" + path.substring(path.lastIndexOf('.') + 1) + "'?");
        }
    }

    @Test
    void cohortsAreReadStrictly() {
        Config config = parse(LEAST + """
                cohorts:
                  young: age < 30
                  women: [{column: sex, in: [Female]}, "age >= 40 and city is not missing"]
                """);
        assertThat(config.cohorts().stream().map(Cohort::text).toList())
                .containsExactly("age < 30", "sex is Female and age >= 40 and city is not missing");
        assertThat(config.cohort("young").conditions()).hasSize(1);
        assertThat(catchThrowableOfType(CandorException.class, () -> config.cohort("yung")))
                .hasMessageContaining("CND-C034")
                .hasMessageContaining("did you mean 'young'?");
        assertThat(failureOf(LEAST + "cohorts: {a: [{column: x, abov: 3}]}").getMessage())
                .contains("CND-C030: candor.yaml: cohorts.a", "did you mean 'above'?");
        assertThat(failureOf(LEAST + "cohorts: [a]").getMessage()).contains("CND-C002", "cohorts");
        assertThat(failureOf(LEAST + "cohorts: {a: age ~ 3}").getMessage()).contains("CND-C032");
    }

    @Test
    void valuesOutsideTheSchemaAreRefusedWithTheirPlace() {
        refused("version: 2", "version");
        refused("seed: 1.5", "seed");
        refused("threshold: 1.1", "threshold");
        refused("threshold: high", "threshold");
        refused("min_group: 0", "min_group");
        refused("min_group: 2.5", "min_group");
        refused("explain: {local: 101}", "explain.local");
        refused("sensitive: {a: b}", "sensitive");
        refused("sensitive: [[a]]", "sensitive");
        refused("intersections: [a]", "intersections");
        refused("cuts: {age: 3}", "cuts.age");
        refused("cuts: {age: [x]}", "cuts.age");
        refused("privacy: {by: {}}", "privacy.epsilon");
        refused("privacy: {epsilon: little}", "privacy.epsilon");
        refused("privacy: {epsilon: 1, by: {sex: F}}", "privacy.by.sex");
        refused("datasheet: words", "datasheet");
        refused("model: ebm", "model");
        assertThat(failureOf("data: {path: d.csv}").getMessage()).contains("CND-C003", "data.label");
        assertThat(failureOf("data: {label: y}").getMessage()).contains("CND-C003", "data.path");
        assertThat(failureOf("[]").code()).isEqualTo("CND-C002");
        assertThat(failureOf("data: {path: d, label: y, test_share: 1}").getMessage())
                .contains("data.test_share");
        assertThat(failureOf("data: {path: d, label: y, types: {a: int}}").getMessage())
                .contains("data.types.a");
        assertThat(failureOf("data: {path: d, label: y, task: binray}").getMessage())
                .contains("CND-C004", "did you mean 'binary'?");
        assertThat(failureOf(LEAST + "model: {algorithm: forest}").code()).isEqualTo("CND-C005");
    }

    @Test
    void anEmptyValueIsAsGoodAsNone() {
        assertThat(parse(LEAST + "inputs:\nsensitive:\nmodel:\nexplain:\nprivacy:\n"))
                .isEqualTo(parse(LEAST));
    }

    private static void refused(String line, String place) {
        CandorException e = failureOf(LEAST + line + "\n");
        assertThat(e.code()).as(line).isEqualTo("CND-C002");
        assertThat(e.getMessage()).contains("'" + place + "'");
    }

    private static CandorException failureOf(String yaml) {
        CandorException e = failure(yaml);
        assertThat(e).as(yaml).isNotNull();
        return e;
    }

    private static CandorException failure(String yaml) {
        return catchThrowableOfType(CandorException.class, () -> parse(yaml));
    }

    private static Config parse(String yaml) {
        return Config.parse(
                YamlText.parse(yaml.getBytes(StandardCharsets.UTF_8), "candor.yaml"),
                "candor.yaml",
                Path.of("/folder"));
    }

    /** The least configuration with one more key, or one replaced. */
    private static String withKey(String path, String value) {
        int dot = path.indexOf('.');
        String key = path.substring(dot + 1);
        if (dot < 0) return path.equals("data") ? "data: " + value : LEAST + path + ": " + value;
        if (!path.startsWith("data.")) {
            int parts = path.split("\\.").length;
            return LEAST + path.replace(".", ": {") + ": " + value + "}".repeat(parts - 1);
        }
        String rest = key.equals("path") ? "label: y" : key.equals("label") ? "path: d.csv" : "path: d.csv, label: y";
        return "data: {" + rest + ", " + key + ": " + value + "}";
    }

    private static void keys(Json.Obj schema, String prefix, List<String> out) {
        if (!(schema.get("properties") instanceof Json.Obj properties)) return;
        properties.members().forEach((name, child) -> {
            out.add(prefix + name);
            keys((Json.Obj) child, prefix + name + ".", out);
        });
    }

    private static Json.Obj schema() throws IOException {
        try (InputStream in = Config.class.getResourceAsStream("config.schema.json")) {
            if (in == null) throw new IllegalStateException("config.schema.json");
            return (Json.Obj) JsonText.parse(in.readAllBytes(), "config.schema.json");
        }
    }
}
