package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.ColumnType;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return CsvReader.read(file(text));
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("data.csv");
        Files.writeString(file, text);
        return file;
    }

    private static List<@Nullable String> cells(Column column) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) cells.add(column.text(i));
        return cells;
    }

    @Test
    void infersTypesFromEveryRow() throws IOException {
        Table table = read(
                "n,c,b,d,t,zero\n1,x,true,2020-01-02,2013-08-13 06:03:42,0\n-2.5e3,7,FALSE,2021-12-31,2013-08-14T05:41:20Z,1\n");
        assertThat(table.schema().fields().stream().map(f -> f.type().label()))
                .containsExactly("number", "category", "boolean", "instant", "instant", "number");
        assertThat(cells(table.column("d"))).containsExactly("2020-01-02", "2021-12-31");
        assertThat(cells(table.column("n"))).containsExactly("1", "-2500");
    }

    @Test
    void takesSixSpellingsForMissing() throws IOException {
        Table table = read("n,c\n,\nNA,NA\nN/A,N/A\nnull,null\nNaN,NaN\n?,?\n1,x\n");
        assertThat(table.column("n").missingCount()).isEqualTo(6);
        assertThat(table.column("c").missingCount()).isEqualTo(6);
        assertThat(table.column("n").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void readsQuotesLineBreaksAndDelimitersInCells() throws IOException {
        Table table = read("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",plain\r\n");
        assertThat(cells(table.column("a"))).containsExactly("x, y", "two\nlines");
        assertThat(cells(table.column("b"))).containsExactly("say \"hi\"", "plain");
    }

    @Test
    void readsSemicolonsTabsAndOldMacLineEnds() throws IOException {
        assertThat(read("a;b\n1;2\n").names()).containsExactly("a", "b");
        assertThat(read("a\tb\n1\t2\n").names()).containsExactly("a", "b");
        assertThat(read("a,b\r1,2\r3,4\r").rows()).isEqualTo(2);
    }

    @Test
    void treatsAColumnAsTextWhenOnlyItsLastCellIs() throws IOException {
        StringBuilder text = new StringBuilder("n,m\n");
        for (int i = 0; i < 5_000; i++)
            text.append("0").append(i % 900).append(",").append(i).append('\n');
        text.append("x,1\n");
        Table table = CsvReader.read(file(text.toString()), new CsvOptions(Map.of(), 2, 512));
        assertThat(table.column("n")).isInstanceOf(CategoricalColumn.class);
        assertThat(table.column("n").text(7)).isEqualTo("07");
        assertThat(table.column("m")).isInstanceOf(NumericColumn.class);
    }

    @Test
    void doesNotDependOnChunksOrThreads() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 3_000; i++)
            text.append(i * 0.37)
                    .append(",\"q\"\"")
                    .append(i % 5)
                    .append("\n\",")
                    .append(i % 7 == 0 ? "" : i % 11)
                    .append('\n');
        Path file = file(text.toString());
        String expected = TableDigest.of(CsvReader.read(file, new CsvOptions(Map.of(), 1, 1 << 20)));
        for (int chunk : new int[] {16, 100, 1_000, 4_096}) {
            assertThat(TableDigest.of(CsvReader.read(file, new CsvOptions(Map.of(), 2, chunk))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void namesTheLineOfARaggedRow() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 100; i++) text.append("1,2\n");
        Path file = file(text + "1\n");
        assertThatThrownBy(() -> CsvReader.read(file, new CsvOptions(Map.of(), 2, 64)))
                .hasMessageStartingWith("CND-D012")
                .hasMessageContaining("line 102")
                .hasMessageContaining("has 1 cell where the header has 2");
        assertThatThrownBy(() -> read("a,b\n1,2,3\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("more cells");
    }

    @Test
    void refusesFilesThatAreNoTables() throws IOException {
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("CND-D016");
        assertThatThrownBy(() -> read("a,b\n")).hasMessageStartingWith("CND-D013");
        assertThatThrownBy(() -> read("a,a\n1,2\n")).hasMessageStartingWith("CND-D017");
        assertThatThrownBy(() -> read("a,b\n1,\"open\n2,3\n"))
                .hasMessageContaining("never closed")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> CsvReader.read(folder)).hasMessageStartingWith("CND-D011");
        Files.writeString(folder.resolve("loans.csv"), "a\n1\n");
        assertThatThrownBy(() -> CsvReader.read(folder.resolve("loan.csv")))
                .hasMessageContaining("did you mean 'loans.csv'?");
        Files.write(folder.resolve("latin.csv"), "a,b\n1,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvReader.read(folder.resolve("latin.csv")))
                .hasMessageContaining("not UTF-8")
                .hasMessageContaining("line 2");
    }

    @Test
    void readsACellOfTenMegabytes() throws IOException {
        String big = "x".repeat(10 << 20);
        Table table = read("a,b\n1,\"" + big + "\"\n2,y\n");
        assertThat(table.column("b").text(0)).hasSize(10 << 20);
        assertThat(table.rows()).isEqualTo(2);
    }

    @Test
    void takesMoreThanAThousandLevelsForText() throws IOException {
        StringBuilder text = new StringBuilder("t\n");
        for (int i = 0; i < 50_000; i++) text.append("name ").append(i).append('\n');
        assertThat(read(text.toString()).column("t").type()).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void setsTypesOnRequestAndSaysWhereTheyDoNotFit() throws IOException {
        Path file = file("code,x\n01,a\n02,1\n");
        Table table = CsvReader.read(file, CsvOptions.DEFAULT.withTypes(Map.of("code", ColumnType.CATEGORY)));
        assertThat(cells(table.column("code"))).containsExactly("01", "02");
        assertThatThrownBy(() -> CsvReader.read(file, CsvOptions.DEFAULT.withTypes(Map.of("x", ColumnType.NUMBER))))
                .hasMessageStartingWith("CND-D018");
        assertThatThrownBy(() -> CsvReader.read(file, CsvOptions.DEFAULT.withTypes(Map.of("cod", ColumnType.NUMBER))))
                .hasMessageContaining("did you mean 'code'?");
    }

    @Test
    void parsesNumbersAsTheJdkDoes() {
        Property.forAll(3, 20_000, Gen.doubles(), value -> {
            for (String text : new String[] {
                Double.toString(value),
                String.format(java.util.Locale.ROOT, "%.6f", value),
                String.format(java.util.Locale.ROOT, "%.3e", value)
            }) {
                byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                assertThat(io.candor.io.internal.DecimalParser.parse(bytes, 0, bytes.length))
                        .isEqualTo(Double.parseDouble(text));
            }
        });
    }

    @Test
    void takesNoTypeSuffixOrHexadecimalForANumber() throws IOException {
        Table table = read("a,b,c,d\n1d,0x1p3,.,-\n");
        assertThat(table.columns()).allMatch(c -> c instanceof CategoricalColumn);
        assertThat(read("a,b\ninf,-Infinity\n").columns()).allMatch(c -> c instanceof NumericColumn);
    }

    @Test
    void readsBackWhatTheWriterWrote() {
        Path file = folder.resolve("round.csv.gz");
        Property.forAll(5, 300, Gen.lists(Gen.hostileStrings(), 1, 40), texts -> {
            List<@Nullable String> cells = new ArrayList<>();
            for (String t : texts) cells.add(t.isEmpty() ? null : t);
            CategoricalColumn column = CategoricalColumn.of("a, \"b\"", cells);
            Table table = new Table(List.of(column, new NumericColumn("n", new double[texts.size()])));
            CsvWriter.write(file, table);
            Table back = CsvReader.read(file, new CsvOptions(Map.of("a, \"b\"", ColumnType.CATEGORY), 2, 64));
            assertThat(cells(back.columns().get(0))).isEqualTo(cells(column));
        });
    }

    @Test
    void neverFailsWithoutACodeOnArbitraryBytes() {
        Path file = folder.resolve("fuzz.csv");
        Property.forAll(
                17,
                2_000,
                (random, size) -> {
                    byte[] bytes = new byte[random.nextInt(200)];
                    byte[] likely = "a,b\n\"1\r; \t".getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < bytes.length; i++)
                        bytes[i] = random.nextInt(8) == 0
                                ? (byte) random.nextInt()
                                : likely[random.nextInt(likely.length)];
                    return bytes;
                },
                bytes -> {
                    Files.write(file, bytes);
                    try {
                        CsvReader.read(file, new CsvOptions(Map.of(), 1, 16));
                    } catch (CandorException expected) {
                        assertThat(expected.code()).startsWith("CND-D");
                    }
                });
    }

    @Test
    void readsTheShippedAdultData() {
        Table adult = CsvReader.read(Requires.shippedData("adult/adult-complete.csv.gz"));
        assertThat(adult.rows()).isEqualTo(45_222);
        CategoricalColumn sex = (CategoricalColumn) adult.column("sex");
        CategoricalColumn income = (CategoricalColumn) adult.column("income");
        int[][] counts = new int[2][2];
        for (int i = 0; i < adult.rows(); i++) counts[sex.code(i)][income.code(i)]++;
        assertThat(sex.levels()).containsExactly("Female", "Male");
        assertThat(income.levels()).containsExactly("<=50K", ">50K");
        assertThat(counts[0][1]).isEqualTo(1_669);
        assertThat(counts[0][0] + counts[0][1]).isEqualTo(14_695);
        assertThat(counts[1][1]).isEqualTo(9_539);
        assertThat(counts[1][0] + counts[1][1]).isEqualTo(30_527);
    }

    @Test
    void readsCompasWithItsDates() {
        Table compas = CsvReader.read(Requires.sharedData("compas-two-years.csv"));
        assertThat(compas.rows()).isEqualTo(7_214);
        assertThat(compas.column("c_jail_in").type()).isEqualTo(ColumnType.INSTANT);
        assertThat(compas.column("two_year_recid").type()).isEqualTo(ColumnType.NUMBER);
    }
}
