package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models made by hand, what is written of them, and what the peer's reader made of that. */
class EbmWriterTest {
    @TempDir
    Path folder;

    private static final Table ROWS = CsvReader.read(EbmFixture.FOLDER.resolve("written-rows.csv"));

    @Test
    void writesWhatThePeerScoresAsWeDo() throws IOException {
        check("two", model(Link.LOGIT, List.of("0", "1"), true));
        check("log", model(Link.LOG, List.of(), false));
        check("three", model(Link.SOFTMAX, List.of("ja", "nein", "vielleicht"), true));
        check("value", model(Link.IDENTITY, List.of(), true));
    }

    private void check(String name, AdditiveModel model) throws IOException {
        Path file = folder.resolve(name + ".json");
        EbmJson.write(model, file);
        Golden.check("io/candor/io/ebm/written-" + name + ".json", Files.readString(file));
        double[][] ours = EbmFixture.scores(model, ROWS);
        EbmJsonTest.close(EbmFixture.scores(new EbmJson().read(file), ROWS), ours, name + " read back");
        if (Boolean.getBoolean("golden.update")) return; // the peer has yet to see it
        Path peer = EbmFixture.FOLDER.resolve("written-" + name + "-scores.csv");
        assertThat(peer).as("made by quality/benchmarks/peers/ebm_json.py").exists();
        EbmJsonTest.close(ours, EbmFixture.scores(peer), name);
    }

    /** Bins that differ by size of term, and among terms of one size; a level as good as unseen; truth values. */
    private static AdditiveModel model(Link link, List<String> classes, boolean withBags) {
        SplittableRandom random = new SplittableRandom(17);
        int outputs = Math.max(1, classes.size() == 2 ? 1 : classes.size());
        List<Input> inputs = List.of(
                Input.number("n"),
                Input.category("c", List.of("lo", "mid", "hi", "a \"quoted\" é")),
                Input.category("flag", List.of("false", "true")),
                Input.number("m"));
        Bins fine = new Bins.Cuts(new double[] {1, 1.5, 2, 2.5}, -1, 8);
        Bins coarse = new Bins.Cuts(new double[] {1.5}, -1, 8);
        Bins other = new Bins.Cuts(new double[] {1.75, 3}, -1, 8);
        Bins letters = new Bins.Levels(new int[] {1, 2, 3, 4});
        Bins merged = new Bins.Levels(new int[] {1, 2, 1, 3}, 4);
        Bins flags = new Bins.Levels(new int[] {1, 2});
        Bins unbounded = new Bins.Cuts(new double[] {0, 4}, Double.NaN, Double.NaN);
        List<Term> terms = List.of(
                term(random, outputs, new int[] {0}, fine),
                term(random, outputs, new int[] {1}, letters),
                term(random, outputs, new int[] {2}, flags),
                term(random, outputs, new int[] {0, 1}, coarse, merged),
                term(random, outputs, new int[] {0, 2}, other, flags),
                term(random, outputs, new int[] {1, 2}, letters, flags),
                term(random, outputs, new int[] {0, 2, 3}, coarse, flags, unbounded));
        Task task = classes.isEmpty() ? Task.REGRESSION : outputs == 1 ? Task.BINARY : Task.MULTICLASS;
        List<Bag> bags = new ArrayList<>();
        for (int b = 0; b < (withBags ? 2 : 0); b++) {
            List<double[]> scores = new ArrayList<>();
            for (Term t : terms)
                scores.add(random.doubles(t.scores().length, -1, 1).toArray());
            bags.add(new Bag(10 + b, random.doubles(outputs).toArray(), scores));
        }
        return new AdditiveModel(
                task,
                "y",
                inputs,
                classes,
                link,
                outputs,
                random.doubles(outputs).toArray(),
                terms,
                bags);
    }

    private static Term term(SplittableRandom random, int outputs, int[] inputs, Bins... bins) {
        int cells = 1;
        for (Bins b : bins) cells *= b.count();
        return new Term(
                inputs,
                List.of(bins),
                random.doubles(cells * outputs, -1, 1).toArray(),
                random.doubles(cells * outputs, 0, 0.1).toArray(),
                random.doubles(cells, 0, 100).map(Math::rint).toArray());
    }
}
