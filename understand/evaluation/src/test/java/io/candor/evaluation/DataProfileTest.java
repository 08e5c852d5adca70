package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataProfileTest {
    @Test
    void everyTypeIsSummarisedAndTextIsNotShown() {
        Json.Obj columns = DataProfile.of(
                        List.of(),
                        new Table(List.of(
                                new NumericColumn("n", new double[] {1, 2, 4, Double.NaN, Double.POSITIVE_INFINITY}),
                                CategoricalColumn.of("c", Arrays.asList("b", "a", "b", null, "a")),
                                new BooleanColumn("t", new byte[] {1, 0, 1, -1, 1}),
                                new TextColumn("x", new @Nullable String[] {"p", "q", null, "p", "r"}),
                                new InstantColumn(
                                        "d", new long[] {0, 86_400_000_000L, 0, 0, InstantColumn.MISSING}, true))))
                .result()
                .object("columns");
        assertThat(CanonicalJson.text(columns))
                .isEqualTo(
                        "{\"c\":{\"distinct\":2,\"missing\":1,\"top\":[{\"level\":\"a\",\"n\":2},{\"level\":\"b\",\"n\":2}],"
                                + "\"type\":\"category\"},"
                                + "\"d\":{\"distinct\":2,\"max\":\"1970-01-02\",\"min\":\"1970-01-01\",\"missing\":1,\"type\":\"instant\"},"
                                + "\"n\":{\"distinct\":3,\"infinite\":1,\"max\":4,\"mean\":2.3333333333333335,\"min\":1,\"missing\":1,"
                                + "\"quantiles\":{\"0.05\":1.1,\"0.25\":1.5,\"0.5\":2,\"0.75\":3,\"0.95\":3.8},\"type\":\"number\"},"
                                + "\"t\":{\"distinct\":2,\"missing\":1,\"top\":[{\"level\":\"true\",\"n\":3},{\"level\":\"false\",\"n\":1}],"
                                + "\"type\":\"boolean\"},"
                                + "\"x\":{\"distinct\":3,\"missing\":1,\"type\":\"text\"}}");
    }

    @Test
    void aColumnOfMissingCellsHasNoStatistics() {
        Json.Obj columns = DataProfile.of(List.of(), new Table(List.of(new NumericColumn("n", new double[] {
                    Double.NaN, Double.NaN
                }))))
                .result()
                .object("columns");
        assertThat(CanonicalJson.text(columns)).isEqualTo("{\"n\":{\"distinct\":0,\"missing\":2,\"type\":\"number\"}}");
    }
}
