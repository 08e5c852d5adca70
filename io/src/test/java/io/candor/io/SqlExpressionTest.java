package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.io.internal.SqlTerm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite computes what Java computes. */
class SqlExpressionTest {
    @TempDir
    Path folder;

    @Test
    void scoresRealRowsAsTheModelDoes() throws SQLException, IOException {
        for (String name : EbmFixture.NAMES) {
            EbmFixture fixture = new EbmFixture(name);
            AdditiveModel model = new EbmJson().read(fixture.file(folder));
            Table rows = fixture.rows();
            double[][] expected = EbmFixture.scores(model, rows);
            int outputs = model.outputs();
            double[][] additive = query(model, rows, SqlExpression.Scale.ADDITIVE);
            for (int i = 0; i < expected.length; i++) {
                EbmJsonTest.close(
                        new double[][] {additive[i]},
                        new double[][] {java.util.Arrays.copyOf(expected[i], outputs)},
                        name + " row " + i);
            }
            if (outputs > 1) continue;
            double[][] predictions = query(model, rows, SqlExpression.Scale.PREDICTION);
            for (int i = 0; i < expected.length; i++) {
                EbmJsonTest.close(
                        new double[][] {predictions[i]}, new double[][] {{expected[i][1]}}, name + " row " + i);
            }
        }
    }

    private static double[][] query(AdditiveModel model, Table rows, SqlExpression.Scale scale) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = database.createStatement()) {
            List<String> names = model.inputs().stream().map(Input::name).toList();
            String columns = model.inputs().stream()
                    .map(i -> SqlTerm.identifier(i.name()) + (i.kind() == Input.Kind.NUMBER ? " REAL" : " TEXT"))
                    .collect(Collectors.joining(", "));
            statement.execute("CREATE TABLE \"rows\" (" + columns + ")");
            String marks = names.stream().map(n -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement insert = database.prepareStatement("INSERT INTO \"rows\" VALUES (" + marks + ")")) {
                for (int i = 0; i < rows.rows(); i++) {
                    for (int j = 0; j < names.size(); j++) {
                        Column column = rows.column(names.get(j));
                        boolean number = model.inputs().get(j).kind() == Input.Kind.NUMBER;
                        if (column.isMissing(i)) insert.setObject(j + 1, null);
                        else if (number) insert.setDouble(j + 1, ((NumericColumn) column).get(i));
                        else
                            insert.setString(
                                    j + 1, text(column, i, model.inputs().get(j)));
                    }
                    insert.execute();
                }
            }
            double[][] scores = new double[rows.rows()][model.outputs()];
            try (ResultSet result =
                    statement.executeQuery("SELECT " + SqlExpression.selectList(model, scale) + " FROM \"rows\"")) {
                for (double[] row : scores) {
                    result.next();
                    for (int k = 0; k < row.length; k++) row[k] = result.getDouble(k + 1);
                }
            }
            return scores;
        }
    }

    /** A truth value as this model's maker writes it. */
    private static String text(Column column, int row, Input input) {
        String text = String.valueOf(column.text(row));
        if (input.levels().equals(List.of("0", "1"))) return text.equals("true") ? "1" : "0";
        return text;
    }

    @Test
    void quotesNamesAndLevelsAndAsksByHalves() throws SQLException {
        double[] cuts = new SplittableRandom(2).doubles(1021).sorted().toArray();
        AdditiveModel model = model(
                "a\"b'c; DROP TABLE \"rows\"; --\n", List.of("it's", "\"x\"", "'); DROP TABLE \"rows\"; --", ""), cuts);
        double[] values = new double[500];
        int[] codes = new int[500];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 9 == 0 ? Double.NaN : i % 4 == 0 ? cuts[i] : i / 500.0;
            codes[i] = i % 6 - 1;
        }
        Table rows = new Table(List.of(
                new NumericColumn(model.inputs().get(0).name(), values),
                new io.candor.core.data.CategoricalColumn(
                        "level", codes, List.of("it's", "\"x\"", "'); DROP TABLE \"rows\"; --", "", "new"))));
        double[][] found = query(model, rows, SqlExpression.Scale.PREDICTION);
        double[] expected = model.score(rows).values();
        for (int i = 0; i < expected.length; i++) {
            EbmJsonTest.close(new double[][] {found[i]}, new double[][] {{expected[i]}}, "row " + i);
        }
        String sql = SqlExpression.of(model, 0, SqlExpression.Scale.ADDITIVE);
        assertThat(depth(sql)).isLessThan(20);
    }

    private static int depth(String sql) {
        int depth = 0;
        int deepest = 0;
        for (String word : sql.split("[^A-Z]+")) {
            if (word.equals("CASE")) deepest = Math.max(deepest, ++depth);
            if (word.equals("END")) depth--;
        }
        return deepest;
    }

    @Test
    void writesLiteralsThatReadBackExactly() throws SQLException {
        assertThat(SqlTerm.literal(0.1)).isEqualTo("1.0E-1");
        assertThat(SqlTerm.literal(-1234.5)).isEqualTo("-1.2345E3");
        assertThat(SqlTerm.literal(0)).isEqualTo("0.0E0");
        assertThat(SqlTerm.literal(300)).isEqualTo("3.0E2");
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isNaN(value) || Double.isInfinite(value)) continue;
            assertThat(Double.parseDouble(SqlTerm.literal(value))).isEqualTo(value);
        }
    }

    @Test
    void refusesWhatSqlCannotCarryAndWhatSaysNothing() {
        AdditiveModel model = model("a\0b", List.of("x"), new double[] {1});
        assertThatThrownBy(() -> SqlExpression.of(model, 0, SqlExpression.Scale.ADDITIVE))
                .hasMessageStartingWith("CND-M031");
        AdditiveModel empty = new AdditiveModel(
                Task.REGRESSION, "y", List.of(), List.of(), Link.IDENTITY, 1, new double[1], List.of());
        assertThatThrownBy(() -> SqlExpression.of(empty, 0, SqlExpression.Scale.ADDITIVE))
                .hasMessageStartingWith("CND-M030");
        assertThatThrownBy(() -> OnnxExport.write(empty, folder.resolve("m.onnx")))
                .hasMessageStartingWith("CND-M030");
    }

    private static AdditiveModel model(String name, List<String> levels, double[] cuts) {
        SplittableRandom random = new SplittableRandom(1);
        int[] bins = new int[levels.size()];
        for (int l = 0; l < bins.length; l++) bins[l] = l + 1;
        return new AdditiveModel(
                Task.BINARY,
                "y",
                List.of(Input.number(name), Input.category("level", levels)),
                List.of("no", "yes"),
                Link.LOGIT,
                1,
                new double[] {-0.3},
                List.of(
                        term(random, new int[] {0}, new Bins.Cuts(cuts, 0, 1)),
                        term(random, new int[] {1}, new Bins.Levels(bins)),
                        term(
                                random,
                                new int[] {0, 1},
                                new Bins.Cuts(new double[] {0.25, 0.5}, 0, 1),
                                new Bins.Levels(bins))));
    }

    private static Term term(SplittableRandom random, int[] inputs, Bins... bins) {
        int cells = 1;
        for (Bins b : bins) cells *= b.count();
        return new Term(
                inputs, List.of(bins), random.doubles(cells, -1, 1).toArray(), new double[cells], new double[cells]);
    }
}
