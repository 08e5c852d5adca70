package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions are watched from the command line. */
class FairnessMonitorCommandTest {
    @TempDir
    Path folder;

    private Path state = Path.of("");
    private Path reference = Path.of("");

    @BeforeEach
    void reference() throws Exception {
        state = folder.resolve("m.json");
        reference = decisions("ref.csv", "2026-01-01", 100, 100, true);
    }

    /** 200 women and 200 men decided on, so many of them with yes. */
    private Path decisions(String name, String day, int women, int men, boolean labels) throws Exception {
        StringBuilder csv = new StringBuilder("sex,when,decision,repaid\n");
        for (int i = 0; i < 400; i++) {
            boolean woman = i < 200;
            boolean yes = woman ? i < women : i - 200 < men;
            csv.append(woman ? "f" : "m")
                    .append(',')
                    .append(day)
                    .append("T10:00:00Z,")
                    .append(yes ? "yes" : "no");
            csv.append(',').append(labels ? i % 2 == 0 ? "yes" : "no" : "").append('\n');
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private Candor.Outcome init(Object... more) {
        List<Object> line =
                new ArrayList<>(List.of("fairness", "monitor", "init", "--state", state, "--data", reference));
        line.addAll(List.of("--prediction", "decision", "--label", "repaid", "--sensitive", "sex"));
        line.addAll(List.of(more));
        return Candor.run(line.toArray());
    }

    private Candor.Outcome add(Path data, Object... more) {
        List<Object> line = new ArrayList<>(List.of("fairness", "monitor", "add", "--state", state, "--data", data));
        line.addAll(List.of("--prediction", "decision"));
        line.addAll(List.of(more));
        return Candor.run(line.toArray());
    }

    private Json.Obj shown(Path file) {
        Candor.Outcome outcome = Candor.quiet("fairness", "monitor", "show", "--state", file, "--json");
        assertThat(outcome.code()).isLessThan(2);
        Json.Obj evidence = (Json.Obj) io.candor.io.JsonText.parse(outcome.out(), "stdout");
        return evidence.object("predicate").object("result");
    }

    @Test
    void anAlarmOfLevelFailExitsWithOneAndTheBatchIsCountedAllTheSame() throws Exception {
        init("--alert", "selection_rate.ratio >= 0.8").done();
        add(decisions("a.csv", "2026-01-02", 100, 100, false)).done();
        Candor.Outcome bad = add(decisions("b.csv", "2026-01-03", 20, 100, false));
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("not met (alarm)", "where 'sex: selection_rate.ratio >= 0.8' comes from");
        assertThat(shown(state).array("windows")).hasSize(2);
        Candor.Outcome show = Candor.run("fairness", "monitor", "show", "--state", state);
        assertThat(show.code()).isEqualTo(1);
        assertThat(show.out()).contains("batch 1", "batch 2", "drift");
    }

    @Test
    void policiesOfAFileMayOnlyWarn() throws Exception {
        Path policy = Files.writeString(
                folder.resolve("watch.yaml"),
                "id: watch\npolicies:\n  - id: rates\n    requirement: selection_rate.difference <= 0.1\n    level: warn\n");
        init("--policy", policy).done();
        assertThat(add(decisions("b.csv", "2026-01-03", 20, 100, false)).done().out())
                .contains("not met (alarm)", "rates");
        Files.writeString(policy, "policies:\n  - requirment: accuracy >= 0.8\n");
        init("--policy", policy, "--force", "-q").refused(2, "CND-U057", "did you mean 'requirement'?");
        Files.writeString(policy, "policies: 3\n");
        init("--policy", policy, "--force", "-q").refused(2, "CND-U056");
    }

    @Test
    void labelsThatComeLaterCountWhereTheDecisionWasMade() throws Exception {
        init("--windows", "7d", "--time", "when").done();
        add(decisions("a.csv", "2026-01-05", 90, 100, false), "--time", "when").done();
        add(decisions("b.csv", "2026-01-12", 90, 100, false), "--time", "when").done();
        add(decisions("l.csv", "2026-01-05", 90, 100, true), "--time", "when", "--labels", "--label", "repaid")
                .done();
        Json.Obj first = (Json.Obj) shown(state).array("windows").get(0);
        assertThat(first.number("decided")).isEqualTo(400);
        assertThat(first.number("labelled")).isEqualTo(400);
        assertThat(((Json.Obj) shown(state).array("windows").get(1)).number("labelled"))
                .isZero();
        add(folder.resolve("l.csv"), "--time", "when", "--labels", "-q").refused(2, "CND-U054", "--label");
        add(folder.resolve("l.csv"), "-q").refused(2, "CND-U054", "--time");
        add(decisions("c.csv", "2026-01-13", 90, 100, false), "--time", "when", "--until", "soon", "-q")
                .refused(2, "CND-U059");
    }

    @Test
    void statesMergeAndOneIsNotCountedTwice() throws Exception {
        init("--windows", "1d", "--time", "when").done();
        Path other = folder.resolve("other.json");
        Files.copy(state, other);
        add(decisions("a.csv", "2026-01-05", 90, 100, false), "--time", "when").done();
        Path north = folder.resolve("north.json");
        Files.copy(state, north);
        Files.copy(other, state, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        add(decisions("b.csv", "2026-01-06", 80, 100, false), "--time", "when").done();
        Path all = folder.resolve("all.json");
        Candor.run("fairness", "monitor", "merge", "--state", all, "--from", state, "--from", north)
                .done();
        assertThat(shown(all).array("windows")).hasSize(2);
        Candor.quiet("fairness", "monitor", "merge", "--state", all, "--from", north)
                .refused(2, "CND-F055");
    }

    @Test
    void batchesThatAreAddedAtOnceAreAllCounted() throws Exception {
        init().done();
        List<CompletableFuture<Candor.Outcome>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path data = decisions("p" + i + ".csv", "2026-01-0" + (i + 1), 90, 100, false);
            running.add(CompletableFuture.supplyAsync(() -> add(data)));
        }
        for (CompletableFuture<Candor.Outcome> one : running) one.join().done();
        assertThat(shown(state).array("windows")).hasSize(8);
    }

    @Test
    void badInputIsRefusedAndNothingIsCounted() throws Exception {
        init().done();
        init("-q").refused(2, "CND-U058");
        init("--force", "--windows", "often", "-q").refused(2, "CND-F050");
        init("--force", "--alert", "selection_rate.ratio < 1", "-q").refused(2, "CND-F052");
        String before = Files.readString(state);
        add(Files.writeString(folder.resolve("x.csv"), "sex,decision\nf,maybe\nm,yes\nf,no\n"), "-q")
                .refused(2, "CND-U053");
        add(Files.writeString(folder.resolve("y.csv"), "sex,decision\nf,\nm,yes\nf,no\n"), "-q")
                .refused(2, "CND-U055");
        add(Files.writeString(folder.resolve("z.csv"), "gender,decision\nf,yes\nm,no\n"), "-q")
                .refused(2, "CND-D003");
        assertThat(Files.readString(state)).isEqualTo(before);
        Files.writeString(state, before.replaceFirst("\"reference\":\\[\\[\\[\\d", "\"reference\":[[[9"));
        Candor.quiet("fairness", "monitor", "show", "--state", state).refused(4, "CND-F059");
        Files.writeString(state, "{}");
        Candor.quiet("fairness", "monitor", "show", "--state", state).refused(2, "CND-F058");
        Candor.quiet("fairness", "monitor", "show", "--state", folder.resolve("none"))
                .refused(2, "CND-D011");
    }
}
