package io.candor.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table(List.of(
            new NumericColumn("age", new double[] {39, Double.NaN, 50.5}),
            CategoricalColumn.of("sex", Arrays.asList("Male", "Female", null))));

    @Test
    void namesTheNearestColumnWhenOneIsMissing() {
        assertThatThrownBy(() -> table.column("agee"))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-D003")
                .hasMessageContaining("did you mean 'age'?");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        NumericColumn column = new NumericColumn("x", new double[1]);
        assertThatThrownBy(() -> new Table(List.of(column, column))).hasMessageStartingWith("CND-D001");
    }

    @Test
    void selectsRowsWithRepeatsAndKeepsMissing() {
        Table selected = table.select(new int[] {2, 1, 1});
        assertThat(selected.column("age").text(0)).isEqualTo("50.5");
        assertThat(selected.column("age").isMissing(1)).isTrue();
        assertThat(selected.column("sex").text(2)).isEqualTo("Female");
        assertThat(selected.column("sex").isMissing(0)).isTrue();
    }

    @Test
    void digestsNameTypeAndCellsAsTheFormatSays() throws Exception {
        java.security.MessageDigest block = java.security.MessageDigest.getInstance("SHA-256");
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        java.io.DataOutputStream out = new java.io.DataOutputStream(bytes);
        for (String text : new String[] {"age", "number"}) {
            out.writeInt(text.length());
            out.writeBytes(text);
        }
        for (double v : new double[] {39, Double.NaN, 50.5}) out.writeLong(Double.doubleToLongBits(v));
        for (String text : new String[] {"sex", "category", "Male", "Female"}) {
            out.writeInt(text.length());
            out.writeBytes(text);
        }
        out.writeInt(-1);
        byte[] outer = java.security.MessageDigest.getInstance("SHA-256").digest(block.digest(bytes.toByteArray()));
        assertThat(TableDigest.of(table)).isEqualTo(java.util.HexFormat.of().formatHex(outer));
    }
}
