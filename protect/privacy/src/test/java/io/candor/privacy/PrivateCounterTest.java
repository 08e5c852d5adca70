package io.candor.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.port.BudgetLedger;
import io.candor.privacy.internal.GroupCounts;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PrivateCounterTest {
    private static final String DIGEST = "a".repeat(64);

    private final List<String> events = new ArrayList<>();
    private final BudgetLedger ledger = new BudgetLedger() {
        @Override
        public Receipt reserve(Charge charge) {
            events.add("charge " + charge.epsilon().toPlainString());
            return new Receipt(7, charge.dataset(), 2, charge.epsilon(), BigDecimal.ONE);
        }

        @Override
        public void spent(Receipt receipt) {
            events.add("spent " + receipt.id());
        }
    };

    private static Table people() {
        return new Table(List.of(
                CategoricalColumn.of("sex", Arrays.asList("F", "M", "F", "F", null, "X")),
                new NumericColumn("age", new double[] {40, 40, 41, Double.NaN, 40, 41})));
    }

    private PrivateCount release(CountQuery query, Supplier<Table> data) {
        return new PrivateCounter(TestBits.seeded(5)).release(query, ledger, "people", DIGEST, "ann", data);
    }

    @Test
    void theChargeComesBeforeTheDataAndIsNotedAfterwards() {
        release(CountQuery.ofRows("0.5"), () -> {
            events.add("data");
            return people();
        });
        assertThat(events).containsExactly("charge 0.5", "data", "spent 7");
    }

    @Test
    void theDataIsNotOpenedWhenTheChargeIsRefused() {
        BudgetLedger empty = new BudgetLedger() {
            @Override
            public Receipt reserve(Charge charge) {
                throw CandorException.budget("CND-L001", "a", "b", "c");
            }

            @Override
            public void spent(Receipt receipt) {
                events.add("spent");
            }
        };
        assertThatThrownBy(() -> new PrivateCounter()
                        .release(CountQuery.ofRows("1"), empty, "people", DIGEST, "ann", () -> {
                            events.add("data");
                            return people();
                        }))
                .hasMessageStartingWith("CND-L001");
        assertThat(events).isEmpty();
    }

    @Test
    void anUnknownColumnStaysChargedAndShowsNoData() {
        assertThatThrownBy(() ->
                        release(CountQuery.of(Map.of("gender", List.of("F")), "1"), PrivateCounterTest::people))
                .hasMessageStartingWith("CND-P003")
                .hasMessageContaining("gender");
        assertThat(events).containsExactly("charge 1");
    }

    @Test
    void whateverTheReaderSaysAboutACellIsNotRepeated() {
        assertThatThrownBy(() -> release(CountQuery.ofRows("1"), () -> {
                    throw new IllegalStateException("cell 'secret' in row 5");
                }))
                .hasMessageStartingWith("CND-P004")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(events).containsExactly("charge 1");
    }

    @Test
    void theCostIsTheSameOnEveryDatabase() {
        CountQuery query = CountQuery.of(Map.of("sex", List.of("F", "M")), "0.25");
        release(query, PrivateCounterTest::people);
        release(query, () -> people().select(new int[0]));
        assertThat(events).containsExactly("charge 0.25", "spent 7", "charge 0.25", "spent 7");
    }

    @Test
    void emptyAndUnseenGroupsGetNoiseTooAndValuesAreNotClamped() {
        boolean negative = false;
        boolean positive = false;
        PrivateCounter counter = new PrivateCounter(TestBits.seeded(6));
        for (int i = 0; i < 50; i++) {
            PrivateCount count = counter.release(
                    CountQuery.of(Map.of("sex", List.of("nobody")), "0.1"),
                    ledger,
                    "p",
                    DIGEST,
                    "a",
                    PrivateCounterTest::people);
            assertThat(count.groups()).hasSize(1);
            negative |= count.groups().get(0).value() < 0;
            positive |= count.groups().get(0).value() > 0;
        }
        assertThat(negative).isTrue();
        assertThat(positive).isTrue();
    }

    @Test
    void countsAreOfTheDeclaredGroupsAlone() {
        Map<String, List<String>> by = new LinkedHashMap<>();
        by.put("sex", List.of("M", "F", CountQuery.UNKNOWN));
        assertThat(GroupCounts.of(people(), by)).containsExactly(1, 3, 1);
        by.put("age", List.of("40", "41"));
        assertThat(GroupCounts.of(people(), by)).containsExactly(1, 0, 1, 1, 1, 0);
        assertThat(GroupCounts.of(people(), Map.of())).containsExactly(6);
    }

    /** The rule behind parallel composition: one row more changes one count by one, and no other. */
    @Test
    void neighboursDifferByOneInAtMostOneGroup() {
        Map<String, List<String>> by = Map.of("sex", List.of("a", "b", CountQuery.UNKNOWN));
        Gen<List<String>> columns =
                Gen.lists((random, size) -> List.of("a", "b", "c", "d").get(random.nextInt(4)), 1, 30);
        Property.forAll(1, 300, columns, cells -> {
            List<String> withMissing =
                    cells.stream().map(c -> c.equals("d") ? null : c).toList();
            Table all = new Table(List.of(CategoricalColumn.of("sex", withMissing)));
            int[] others = new int[cells.size() - 1];
            for (int i = 0; i < others.length; i++) others[i] = i + 1;
            long[] more = GroupCounts.of(all, by);
            long[] fewer = GroupCounts.of(all.select(others), by);
            long change = 0;
            for (int i = 0; i < more.length; i++) change += Math.abs(more[i] - fewer[i]);
            assertThat(change).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void theIntervalCoversTheTruthAtItsRate() {
        PrivateCounter counter = new PrivateCounter(TestBits.seeded(8));
        int covered = 0;
        for (int i = 0; i < 2000; i++) {
            PrivateCount.Group g = counter.release(
                            CountQuery.ofRows("0.2"), ledger, "p", DIGEST, "a", PrivateCounterTest::people)
                    .groups()
                    .get(0);
            if (g.low() <= 6 && 6 <= g.high()) covered++;
        }
        assertThat(covered).isBetween(1850, 1955); // 0.95 to 0.9547 of 2000, within five standard deviations
    }

    @Test
    void evidenceHasThePublishedShape() {
        PrivateCount count =
                release(CountQuery.of(Map.of("sex", List.of("F", "M")), "0.10"), PrivateCounterTest::people);
        Evidence evidence = count.toEvidence(count.registration());
        Json.Obj result = evidence.result();
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:privacy.release:v1");
        assertThat(result.members().keySet())
                .containsExactly(
                        "statistic",
                        "by",
                        "groups",
                        "epsilon",
                        "mechanism",
                        "unit",
                        "protected_change",
                        "confidence",
                        "ledger");
        assertThat(result.text("epsilon")).isEqualTo("0.1");
        assertThat(result.at("/groups/0/group/sex")).contains(Json.of("F"));
        assertThat(result.at("/ledger/epoch")).contains(Json.of(2));
        assertThat(evidence.disclosure().level().label()).isEqualTo("private");
        assertThat(evidence.subjects().get(0).sha256()).isNotEqualTo(DIGEST);
        assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
    }
}
