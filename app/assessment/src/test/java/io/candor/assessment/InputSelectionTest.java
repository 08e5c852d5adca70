package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each kind of column that is no input, with its reason; and columns that look like one and are kept. */
class InputSelectionTest {
    private static final int N = 400;
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] label = IntStream.range(0, N).mapToDouble(i -> i % 2).toArray();

    @Test
    void aWeakSignalIsAnInput() {
        assertThat(reason(numbers("x", i -> label[i] + 3 * random.nextDouble())))
                .isEmpty();
        assertThat(reason(levels("c", i -> i % 3))).isEmpty();
    }

    @Test
    void datesTextsConstantsAndEmptyColumnsAreLeftOut() {
        assertThat(reason(new InstantColumn("d", new long[N], true))).isEqualTo("a date");
        assertThat(reason(new TextColumn("t", new String[N]))).contains("text with more than");
        assertThat(reason(numbers("c", i -> 7))).isEqualTo("constant");
        assertThat(reason(numbers("e", i -> Double.NaN))).isEqualTo("no values");
    }

    @Test
    void aConstantThatIsMissingSometimesIsAnInput() {
        assertThat(reason(numbers("c", i -> i % 3 == 0 ? Double.NaN : 7))).isEmpty();
    }

    @Test
    void columnsThatNumberTheRowsAreLeftOut() {
        assertThat(reason(numbers("id", i -> i + 1))).contains("numbers the rows");
        assertThat(reason(numbers("id", i -> 10_000 + 7.0 * i))).contains("numbers the rows");
        assertThat(reason(numbers("id", i -> (i * 177) % N))).as("in any order").contains("numbers the rows");
        assertThat(reason(levels("code", i -> i))).contains("numbers the rows");
    }

    @Test
    void anAmountThatIsDistinctInEveryRowIsAnInput() {
        int[] mixed = IntStream.range(0, N).map(i -> (i * 177) % N).toArray();
        assertThat(reason(numbers("amount", i -> mixed[i] * 1_003.0 + mixed[i] * mixed[i])))
                .isEmpty();
        assertThat(reason(numbers("ratio", i -> i + 0.5))).isEmpty();
    }

    @Test
    void aColumnThatTellsTheLabelAloneIsASuspectedLeak() {
        assertThat(reason(numbers("l", i -> label[i] + random.nextDouble(0.9))))
                .contains("alone it tells the label (AUC");
        assertThat(reason(levels("l", i -> i % 20 == 0 ? 1 - (int) label[i] : (int) label[i])))
                .contains("suspected leak");
    }

    @Test
    void aColumnThatIsFilledForOneClassOnlyIsASuspectedLeak() {
        Column column = numbers("l", i -> label[i] == 1 && i % 4 == 1 ? random.nextDouble() : Double.NaN);
        assertThat(reason(column)).contains("whether it is filled tells the label");
    }

    @Test
    void aCopyOfANumberToPredictIsASuspectedLeak() {
        double[] values = random.doubles(N).toArray();
        Target target = new Target("y", Task.REGRESSION, values, List.of());
        Column copy = numbers("copy", i -> values[i] * 3 + 0.01 * random.nextDouble());
        Table table = new Table(List.of(copy, numbers("x", i -> random.nextInt(5))));
        InputSelection selection = InputSelection.byRule(table, target, List.of());
        assertThat(selection.inputs()).containsExactly("x");
        assertThat(selection.leftOut().get(0)).contains("R²");
    }

    @Test
    void whatSomebodyDropsIsLeftOutAndMustExist() {
        Table table = table(numbers("x", i -> i % 5), numbers("z", i -> i % 7));
        assertThat(InputSelection.byRule(table, target(), List.of("x")).inputs())
                .containsExactly("z");
        assertThatThrownBy(() -> InputSelection.byRule(table, target(), List.of("xx")))
                .hasMessageContaining("did you mean 'x'?");
        assertThatThrownBy(() -> InputSelection.byRule(table, target(), List.of("x", "z")))
                .hasMessageStartingWith("CND-C007");
    }

    @Test
    void namedInputsAreTakenExactly() {
        Table table = table(numbers("x", i -> i), numbers("z", i -> i % 7));
        assertThat(InputSelection.exactly(table, "y", List.of("x")).inputs()).containsExactly("x");
        assertThatThrownBy(() -> InputSelection.exactly(table, "y", List.of("y")))
                .hasMessageStartingWith("CND-C006");
        assertThatThrownBy(() -> InputSelection.exactly(table, "y", List.of("w")))
                .hasMessageStartingWith("CND-D003");
    }

    private String reason(Column column) {
        Table table = table(column, numbers("other", i -> i % 5));
        return InputSelection.byRule(table, target(), List.of())
                .choices()
                .get(0)
                .reason();
    }

    private Table table(Column... columns) {
        List<Column> all = new ArrayList<>(List.of(columns));
        all.add(new NumericColumn("y", label));
        return new Table(all);
    }

    private Target target() {
        return new Target("y", Task.BINARY, label, List.of("0", "1"));
    }

    private static NumericColumn numbers(String name, IntToDoubleFunction value) {
        return new NumericColumn(
                name, IntStream.range(0, N).mapToDouble(value::applyAsDouble).toArray());
    }

    private static CategoricalColumn levels(String name, java.util.function.IntUnaryOperator code) {
        int[] codes = IntStream.range(0, N).map(code).toArray();
        int count = Arrays.stream(codes).max().orElse(0) + 1;
        return new CategoricalColumn(
                name,
                codes,
                IntStream.range(0, count).mapToObj(l -> "level" + l).toList());
    }
}
