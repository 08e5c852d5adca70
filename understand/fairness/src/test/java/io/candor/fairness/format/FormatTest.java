package io.candor.fairness.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.format.internal.TwoRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final LocalLaw144.Given NOTHING = new LocalLaw144.Given("", "", "", "");

    /** Rows by sex and race with so many selected; a null is missing. */
    private static final class People {
        private final List<@Nullable String> sex = new ArrayList<>();
        private final List<@Nullable String> race = new ArrayList<>();
        private final List<Integer> selected = new ArrayList<>();

        People of(@Nullable String s, @Nullable String r, int n, int x) {
            for (int i = 0; i < n; i++) {
                sex.add(s);
                race.add(r);
                selected.add(i < x ? 1 : 0);
            }
            return this;
        }

        Table table() {
            return new Table(List.of(CategoricalColumn.of("sex", sex), CategoricalColumn.of("race", race)));
        }

        int[] outcomes() {
            return selected.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** ProPublica's two-year COMPAS file, 7,214 people, selected if the decile is 5 or more: counts of the whole file. */
    private static People compas() {
        return new People()
                .of("Female", "African-American", 652, 337)
                .of("Female", "Asian", 2, 0)
                .of("Female", "Caucasian", 567, 224)
                .of("Female", "Hispanic", 103, 16)
                .of("Female", "Native American", 4, 3)
                .of("Female", "Other", 67, 11)
                .of("Male", "African-American", 3044, 1837)
                .of("Male", "Asian", 30, 8)
                .of("Male", "Caucasian", 1887, 630)
                .of("Male", "Hispanic", 534, 174)
                .of("Male", "Native American", 14, 9)
                .of("Male", "Other", 310, 68);
    }

    private static Json.Obj row(FormatReport report, int section, String label) {
        FormatReport.Section table = report.sections().get(section);
        return table.rows().stream()
                .filter(r -> r.get(0).equals(Json.of(label)))
                .map(r -> {
                    Json.Builder cells = Json.object();
                    for (int c = 0; c < r.size(); c++) cells.put(table.columns().get(c), r.get(c));
                    return cells.build();
                })
                .findFirst()
                .orElseThrow();
    }

    private static double value(Json.Obj row, String column) {
        return row.object(column).number("value");
    }

    @Test
    void theTablesOfLocalLaw144AreThoseOfTheCounts() {
        People people = compas();
        FormatReport report = new LocalLaw144("sex", "race", new LocalLaw144.Given("2026-05-01", "", "", "few people"))
                .ofSelections(people.table(), people.outcomes());
        assertThat(report.sections())
                .extracting(FormatReport.Section::title)
                .containsExactly("sex", "race", "sex x race");
        Json.Obj white = row(report, 1, "Caucasian");
        assertThat(white.number("number")).isEqualTo(2454);
        assertThat(white.number("selected")).isEqualTo(854);
        assertThat(value(white, "selection rate")).isEqualTo(854 / 2454.0);
        assertThat(value(white, "impact ratio")).isCloseTo((854 / 2454.0) / (2174 / 3696.0), within(1e-15));
        assertThat(value(row(report, 0, "Female"), "impact ratio"))
                .isCloseTo((591 / 1395.0) / (2726 / 5819.0), within(1e-15));
        Json.Obj few = row(report, 1, "Native American");
        assertThat(few.get("impact ratio")).isEqualTo(Json.NULL);
        assertThat(few.number("number")).isEqualTo(18);
        assertThat(value(few, "selection rate")).isEqualTo(12 / 18.0);
        assertThat(value(row(report, 2, "Male & African-American"), "impact ratio"))
                .isEqualTo(1);
        assertThat(report.sections().get(1).notes()).anyMatch(n -> n.contains("few people"));
        assertThat(report.blanks()).hasSize(3).noneMatch(b -> b.startsWith("Date of the most recent"));
    }

    @Test
    void nothingIsLeftOutWithoutAReason() {
        People people = compas();
        FormatReport report = new LocalLaw144("sex", "race", NOTHING).ofSelections(people.table(), people.outcomes());
        assertThat(value(row(report, 1, "Native American"), "impact ratio")).isEqualTo(1);
        assertThat(value(row(report, 1, "African-American"), "impact ratio"))
                .isCloseTo((2174 / 3696.0) / (12 / 18.0), within(1e-15));
        assertThat(row(report, 1, "Native American").text("remark")).isEqualTo("below 2 % of the data");
        assertThat(report.blanks()).hasSize(4);
    }

    @Test
    void peopleOfUnknownCategoryAreCountedAndAreInNoRate() {
        People people = new People()
                .of("F", "A", 40, 10)
                .of("M", "A", 40, 20)
                .of(null, "A", 7, 7)
                .of("F", null, 3, 3);
        FormatReport report = new LocalLaw144("sex", "race", NOTHING).ofSelections(people.table(), people.outcomes());
        assertThat(value(row(report, 0, "F"), "selection rate")).isEqualTo(13 / 43.0);
        assertThat(report.sections().get(0).notes().get(0)).startsWith("7 of 90 people");
        assertThat(report.sections().get(1).notes().get(0)).startsWith("3 of 90 people");
        assertThat(report.sections().get(2).notes().get(0)).startsWith("10 of 90 people");
        assertThat(report.sections().get(1).notes()).anyMatch(n -> n.contains("one category only"));
    }

    @Test
    void theScoringRateIsTheShareAboveTheMedianOfAllRows() {
        People people = new People().of("F", "A", 4, 0).of("M", "B", 3, 0).of(null, "B", 1, 0);
        double[] scores = {1, 2, 3, 10, 4, 5, 6, 7}; // sorted 1 2 3 4 5 6 7 10: the median is 4.5
        FormatReport report = new LocalLaw144("sex", "race", NOTHING).ofScores(people.table(), scores);
        assertThat(value(row(report, 0, "F"), "scoring rate")).isEqualTo(1 / 4.0);
        assertThat(value(row(report, 0, "M"), "scoring rate")).isEqualTo(2 / 3.0);
        assertThat(value(row(report, 0, "F"), "impact ratio")).isCloseTo(3 / 8.0, within(1e-15));
        assertThat(report.sections().get(0).notes()).contains("The median score of the full sample is 4.5.");
        scores[3] = Double.NaN;
        refused(() -> new LocalLaw144("sex", "race", NOTHING).ofScores(people.table(), scores));
    }

    @Test
    void aRateOfZeroEverywhereHasNoRatio() {
        People people = new People().of("F", "A", 40, 0).of("M", "B", 40, 0);
        FormatReport law = new LocalLaw144("sex", "race", NOTHING).ofSelections(people.table(), people.outcomes());
        assertThat(row(law, 0, "F").object("impact ratio").text("undefined")).isEqualTo("the highest rate is 0");
        FormatReport fifths = FourFifths.of(people.table(), List.of(List.of("sex")), people.outcomes());
        assertThat(row(fifths, 0, "M").text("four fifths")).isEqualTo("no rate above 0");
        assertThat(row(fifths, 0, "M").get("p")).isEqualTo(Json.NULL);
    }

    /** The example of the agencies' questions and answers on the guidelines (1979), no. 12: 48 of 80 against 12 of 40. */
    @Test
    void theGuidelinesOwnExampleIsHalfOfTheHighest() {
        People people = new People().of("M", "white", 80, 48).of("M", "black", 40, 12);
        FormatReport report = FourFifths.of(people.table(), List.of(List.of("race")), people.outcomes());
        Json.Obj black = row(report, 0, "black");
        assertThat(value(black, "ratio to highest")).isEqualTo(0.5);
        assertThat(black.text("four fifths")).startsWith("below 4/5");
        assertThat(black.number("short of 4/5 by")).isEqualTo(8); // 0.48 x 40 = 19.2, so 20
        assertThat(black.number("p")).isCloseTo(0.0019457736937391545, within(1e-12));
        assertThat(row(report, 0, "white").text("four fifths")).isEqualTo("highest");
    }

    @Test
    void exactlyFourFifthsIsNotBelow() {
        People people = new People().of("M", "a", 100, 50).of("M", "b", 100, 40).of("M", "c", 100, 39);
        FormatReport report = FourFifths.of(people.table(), List.of(List.of("race")), people.outcomes());
        assertThat(row(report, 0, "b").text("four fifths")).startsWith("not below 4/5");
        assertThat(row(report, 0, "b").number("short of 4/5 by")).isZero();
        assertThat(row(report, 0, "c").text("four fifths")).isEqualTo("below 4/5, its interval on both sides");
        assertThat(row(report, 0, "c").number("short of 4/5 by")).isEqualTo(1);
    }

    @Test
    void aHighestGroupOfFewPeopleIsFollowedByATableWithoutIt() {
        People people = compas();
        FormatReport report = FourFifths.of(people.table(), List.of(List.of("race")), people.outcomes());
        assertThat(row(report, 0, "Native American").text("four fifths")).isEqualTo("highest");
        assertThat(report.sections()).hasSize(2);
        assertThat(row(report, 1, "African-American").text("four fifths")).isEqualTo("highest");
        assertThat(value(row(report, 1, "Other"), "ratio to highest"))
                .isCloseTo((79 / 377.0) / (2174 / 3696.0), within(1e-15));
    }

    /** SciPy 1.x: fisher_exact, two-sided. */
    @Test
    void smallCountsAreTestedExactly() {
        TwoRates few = new TwoRates(1, 10, 6, 10);
        assertThat(few.test()).isEqualTo("Fisher");
        assertThat(few.p()).isCloseTo(0.057275541795665644, within(1e-10));
        assertThat(new TwoRates(0, 12, 5, 45).p()).isCloseTo(0.5729890764647468, within(1e-10));
        assertThat(new TwoRates(12, 40, 48, 80).test()).isEqualTo("two-proportion z");
    }

    @Test
    void whatMeasurementCannotSupplyIsLeftToBeWritten() {
        People people = new People().of("F", "A", 40, 10).of("M", "A", 40, 20).of("M", null, 20, 10);
        int[] labels = people.outcomes().clone();
        labels[0] = 0;
        FormatReport report = AiActContents.of(
                FairnessPlan.of("sex"), people.table(), Predictions.binary(labels, null, people.outcomes()));
        assertThat(report.blanks())
                .anyMatch(b -> b.startsWith("Art. 10(2)(g)"))
                .anyMatch(b -> b.startsWith("Art. 10(4)"));
        Json.Obj absent = report.sections().get(1).rows().size() == 2
                ? (Json.Obj) report.sections().get(1).rows().get(1).get(4)
                : Json.object().build();
        assertThat(absent.number("value")).isEqualTo(20 / 60.0);
        assertThat(report.evidence(List.of()).predicateType()).isEqualTo("urn:candor:evidence:fairness.report:v1");
        assertThat(report.evidence(List.of()).result().text("policy")).isEqualTo("eu-ai-act");
    }

    @Test
    void noReportSaysThatALawIsMet() {
        People people = compas();
        for (FormatReport report : List.of(
                new LocalLaw144("sex", "race", NOTHING).ofSelections(people.table(), people.outcomes()),
                FourFifths.of(people.table(), List.of(List.of("race")), people.outcomes()))) {
            String all = Objects.toString(report.evidence(List.of()).toJson());
            assertThat(all).doesNotContainIgnoringCase("compliant").doesNotContain("fair ", "unfair");
        }
    }

    @Test
    void noRowsMakeNoReport() {
        refused(() -> FourFifths.of(compas().table(), List.of(List.of("sex")), new int[0]));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.code()).isEqualTo("CND-F051"));
    }
}
