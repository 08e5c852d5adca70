package io.candor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.testkit.Requires;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitEbmTest {
    @Test
    void argumentsSayTableFoldsSettingsAndPeer() {
        FitEbm.Arguments a = FitEbm.Arguments.of(
                new String[] {"d.csv", "y", "0,3", "outer_bags=2", "interactions=5", "--threads", "1", "--peer", "py"});
        assertThat(a.folds()).containsExactly(0, 3);
        assertThat(a.settings()).containsEntry("outer_bags", "2").containsEntry("interactions", "5");
        assertThat(a.peer()).isEqualTo("py");
        FitEbm.Arguments b = FitEbm.Arguments.of(new String[] {"--synthetic", "10x6"});
        assertThat(b.label()).isEqualTo("y");
        assertThat(b.settings()).isEmpty();
    }

    @Test
    void aSideIsMeasuredFromOutside() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String data = Requires.shippedData("diabetes/diabetes.csv").toString();
        Measured measured = Watched.run(List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                EbmSide.class.getName(),
                data,
                "progression",
                "0",
                "1",
                "outer_bags=2",
                "interactions=0"));
        assertThat(measured.quality().get("RMSE")).isBetween(45.0, 65.0);
        assertThat(measured.cost())
                .containsOnlyKeys("fit_s", "cpu_s", "peak_mb", "steps", "score_rows_per_s", "term_rows_per_s");
        assertThat(measured.over(measured).cost().get("fit_s")).isEqualTo(1);
        assertThat(measured.json("candor", 0)).contains("\"fold\":0", "\"side\":\"candor\"", "\"RMSE\":");
    }
}
