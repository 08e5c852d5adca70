package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Cohort;
import io.candor.core.data.Column;
import io.candor.core.data.Condition;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.model.ScoreRule.Operation;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupDeciderTest {
    private static final ScoreRule MIXED =
            new ScoreRule(List.of(new Operation(true, 0.41, 0.63), new Operation(true, 0.38, 0.37)), 0, 0);

    private static GroupDecider decider() {
        return new GroupDecider(
                List.of(
                        new GroupDecider.Group("Female", List.of(Condition.in("sex", List.of("Female"))), MIXED),
                        new GroupDecider.Group(
                                "Male", List.of(Condition.in("sex", List.of("Male"))), ScoreRule.above(0.5))),
                null,
                null);
    }

    private static Table people(@Nullable String... sex) {
        double[] ids = new double[sex.length];
        for (int i = 0; i < ids.length; i++) ids[i] = i;
        return new Table(List.of(CategoricalColumn.of("sex", Arrays.asList(sex)), new NumericColumn("id", ids)));
    }

    private static Scores scores(double... values) {
        return new Scores(values, values.length, 1, Scores.Scale.PROBABILITY);
    }

    @Test
    void eachGroupHasItsOwnRule() {
        Table rows = people("Male", "Female", "Female", "Female", "Male");
        assertThat(decider().chances(scores(0.5, 0.41, 0.42, 0.38, 0.51), rows)).containsExactly(0, 0.37, 1, 0, 1);
        assertThat(decider().reads()).containsExactly("sex");
    }

    @Test
    void aRuleReadsAsASentence() {
        assertThat(decider().text())
                .isEqualTo("Female: positive above 0.41; above 0.38 up to 0.41 with chance 0.37\n"
                        + "Male: positive above 0.5\nany other: refused");
        Operation below = new Operation(false, 0.2, 0.5);
        Operation always = new Operation(true, Double.NEGATIVE_INFINITY, 0.25);
        assertThat(new ScoreRule(List.of(below, always), 0, 0).text())
                .isEqualTo("positive above 0.2 with chance 0.25; up to 0.2 with chance 0.75");
        assertThat(new ScoreRule(List.of(always), 0.5, 0.1).text())
                .isEqualTo("positive whatever the score with chance 0.175");
        assertThat(ScoreRule.above(Double.POSITIVE_INFINITY).text()).isEqualTo("never positive");
    }

    @Test
    void rowsOfNoGroupAreRefusedUnlessAPolicyTakesThem() {
        Table rows = people("Male", "Other", null);
        assertThatThrownBy(() -> decider().decide(scores(0.6, 0.6, 0.6), rows))
                .hasMessageContaining("CND-F040")
                .hasMessageContaining("row 1")
                .hasMessageContaining("new in sex");
        GroupDecider lenient = new GroupDecider(
                decider().groups(), new GroupDecider.Otherwise("overall", ScoreRule.above(0.55)), null);
        assertThat(lenient.decide(scores(0.52, 0.6, 0.52), rows)).containsExactly(1, 1, 0);
    }

    @Test
    void drawsAreNeededOnlyWhereARuleDrawsAndRepeatInAnyBatch() {
        Table rows = people("Female", "Male", "Female", "Female");
        Scores scores = scores(0.4, 0.9, 0.4, 0.4);
        assertThat(decider().drawing()).isTrue();
        assertThatThrownBy(() -> decider().decide(scores, rows)).hasMessageContaining("CND-F041");
        assertThat(decider().decide(scores(0.5, 0.9, 0.1, 0.6), rows)).containsExactly(1, 1, 0, 1);
        GroupDecider keyed = decider().withDraws(new RowDraws("k", List.of("id")));
        int[] all = keyed.decide(scores, rows);
        for (int i = 0; i < all.length; i++) {
            int[] one = keyed.decide(scores(scores.get(i, 0)), rows.select(new int[] {i}));
            assertThat(one).containsExactly(all[i]);
        }
    }

    @Test
    void expectedRatesAreRealisedRates() {
        int n = 40_000;
        String[] sex = new String[n];
        Arrays.fill(sex, "Female");
        double[] score = new double[n];
        Arrays.fill(score, 0.4);
        int[] decided = decider().withDraws(new RowDraws("key", List.of("id"))).decide(scores(score), people(sex));
        double rate = Arrays.stream(decided).sum() / (double) n;
        assertThat(rate).isCloseTo(0.37, within(5 * Math.sqrt(0.37 * 0.63 / n))); // fails once in a million keys
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ScoreRule odd = new ScoreRule(
                List.of(
                        new Operation(false, 0.3, 0.25),
                        new Operation(true, Double.NEGATIVE_INFINITY, 0.5),
                        new Operation(true, Double.POSITIVE_INFINITY, 0.25)),
                0.125,
                0.5);
        GroupDecider all = new GroupDecider(
                List.of(
                        new GroupDecider.Group(
                                "a & young", List.of(Condition.in("g", List.of("a")), Condition.below("age", 30)), odd),
                        new GroupDecider.Group("unknown", List.of(Condition.missing("g")), MIXED)),
                new GroupDecider.Otherwise("overall", ScoreRule.above(0.5)),
                new RowDraws("k", List.of("id")));
        GroupDecider back = GroupDecider.fromJson(all.toJson());
        assertThat(back.toJson()).isEqualTo(all.toJson());
        for (double s : new double[] {0, 0.3, 0.29, 1}) {
            assertThat(back.groups().get(0).rule().chance(s)).isEqualTo(odd.chance(s));
        }
        assertThat(GroupDecider.fromJson(decider().toJson())).isEqualTo(decider());
    }

    @Test
    void groupsAreFoundAsTheirConditionsSay() {
        RandomStream random = new RandomStreams(3).stream("groups");
        for (int trial = 0; trial < 200; trial++) {
            Table rows = rows(random, 40);
            List<GroupDecider.Group> groups = new ArrayList<>();
            int count = 1 + random.nextInt(trial % 20 == 0 ? 150 : 8);
            for (int g = 0; g < count; g++) {
                List<Condition> conditions = new ArrayList<>();
                for (int c = random.nextInt(3); c >= 0; c--) conditions.add(condition(random));
                groups.add(new GroupDecider.Group("g" + g, conditions, ScoreRule.above(0)));
            }
            int[] expected = new int[rows.rows()];
            Arrays.fill(expected, -1);
            for (int g = count - 1; g >= 0; g--) {
                for (int row : new Cohort("", groups.get(g).conditions()).rows(rows)) expected[row] = g;
            }
            assertThat(new GroupIndex(groups).of(rows)).containsExactly(expected);
        }
    }

    private static Condition condition(RandomStream random) {
        int a = random.nextInt(4);
        return switch (random.nextInt(8)) {
            case 0 -> Condition.atLeast("x", a);
            case 1 -> Condition.below("x", a);
            case 2 -> new Condition.Range("x", a, random.nextInt(2) == 0, a + 1.5, false, random.nextInt(2) == 0, true);
            case 3 -> Condition.in("x", List.of("1", "" + a));
            case 4 -> Condition.missing("c");
            case 5 ->
                new Condition.Levels("c", List.of("l" + a, "new"), random.nextInt(2) == 0, random.nextInt(2) == 0);
            case 6 -> Condition.in("b", List.of("true"));
            default -> Condition.in("t", List.of("l" + a));
        };
    }

    private static Table rows(RandomStream random, int n) {
        double[] x = new double[n];
        List<String> c = new ArrayList<>();
        List<String> t = new ArrayList<>();
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) {
            double[] values = {0, 1, 1.5, 2, 3, 5, -1, Double.NaN, Double.POSITIVE_INFINITY, -0.0};
            x[i] = values[random.nextInt(values.length)];
            c.add(random.nextInt(5) == 0 ? null : "l" + random.nextInt(5));
            t.add(random.nextInt(5) == 0 ? null : "l" + random.nextInt(5));
            b[i] = (byte) (random.nextInt(3) - 1);
        }
        List<Column> columns = List.of(
                new NumericColumn("x", x),
                CategoricalColumn.of("c", c),
                new BooleanColumn("b", b),
                new TextColumn("t", t.toArray(new String[0])));
        return new Table(columns);
    }

    @Test
    void millionsOfRowsAreDecidedAtOnce() {
        int n = 1_000_000;
        int[] codes = new int[n];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            codes[i] = i % 5;
            score[i] = (i % 1009) / 1009.0;
        }
        List<GroupDecider.Group> groups = new ArrayList<>();
        for (String level : List.of("a", "b", "c", "d", "e")) {
            groups.add(new GroupDecider.Group(level, List.of(Condition.in("g", List.of(level))), MIXED));
        }
        Table rows = new Table(List.of(new CategoricalColumn("g", codes, List.of("a", "b", "c", "d", "e"))));
        double[] chances = new GroupDecider(groups, null, null).chances(scores(score), rows);
        assertThat(Arrays.stream(chances).average().orElse(0)).isCloseTo(0.63 * 0.59 + 0.37 * 0.62, within(0.001));
    }
}
