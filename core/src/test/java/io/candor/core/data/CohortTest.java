package io.candor.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CohortTest {
    private static final Table PEOPLE = new Table(List.of(
            new NumericColumn("age", new double[] {20, 40, 60, Double.NaN, -0.0}),
            CategoricalColumn.of("sex", Arrays.asList("Female", "Male", "Female", "Male", null)),
            new BooleanColumn("member", new byte[] {1, 0, -1, 1, 0}),
            new TextColumn("note", new String[] {"a b", null, "missing", "and", "\"q\""})));

    private static List<Integer> rows(String text) {
        return Arrays.stream(Cohort.parse("c", text).rows(PEOPLE)).boxed().toList();
    }

    @Test
    void allConditionsHold() {
        assertThat(rows("age >= 40")).containsExactly(1, 2);
        assertThat(rows("age > 40")).containsExactly(2);
        assertThat(rows("age <= 20 and sex is Female")).containsExactly(0);
        assertThat(rows("age in [20, 60)")).containsExactly(0, 1);
        assertThat(rows("age in ]20, 60[")).containsExactly(1);
        assertThat(rows("age in (20, 60]")).containsExactly(1, 2);
        assertThat(rows("sex in (Female, Male) and member is true")).containsExactly(0, 3);
        assertThat(rows("note is \"a b\"")).containsExactly(0);
        assertThat(rows("note is a b")).containsExactly(0);
        assertThat(rows("age = 0")).containsExactly(4);
        assertThat(new Cohort("all", List.of()).rows(PEOPLE)).hasSize(5);
    }

    @Test
    void aMissingValueIsOnlyInWhatSaysSo() {
        assertThat(rows("age is missing")).containsExactly(3);
        assertThat(rows("age is not missing")).containsExactly(0, 1, 2, 4);
        assertThat(rows("not age >= 40")).containsExactly(0, 4);
        assertThat(rows("age < 40 or missing")).containsExactly(0, 3, 4);
        assertThat(rows("sex is not Female")).containsExactly(1, 3);
        assertThat(rows("sex != Female or missing")).containsExactly(1, 3, 4);
        assertThat(rows("note is \"missing\"")).containsExactly(2);
    }

    @Test
    void anEndThatIsLeftOutHoldsInfinities() {
        Table table = new Table(
                List.of(new NumericColumn("x", new double[] {Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY})));
        assertThat(Cohort.parse("c", "x < 1").rows(table)).containsExactly(0, 1);
        assertThat(Cohort.parse("c", "x > -1").rows(table)).containsExactly(1, 2);
    }

    @Test
    void whatDoesNotFitSaysWhy() {
        assertThatThrownBy(() -> rows("agee >= 1")).hasMessageContaining("CND-D003", "did you mean 'age'?");
        assertThatThrownBy(() -> rows("sex >= 1")).hasMessageStartingWith("CND-C031");
        assertThatThrownBy(() -> rows("age is old")).hasMessageStartingWith("CND-C031");
        for (String text : List.of(
                "",
                "age",
                "age >=",
                "age >= x",
                "age ! 3",
                "age >= 1 or 2",
                "age in 1",
                "age in [1, 2",
                "age in [1]",
                "age >= 1 and",
                "\"age",
                "age is",
                "sex in ()",
                "age >= 1 )",
                "age >= 1e999",
                "x not 3")) {
            assertThatThrownBy(() -> Cohort.parse("c", text)).as(text).hasMessageStartingWith("CND-C032");
        }
        assertThatThrownBy(() -> Cohort.parse("c", "age in [60, 40]")).hasMessageStartingWith("CND-C033");
    }

    @Test
    void jsonIsReadStrictly() {
        Json range = Json.object().put("column", "age").put("at_leest", 40).build();
        assertThatThrownBy(() -> Cohort.fromJson("c", range, "candor.yaml: cohorts.c"))
                .hasMessageContaining("CND-C030: candor.yaml: cohorts.c", "at_leest", "did you mean 'at_least'?");
        for (Json bad : List.of(
                Json.of(3),
                Json.object().build(),
                Json.object().put("column", "a").build(),
                Json.object().put("column", "a").put("above", "x").build(),
                Json.object()
                        .put("column", "a")
                        .put("above", 1)
                        .put("at_least", 1)
                        .build(),
                Json.object().put("column", "a").put("in", "x").build(),
                Json.object().put("column", "a").put("missing", "x").build(),
                Json.object()
                        .put("column", "a")
                        .put("above", 1)
                        .put("missing", true)
                        .build())) {
            assertThatThrownBy(() -> Cohort.fromJson("c", bad, "p")).hasMessageStartingWith("CND-C030");
        }
        assertThat(Cohort.fromJson("c", Json.of("age >= 40 and sex is Female"), "p")
                        .conditions())
                .hasSize(2);
    }

    @Test
    void conditionsOfOneColumnBecomeOne() {
        Cohort c = new Cohort("c", List.of())
                .and(Condition.atLeast("age", 20))
                .and(Condition.in("sex", List.of("A", "B")))
                .and(Condition.below("age", 60))
                .and(new Condition.Levels("sex", List.of("B"), true, true));
        assertThat(c.text()).isEqualTo("age in [20, 60) and sex is A");
    }

    /** Text and JSON, read back, are what was written; and two that meet hold where both do. */
    @Test
    void whatIsWrittenIsReadBackTheSame() {
        Property.forAll(1, 500, (random, size) -> List.of(some(random), some(random)), pair -> {
            Cohort cohort = new Cohort("c", pair);
            assertThat(Cohort.parse("c", cohort.text())).isEqualTo(cohort);
            assertThat(Cohort.fromJson("c", cohort.conditionsJson(), "p")).isEqualTo(cohort);
            Cohort met = new Cohort("c", pair.subList(0, 1)).and(pair.get(1));
            int[] both;
            try {
                both = cohort.rows(PEOPLE);
            } catch (CandorException unfit) {
                return;
            }
            assertThat(met.rows(PEOPLE)).containsExactly(both);
        });
    }

    private static Condition some(RandomGenerator random) {
        List<String> names = List.of("age", "sex", "member", "note");
        String column = names.get(random.nextInt(4));
        boolean a = random.nextBoolean();
        boolean b = random.nextBoolean();
        double low = random.nextInt(70) - 5.5;
        double high = low + 1 + 30 * random.nextDouble();
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.Range(column, low, a, high, b, random.nextBoolean(), random.nextBoolean());
            case 1 -> new Condition.Range(column, low, a, Double.POSITIVE_INFINITY, false, b, random.nextBoolean());
            case 2 -> new Condition.Range(column, Double.NEGATIVE_INFINITY, false, high, a, b, random.nextBoolean());
            case 3 -> {
                List<String> all = List.of(
                        "Female", "Male", "40", "a b", "and", "missing", "\"q\"", "\\", "", "x,y", "é\n", "true");
                List<String> levels = new ArrayList<>();
                for (int i = 0; i <= random.nextInt(3); i++) levels.add(all.get(random.nextInt(all.size())));
                yield new Condition.Levels(column, levels, a, b);
            }
            default -> new Condition.Missing(column, a);
        };
    }
}
