package io.candor.datasheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDatasheetTest {
    private static final RunFacts FACTS = new RunFacts(
            "adult-ebm",
            "explainable boosting machine",
            "binary",
            "income",
            Json.object().put("outer_bags", 8).build(),
            7L,
            List.of("age", "sex"),
            List.of(
                    new RunFacts.Dataset("train", "adult", "a".repeat(64), 36177),
                    new RunFacts.Dataset("test", "adult", "b".repeat(64), 9045)));

    @Test
    void everyNumberFromTheEvidenceCarriesAnAddressThatLeadsToIt() {
        List<Evidence> evidence = List.of(performance("train", 0.95), performance("test", 0.9), fairness());
        Json.Obj result = ModelDatasheet.build(Json.object().build(), FACTS, evidence)
                .evidence(List.of())
                .result();
        int checked = 0;
        for (String heading : List.of("training_performance", "fairness_information")) {
            for (Json field : result.object("headings")
                    .object(heading)
                    .object("fields")
                    .members()
                    .values()) {
                Json.Obj f = (Json.Obj) field;
                if (f.get("evidence") == null) continue;
                String[] address = f.text("evidence").split("#", 2);
                Evidence source = evidence.stream()
                        .filter(e -> e.id().equals(address[0]))
                        .findFirst()
                        .orElseThrow();
                assertThat(source.toJson().at(address[1])).contains(f.need("value"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(2);
        Json.Obj auc = (Json.Obj)
                result.at("/headings/training_performance/fields/auc").orElseThrow();
        assertThat(auc.object("value").number("value")).isEqualTo(0.9);
        assertThat(auc.text("title")).isEqualTo("AUC (test)");
        assertThat(result.at("/headings/fairness_information/fields/sex.demographic_parity_ratio/value/value"))
                .contains(Json.of(0.4));
    }

    @Test
    void completenessIsWhatIsFilledOfWhatIsAskedAndTheRestIsListed() {
        ModelDatasheet empty = ModelDatasheet.build(Json.object().build(), FACTS, List.of());
        assertThat(empty.missing())
                .contains(
                        "intended_use/purpose",
                        "training_performance/metrics",
                        "fairness_information/disparities",
                        "fairness_information/mitigation")
                .doesNotContain("training_data/training_data_rows", "model_architecture/architecture");
        assertThat(empty.filled() + empty.missing().size()).isEqualTo(empty.asked());
        Json.Builder all = Json.object();
        for (Field field : Field.values()) all.put(field.key(), "written");
        ModelDatasheet full = ModelDatasheet.build(all.build(), FACTS, List.of(performance("test", 0.9), fairness()));
        assertThat(full.missing()).isEmpty();
        Json.Obj result = full.evidence(List.of()).result();
        assertThat(result.object("completeness").number("value")).isEqualTo(1);
        assertThat(result.number("asked")).isEqualTo(full.entries().size());
        assertThat(result.object("headings").members().keySet())
                .containsExactly(
                        "intended_use",
                        "model_architecture",
                        "training_data",
                        "evaluation_data",
                        "training_performance",
                        "fairness_information");
    }

    @Test
    void blankIsMissingAndMissingHasNoValue() {
        Json.Obj authored = Json.object()
                .put("purpose", "  ")
                .put("owner", " Credit risk ")
                .put("users", Json.texts(List.of("clerks", "")))
                .put("contact", Json.NULL)
                .build();
        Json.Obj result = ModelDatasheet.build(authored, FACTS, List.of())
                .evidence(List.of())
                .result();
        Json.Obj fields = result.object("headings").object("intended_use").object("fields");
        assertThat(fields.object("purpose").get("value")).isNull();
        assertThat(fields.object("purpose").text("asked_of")).isEqualTo("model owner");
        assertThat(fields.object("owner").text("value")).isEqualTo("Credit risk");
        assertThat(fields.object("users").need("value")).isEqualTo(Json.texts(List.of("clerks")));
        assertThat(result.array("missing")).contains(Json.of("intended_use/contact"));
    }

    @Test
    void tagsAreTheProjectsOwn() {
        Json.Obj tags = Json.object().put("cost_centre", "4711").build();
        ModelDatasheet sheet =
                ModelDatasheet.build(Json.object().put("tags", tags).build(), FACTS, List.of());
        assertThat(sheet.tags()).isEqualTo(Map.of("cost_centre", "4711"));
        assertThat(sheet.evidence(List.of()).result().object("tags")).isEqualTo(tags);
    }

    @Test
    void mistakesHaveCodes() {
        assertThatThrownBy(() -> build("puropse", Json.of("x")))
                .hasMessageContaining("CND-H001")
                .hasMessageContaining("did you mean 'purpose'?");
        assertThatThrownBy(() -> build("purpose", Json.of(3))).hasMessageContaining("CND-H002");
        assertThatThrownBy(() -> build("users", Json.numbers(3))).hasMessageContaining("CND-H002");
        assertThatThrownBy(() -> build("tags", Json.of("x"))).hasMessageContaining("CND-H002");
        assertThatThrownBy(() -> build("tags", Json.object().put("a", 1).build()))
                .hasMessageContaining("CND-H002");
    }

    @Test
    void fieldsOfTheRunNeverCollideWithAuthoredOnes() {
        ModelDatasheet sheet =
                ModelDatasheet.build(Json.object().build(), FACTS, List.of(performance("test", 0.9), fairness()));
        List<String> paths = sheet.entries().stream().map(Entry::path).toList();
        assertThat(new HashSet<>(paths)).hasSameSizeAs(paths);
    }

    @Test
    void theStatementReadsBack() {
        Evidence e = ModelDatasheet.build(Json.object().build(), FACTS, List.of(fairness()))
                .evidence(List.of());
        assertThat(Evidence.fromJson(e.toJson()).id()).isEqualTo(e.id());
    }

    private static void build(String key, Json value) {
        ModelDatasheet.build(Json.object().put(key, value).build(), FACTS, List.of());
    }

    private static Evidence performance(String split, double auc) {
        Json.Obj metrics = Json.object()
                .put("auc", new Estimate.Interval(auc, auc - 0.01, auc + 0.01, 9045, "DeLong").toJson())
                .build();
        return statement(
                "evaluation.performance",
                Json.object().put("split", split).put("metrics", metrics).build());
    }

    private static Evidence fairness() {
        Json.Obj all = Json.object()
                .put(
                        "composites",
                        Json.object()
                                .put("demographic_parity_ratio", new Estimate.Point(0.4, 2939).toJson())
                                .build())
                .put("disparities", Json.object().build())
                .build();
        Json.Obj sex = Json.object()
                .put("strata", Json.object().put("all", all).build())
                .build();
        return statement(
                "fairness.assessment",
                Json.object()
                        .put("features", Json.object().put("sex", sex).build())
                        .build());
    }

    private static Evidence statement(String kind, Json.Obj result) {
        return new Evidence(
                kind,
                1,
                List.of(),
                new Evidence.Method("m", 1, "s"),
                Json.object().build(),
                result,
                List.of(),
                Disclosure.aggregate(1));
    }
}
