package io.candor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.Table;
import io.candor.io.CsvReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticTest {
    @Test
    void bothClassesAreAboutAsFrequentAndTheTableIsTheSameEachTime(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.csv");
        Synthetic.write(file, "4000x7");
        Table table = CsvReader.read(file);
        assertThat(table.rows()).isEqualTo(4000);
        assertThat(table.names()).containsExactly("f0", "f1", "f2", "f3", "f4", "f5", "f6", "y");
        int positive = 0;
        for (int i = 0; i < 4000; i++) if ("1".equals(table.column("y").text(i))) positive++;
        assertThat(positive).isBetween(1800, 2200);
        Path again = folder.resolve("b.csv");
        Synthetic.write(again, "4000x7");
        assertThat(again).hasSameBinaryContentAs(file);
    }
}
