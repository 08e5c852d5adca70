package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.evaluation.search.FoldScore;
import io.candor.evaluation.search.Trial;
import io.candor.fairness.FairnessPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoSearchTest {
    private static final Map<String, String> QUICK = Map.of("trials", "7", "algorithms", "tree,rules,linear");

    @TempDir
    Path folder;

    private DataSource data(String csv, String label) throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), csv);
        return DataSource.read(file, "s", Map.of(), label, Optional.empty(), Optional.empty());
    }

    private DataSource small() throws IOException {
        return DataSource.read(
                SmallData.write(folder.resolve("d.csv"), 400),
                "d",
                Map.of(),
                "approved",
                Optional.empty(),
                Optional.empty());
    }

    private static AutoSearch.Found run(
            DataSource source, Map<String, String> settings, RowColumns columns, int threads, Deadline deadline) {
        List<String> inputs = source.table().names().stream()
                .filter(n ->
                        !n.equals(source.target().name()) && !columns.names().contains(n))
                .toList();
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return new AutoSearch(
                            AutoSettings.of(settings),
                            0.5,
                            42,
                            columns,
                            source.table().has("sex") ? Optional.of(FairnessPlan.of("sex")) : Optional.empty())
                    .run(source.whole("train"), inputs, pool, Progress.NONE, deadline);
        } finally {
            pool.shutdown();
        }
    }

    private static AutoSearch.Found run(DataSource source, Map<String, String> settings) {
        return run(source, settings, RowColumns.NONE, 2, Deadline.NEVER);
    }

    @Test
    void theSameSeedGivesTheSameLeaderboardAndModelOnAnyThreads() throws IOException {
        AutoSearch.Found one = run(small(), QUICK, RowColumns.NONE, 1, Deadline.NEVER);
        AutoSearch.Found four = run(small(), QUICK, RowColumns.NONE, 4, Deadline.NEVER);
        assertThat(four.evidence().id()).isEqualTo(one.evidence().id());
        assertThat(four.trained().provenance()).isEqualTo(one.trained().provenance());
        assertThat(four.trained().model().score(small().table()).values())
                .containsExactly(one.trained().model().score(small().table()).values());
    }

    @Test
    void defaultsComeFirstAndEveryVariationIsNew() throws IOException {
        AutoSearch.Found found = run(small(), QUICK);
        List<Trial> trials = found.leaderboard().trials().stream()
                .sorted(java.util.Comparator.comparingInt(Trial::number))
                .toList();
        assertThat(trials).hasSize(7);
        assertThat(trials.subList(0, 3))
                .extracting(t -> t.candidate().words())
                .containsExactly("tree", "rules", "linear");
        Set<String> words = new HashSet<>();
        for (Trial trial : trials) {
            assertThat(words.add(trial.candidate().words())).isTrue();
            assertThat(trial.failed()).as(trial.toString()).isFalse();
        }
        assertThat(found.trained().provenance().object("search").array("trials"))
                .hasSize(7);
    }

    @Test
    void allAlternativesAreSettingsOfTheirAlgorithms() throws IOException {
        for (Algorithm algorithm : List.of(Algorithm.EBM, Algorithm.LINEAR, Algorithm.TREE, Algorithm.RULES)) {
            algorithm
                    .alternatives()
                    .forEach((name, values) ->
                            values.forEach(v -> algorithm.check(io.candor.core.model.Task.BINARY, Map.of(name, v))));
        }
    }

    @Test
    void disparitiesOfEveryTrialStandBesideItsLoss() throws IOException {
        Trial best = run(small(), QUICK).leaderboard().trials().get(0);
        assertThat(best.findings())
                .containsOnlyKeys("sex: selection_rate_difference", "sex: equalized_odds_difference");
        assertThat(best.findings().get("sex: selection_rate_difference")).isInstanceOf(Estimate.Interval.class);
    }

    @Test
    void aGroupWithFewRowsIsNotEnoughData() throws IOException {
        StringBuilder csv = new StringBuilder("a,sex,y\n");
        for (int i = 0; i < 120; i++)
            csv.append(i % 10).append(i < 8 ? ",f," : ",m,").append(i % 3 == 0 ? "1\n" : "0\n");
        Trial best = run(data(csv.toString(), "y"), Map.of("trials", "1", "algorithms", "tree"))
                .leaderboard()
                .trials()
                .get(0);
        assertThat(best.findings().get("sex: selection_rate_difference"))
                .isEqualTo(Estimate.undefined("not enough data", 8));
    }

    @Test
    void anAlgorithmWithoutItsLibraryIsLeftOutAndNamed() throws IOException {
        AutoSearch.Found found = run(small(), Map.of("trials", "2", "algorithms", "tree,absent"));
        assertThat(found.leftOut()).singleElement().asString().contains("absent", "CND-B003");
        assertThat(found.leaderboard().trials())
                .allMatch(t -> t.candidate().algorithm().equals("tree"));
        assertThatThrownBy(() -> run(small(), Map.of("algorithms", "absent"))).hasMessageStartingWith("CND-C018");
    }

    @Test
    void severalClassesAndNumbersAreSearchedToo() throws IOException {
        StringBuilder csv = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 150; i++)
            csv.append(i)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append("abc".charAt(i / 50))
                    .append('\n');
        Json.Obj several = run(data(csv.toString(), "y"), QUICK).evidence().result();
        assertThat(several.text("loss")).isEqualTo("log_loss");
        csv = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 150; i++)
            csv.append(i)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i * 1.5 + i % 7)
                    .append('\n');
        AutoSearch.Found number = run(data(csv.toString(), "y"), QUICK);
        assertThat(number.evidence().result().text("loss")).isEqualTo("rmse");
        assertThat(CanonicalJson.text(number.evidence().result())).doesNotContain("auc");
        assertThat(number.leaderboard().chosen().candidate().algorithm()).isEqualTo("linear");
    }

    @Test
    void tinyDataAColumnWithoutValuesAndFoldsOfOneClassAreSearched() throws IOException {
        AutoSearch.Found tiny = run(data("a,e,y\n1,,0\n2,,1\n3,,0\n4,,1\n", "y"), QUICK);
        assertThat(tiny.leaderboard().chosen().failed()).isFalse();
        StringBuilder rare = new StringBuilder("a,e,y\n"); // two positives: three folds test on one class
        for (int i = 0; i < 60; i++)
            rare.append(i).append(",,").append(i == 7 || i == 40 ? 1 : 0).append('\n');
        Trial best =
                run(data(rare.toString(), "y"), QUICK).leaderboard().trials().get(0);
        assertThat(best.folds()).filteredOn(f -> Double.isNaN(f.auc())).hasSize(3);
        assertThat(best.mean(FoldScore::auc)).isBetween(0.0, 1.0);
        rare.setLength(0);
        rare.append("a,e,y\n"); // one positive: the fold that tests on it has nothing to learn
        for (int i = 0; i < 60; i++)
            rare.append(i).append(",,").append(i == 7 ? 1 : 0).append('\n');
        assertThatThrownBy(() -> run(data(rare.toString(), "y"), QUICK))
                .hasMessageStartingWith("CND-V017")
                .hasMessageContaining("CND-G005");
    }

    @Test
    void weightsGroupsAndTimesCount() throws IOException {
        StringBuilder csv = new StringBuilder("a,w,g,t,y\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i % 20)
                    .append(',')
                    .append(1 + i % 3)
                    .append(",g")
                    .append(i % 11)
                    .append(',')
                    .append(i);
            csv.append(',').append((i * 7 + i / 9) % 20 > 9 ? 1 : 0).append('\n');
        }
        DataSource source = data(csv.toString(), "y");
        Map<String, String> quick = Map.of("trials", "2", "algorithms", "tree,linear");
        RowColumns none = new RowColumns(Optional.empty(), Optional.empty(), Optional.empty());
        double plain = run(source, quick, none, 2, Deadline.NEVER)
                .leaderboard()
                .chosen()
                .loss();
        for (RowColumns columns : List.of(
                new RowColumns(Optional.of("w"), Optional.empty(), Optional.empty()),
                new RowColumns(Optional.empty(), Optional.of("g"), Optional.empty()),
                new RowColumns(Optional.empty(), Optional.empty(), Optional.of("t")))) {
            AutoSearch.Found found = run(source, quick, columns, 2, Deadline.NEVER);
            assertThat(found.leaderboard().trials()).noneMatch(Trial::failed);
            assertThat(found.leaderboard().chosen().loss()).isNotCloseTo(plain, within(1e-9));
        }
    }

    @Test
    void settingsThatDoNotFitAreRefused() {
        for (Map<String, String> bad : List.of(
                Map.of("trials", "0"),
                Map.of("trials", "many"),
                Map.of("folds", "1"),
                Map.of("choose", "worst"),
                Map.of("algorithms", "auto"),
                Map.of("trial", "3"))) {
            assertThatThrownBy(() -> AutoSettings.of(bad)).as(bad.toString()).hasMessageStartingWith("CND-C017");
        }
        assertThatThrownBy(() -> AutoSettings.of(Map.of("algorithms", "tre"))).hasMessageStartingWith("CND-C005");
    }
}
