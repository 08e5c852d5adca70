package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {
    @TempDir
    Path folder;

    private Model model(String csv) throws IOException {
        return Models.load(Files.writeString(folder.resolve("p.csv"), csv)).model();
    }

    private Table table(String csv) throws IOException {
        return CsvReader.read(Files.writeString(folder.resolve("d.csv"), csv));
    }

    @Test
    void rowsAreFoundByTheColumnsThatIdentifyThem() throws IOException {
        Model model = model("id,prediction,score\n1,no,0.2\n2,yes,0.9\n3,no,0.4\n");
        assertThat(model.task()).isEqualTo(Task.BINARY);
        assertThat(model.classes()).containsExactly("no", "yes");
        assertThat(model.answersAnyRow()).isFalse();
        assertThat(model.rowScorer()).isEmpty();
        assertThat(model.score(table("id,a\n3,x\n1,y\n")).values()).containsExactly(0.4, 0.2);
        assertThatThrownBy(() -> model.score(table("id,a\n3,x\n4,y\n")))
                .hasMessageStartingWith("CND-M048")
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> model.score(table("a\n3\n"))).hasMessageStartingWith("CND-D003");
    }

    @Test
    void withoutSuchColumnsTheirOrderCounts() throws IOException {
        Model model = model("prediction\n1.5\n2.5\n");
        assertThat(model.task()).isEqualTo(Task.REGRESSION);
        assertThat(model.score(table("a\nx\ny\n")).values()).containsExactly(1.5, 2.5);
        assertThatThrownBy(() -> model.score(table("a\nx\n")))
                .hasMessageStartingWith("CND-M048")
                .hasMessageContaining("1 rows");
    }

    @Test
    void scoresOfClassesNameThem() throws IOException {
        Model three = model("prediction,score_a,score_b,score_c\na,.5,.3,.2\nc,.1,.2,.7\n");
        assertThat(three.task()).isEqualTo(Task.MULTICLASS);
        assertThat(three.classes()).containsExactly("a", "b", "c");
        assertThat(three.score(table("x\n1\n2\n")).get(1, 2)).isEqualTo(0.7);
        Model two = model("score_bad,score_good\n.5,.5\n.1,.9\n");
        assertThat(two.task()).isEqualTo(Task.BINARY);
        assertThat(two.classes()).containsExactly("bad", "good");
        assertThat(two.score(table("x\n1\n2\n")).values()).containsExactly(0.5, 0.9);
        assertThat(two.scale()).isEqualTo(Scores.Scale.PROBABILITY);
        assertThat(model("score\n.5\n.9\n").classes()).containsExactly("0", "1");
    }

    private void refused(String csv, String why) {
        assertThatThrownBy(() -> model(csv)).hasMessageStartingWith("CND-M046").hasMessageContaining(why);
    }

    @Test
    void whatIsNoPredictionIsRefusedWithItsRow() throws IOException {
        refused("id,score\n1,0.5\n1,0.6\n", "rows 0 and 1");
        refused("id,score\n1,0.5\n2,\n", "row 1 has no score");
        refused("id,score\n1,0.5\n2,1.5\n", "row 1");
        refused("id,prediction\n1,yes\n2,no\n", "no scores");
        refused("id,prediction\n1,1\n2,\n", "row 1");
        refused("id,prediction,score\n1,yes,.5\n2,yes,.6\n", "one class");
        refused("id,prediction,score\n1,yes,.5\n2,no,.6\n3,x,.7\n", "more than two");
        assertThatThrownBy(() -> model("a,b\n1,2\n")).hasMessageStartingWith("CND-M010");
    }
}
