package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.NodeShares;
import io.candor.io.CsvReader;
import io.candor.io.LightgbmFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that LightGBM trained, against what it says of them itself and against every coalition; origin: the README there. */
class PeersContributionsTest {
    private static final Path FOLDER = Path.of("../../io/src/test/resources/io/candor/io/lightgbm");
    private static final ForkJoinPool POOL = new ForkJoinPool(2);

    private static TreeEnsemble model(String name) {
        return new LightgbmFile().read(FOLDER.resolve(name + ".txt"));
    }

    private static Table rows(String name) {
        return CsvReader.read(FOLDER.resolve(name + ".csv"));
    }

    @ParameterizedTest
    @CsvSource({"two,rows", "three,rows", "zeros,rows", "categories,categories", "codes,codes", "adult,adult"})
    void pathDependentValuesAreThePeersContributions(String name, String rowsOf) {
        TreeEnsemble model = model(name);
        Table peer = rows(name + "-contributions");
        int[] first = new int[peer.rows()];
        Arrays.setAll(first, i -> i);
        Table rows = rows(rowsOf).select(first);
        for (TreeShap.Way way : new TreeShap.Way[] {TreeShap.Way.WALK, TreeShap.Way.TABLES}) {
            ShapValues values =
                    TreeShap.pathDependent(model).values(rows, way, POOL).values();
            int inputs = model.inputs().size();
            for (int k = 0; k < model.outputs(); k++) {
                for (int i = 0; i < first.length; i++) {
                    for (int j = 0; j <= inputs; j++) {
                        double[] column = ((NumericColumn) peer.columns().get(k * (inputs + 1) + j)).values();
                        double found = j == inputs ? values.base()[k] : values.get(i, j, k);
                        assertThat(found)
                                .as("%s, row %d, input %d, output %d", way, i, j, k)
                                .isCloseTo(column[i], within(1e-9 * Math.max(1, Math.abs(column[i]))));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros", "categories", "codes"})
    void valuesAreThoseOfEveryCoalition(String name) {
        TreeEnsemble model = model(name);
        Table rows = rows(name.equals("zeros") ? "rows" : name);
        double[][] encoded = RandomTrees.encoded(model, rows);
        double[] shares = NodeShares.of(model.trees());
        int inputs = model.inputs().size();
        Table background = rows.select(new int[] {0, 3, 7, 11, 20, 33});
        double[][] behind = RandomTrees.encoded(model, background);
        ShapValues path = TreeShap.pathDependent(model).values(rows, POOL);
        TreeShap interventional = TreeShap.interventional(model, background);
        for (int i = 0; i < encoded.length; i++) {
            double[] row = encoded[i];
            double[] expected = BruteForce.values(inputs, BruteForce.pathDependent(model, shares, row, 0));
            for (int j = 0; j < inputs; j++) assertThat(path.get(i, j, 0)).isCloseTo(expected[j], within(1e-13));
        }
        for (TreeShap.Way way : new TreeShap.Way[] {TreeShap.Way.PAIRS, TreeShap.Way.TABLES}) {
            ShapValues values = interventional.values(rows, way, POOL).values();
            for (int i = 0; i < encoded.length; i += 5) {
                double[] row = encoded[i];
                double[] expected = BruteForce.values(
                        inputs,
                        coalition -> Arrays.stream(behind)
                                .mapToDouble(b ->
                                        BruteForce.replaced(model, row, b, 0).of(coalition))
                                .average()
                                .orElseThrow());
                for (int j = 0; j < inputs; j++) assertThat(values.get(i, j, 0)).isCloseTo(expected[j], within(1e-13));
            }
        }
    }
}
