package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candor.core.CandorException;
import io.candor.core.model.Task;
import io.candor.io.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a configuration and its data is said before anything is trained or written. */
class PlanTest {
    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        SmallData.write(folder.resolve("d.csv"), 200);
    }

    @Test
    void namesThatTheDataDoNotHaveAreToldWithTheNearest() {
        for (String line : new String[] {
            "sensitive: [sexx]",
            "intersections: [[sexx, city]]",
            "sensitive: [city]\ncontrol: [sexx]",
            "cuts: {sexx: [1]}",
            "drop: [sexx]",
            "inputs: [sexx]"
        }) {
            assertThat(refusal(line).getMessage()).as(line).contains("CND-D003", "did you mean 'sex'?");
        }
    }

    @Test
    void settingsModelsAndGroupsAreChecked() {
        assertThat(refusal("model: {settings: {learning_rat: 1}}").getMessage()).contains("CND-G001", "learning_rate");
        assertThat(refusal("model: {path: nowhere}").code()).isEqualTo("CND-D011");
        assertThat(refusal("intersections: [[sex]]").code()).isEqualTo("CND-F007");
        assertThat(refusal("inputs: [approved]").code()).isEqualTo("CND-C006");
        assertThat(refusal("sensitive: [sex]\nmin_group: 0").code()).isEqualTo("CND-C002");
    }

    @Test
    void aLabelOfSeveralClassesIsPlannedAndSaidToBeOne() {
        Plan plan = plan("data: {path: d.csv, label: city}");
        assertThat(plan.test().target().task()).isEqualTo(Task.MULTICLASS);
        assertThat(plan.notes()).contains("label city: multiclass, 4 classes");
    }

    @Test
    void aColumnNamedTwiceIsComparedOnce() {
        Plan plan = plan("data: {path: d.csv, label: approved}\nsensitive: [sex, sex]\n");
        assertThat(plan.groups().orElseThrow().sensitive()).containsExactly("sex");
    }

    @Test
    void rowsToTestAreAShareOrAFileOfTheirOwn() throws IOException {
        Plan share = plan("data: {path: d.csv, label: approved, test_share: 0.25}");
        assertThat(share.test().table().rows()).isEqualTo(50);
        assertThat(share.train().orElseThrow().table().rows()).isEqualTo(150);
        // among the rows to test the other class is the rarer one; the positive class is still that of training
        Files.writeString(
                folder.resolve("t.csv"),
                "age,income,sex,city,approved\n" + "30,1,m,city0,yes\n".repeat(30) + "30,1,m,city0,no\n".repeat(10));
        Files.writeString(
                folder.resolve("e.csv"),
                Files.readString(folder.resolve("d.csv"))
                        .replace(",yes\n", ",good\n")
                        .replace(",no\n", ",bad\n"));
        Files.writeString(
                folder.resolve("t.csv"),
                Files.readString(folder.resolve("t.csv"))
                        .replace(",yes\n", ",good\n")
                        .replace(",no\n", ",bad\n"));
        Plan file = plan("data: {path: e.csv, label: approved, test: t.csv}");
        assertThat(file.test().table().rows()).isEqualTo(40);
        assertThat(file.test().target().classes())
                .isEqualTo(file.source().target().classes());
    }

    private CandorException refusal(String line) {
        CandorException e = catchThrowableOfType(
                CandorException.class, () -> plan("data: {path: d.csv, label: approved}\n" + line + "\n"));
        assertThat(e).as(line).isNotNull();
        return e;
    }

    private Plan plan(String yaml) {
        Config config = Config.parse(YamlText.parse(yaml.getBytes(StandardCharsets.UTF_8), "c"), "c", folder);
        return Plan.of(config, (stage, done, detail) -> {});
    }
}
