package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Cohort;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByCohortTest {
    private static final int N = 100;
    private static final Table TABLE = table();

    private static Table table() {
        List<String> sex = new ArrayList<>();
        for (int i = 0; i < N; i++) sex.add(i == 7 ? null : i % 3 == 0 ? "f" : "m");
        double[] zeros = IntStream.range(0, N).mapToDouble(i -> i % 2).toArray();
        return new Table(List.of(
                new NumericColumn("age", IntStream.range(0, N).asDoubleStream().toArray()),
                CategoricalColumn.of("sex", sex),
                new NumericColumn("a+b", zeros)));
    }

    private static Evidence counted(int[] rows) {
        return new Evidence(
                "explain.importance",
                1,
                List.of(),
                new Evidence.Method("count", 1, "none"),
                Json.object().build(),
                Json.object().put("n", rows.length).put("output", "rows").build(),
                List.of(),
                Disclosure.aggregate(1));
    }

    private static List<String> told(ByCohort by) {
        return by.explain(TABLE, ByCohortTest::counted).stream()
                .map(e -> e.cohort().name() + " "
                        + e.evidence()
                                .map(v -> "" + (long) v.result().number("n"))
                                .orElse("not enough data"))
                .toList();
    }

    @Test
    void viewsPartTheRowsAndSmallGroupsAreNamed() {
        assertThat(told(ByCohort.of(TABLE, List.of(), List.of(), List.of("sex"))))
                .containsExactly("all rows 100", "sex is m 65", "sex is f 34", "sex is missing not enough data");
        assertThat(told(ByCohort.of(TABLE, List.of(), List.of(), List.of("age"))))
                .containsExactly(
                        "all rows 100",
                        "age < 25 not enough data",
                        "age in [25, 50) not enough data",
                        "age in [50, 75) not enough data",
                        "age >= 75 not enough data");
        assertThat(told(ByCohort.of(TABLE, List.of(), List.of(), List.of("a+b"))))
                .containsExactly("all rows 100", "a+b is 0 50", "a+b is 1 50");
        assertThat(told(ByCohort.of(TABLE, List.of(), List.of("age>=60 and sex is m"), List.of("sex + age")))
                        .get(1))
                .isEqualTo("age >= 60 and sex is m not enough data");
    }

    @Test
    void theEvidenceNamesItsCohort() {
        Cohort old = Cohort.parse("old", "age >= 60");
        List<ByCohort.Explained> found = new ByCohort(List.of(old)).explain(TABLE, ByCohortTest::counted);
        Evidence evidence = found.get(1).evidence().orElseThrow();
        assertThat(evidence.parameters().at("/cohort/name")).contains(Json.of("old"));
        assertThat(evidence.parameters().at("/cohort/conditions/0/at_least")).contains(Json.of(60));
        assertThat(evidence.parameters().at("/cohort/rows")).contains(Json.of(40));
        assertThat(found.get(0).evidence().orElseThrow().parameters().get("cohort"))
                .isNull();
        assertThat(ByCohort.toJson(found).at("/cohorts/1/result/n")).contains(Json.of(40));
    }

    @Test
    void aColumnThatIsNotThereIsToldWithTheNearest() {
        assertThatThrownBy(() -> ByCohort.of(TABLE, List.of(), List.of(), List.of("sexx")))
                .hasMessageContaining("CND-D003");
        assertThatThrownBy(() -> new ByCohort(List.of(Cohort.parse("x", "ages > 1"))).explain(TABLE, rows -> {
                    throw new AssertionError("computed before it was checked");
                }))
                .hasMessageContaining("did you mean 'age'?");
    }
}
