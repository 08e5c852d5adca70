package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.Condition;
import io.candor.core.json.Json;
import io.candor.core.model.GroupDecider;
import io.candor.core.model.RowDraws;
import io.candor.core.model.ScoreRule;
import io.candor.core.model.ScoreRule.Operation;
import io.candor.io.internal.DeciderJson;
import io.candor.io.internal.PipelineJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupDeciderFolderTest {
    @Test
    void aDeciderByGroupsIsReadFromItsFile(@TempDir Path folder) throws Exception {
        ScoreRule mixed = new ScoreRule(
                List.of(new Operation(true, 0.1 + 0.2, 1 / 3.0), new Operation(true, Double.NEGATIVE_INFINITY, 0.1)),
                0.25,
                0.5);
        GroupDecider decider = new GroupDecider(
                List.of(
                        new GroupDecider.Group("F", List.of(Condition.in("sex", List.of("F"))), mixed),
                        new GroupDecider.Group("old", List.of(Condition.atLeast("age", 60)), ScoreRule.above(0.5))),
                new GroupDecider.Otherwise("overall", ScoreRule.above(0.4)),
                new RowDraws("k", List.of("id")));
        Path file = folder.resolve("decider.json");
        Files.write(file, io.candor.core.json.CanonicalJson.bytes(decider.toJson()));
        assertThat(DeciderJson.read((Json.Obj) JsonText.read(file))).isEqualTo(decider);
    }

    @Test
    void aSumOfColumnsIsReadFromAPipeline(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("p.json");
        Files.writeString(file, """
                {"inputs": [{"name": "x"}, {"name": "g", "levels": ["a", "b"]}],
                 "columns": [{"name": "x", "constant": 1, "sum": [{"of": "x", "steps": [], "weight": 2},
                   {"of": "g", "steps": [{"code": {"levels": {"a": 3, "b": 5}, "missing": 0, "unseen": 0}}], "weight": -1}]}]}
                """);
        var preparation = PipelineJson.read((Json.Obj) JsonText.read(file), List.of("x"));
        double[] out = new double[1];
        preparation.prepare(new double[] {10, 1}, out);
        assertThat(out).containsExactly(1 + 20 - 5);
        assertThat(preparation.columns().get(0).reads()).containsExactly(0, 1);
    }
}
