package io.candor.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Table;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Additive;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.RowScorer;
import io.candor.core.model.Term;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.explain.WholeTrees;
import io.candor.io.CsvReader;
import io.candor.io.ModelFolder;
import io.candor.report.HtmlReport;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The what-if panel says what Java says: on 10,000 rows to 1e-12, and through its fields. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIfInBrowserTest {
    private static final int ROWS = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final double TOLERANCE = 1e-12;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    private Path demo;

    @SuppressWarnings("NullAway.Init")
    private Runs runs;

    private List<Path> trees = List.of();

    @BeforeAll
    void runAndStart(@TempDir Path folder) throws IOException, InterruptedException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        runs = new Runs(folder);
        demo = runs.demo();
        trees = runs.trees();
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        if (browser != null) browser.close();
    }

    @Test
    void theDemosRowsAreScoredAsInJava() throws Exception {
        AdditiveModel model = model(demo);
        assertThat(model.terms()).as("pairs").anyMatch(t -> t.inputs().length == 2);
        Table data = CsvReader.read(demo.resolveSibling("adult-complete.csv.gz"));
        RowEncoder encoder = new RowEncoder(model.inputs(), data);
        double[][] rows = new double[ROWS][model.inputs().size()];
        for (int i = 0; i < ROWS; i++) encoder.encode(i, rows[i]);
        compare(demo, model, rows);
    }

    @Test
    void rowsThatNobodyHasSeenAreScoredAsInJava() throws Exception {
        AdditiveModel model = model(demo);
        compare(demo, model, invented(model));
    }

    @Test
    void aRegressionModelScoresAsInJava() throws Exception {
        Path report = runs.diabetes();
        AdditiveModel model = model(report);
        compare(report, model, invented(model));
    }

    @Test
    void severalClassesAreScoredAsInJava() throws Exception {
        Path report = runs.kinds();
        AdditiveModel model = model(report);
        assertThat(model.outputs()).isEqualTo(3);
        compare(report, model, invented(model));
    }

    @Test
    void linearModelsScoreAsInJava() throws Exception {
        for (Path report : List.of(runs.linearDiabetes(), runs.linearKinds(), runs.linearHostile())) {
            LinearModel model = (LinearModel)
                    ModelFolder.load(report.resolveSibling("model")).model();
            compare(report, model, invented(model));
        }
    }

    @Test
    void trainedTreesScoreAsInJava() throws Exception {
        for (Path report : trees) {
            TreeEnsemble model = (TreeEnsemble)
                    ModelFolder.load(report.resolveSibling("model")).model();
            compare(report, model, model.outputs(), invented(model));
        }
    }

    /** Forests, boosted and single trees with all links, comparisons and precisions, made by chance. */
    @Test
    void everySortOfTreesScoresAsInJava() throws Exception {
        for (RandomTrees sort : RandomTrees.every()) {
            TreeEnsemble model = sort.model();
            Path report = rendered(model, sort.table());
            compare(report, model, model.outputs(), sort.rows(ROWS));
        }
    }

    @Test
    void aSingleTreeTellsItsQuestionsNowAndAtTheStart() throws Exception {
        Path report = trees.get(0);
        TreeEnsemble model =
                (TreeEnsemble) ModelFolder.load(report.resolveSibling("model")).model();
        Input first = model.inputs().get(model.trees().feature()[0]);
        double threshold = model.trees().threshold()[0];
        try (Tab tab = browser.open(report, Look.at(Look.DESK))) {
            assertThat(tab.text(LISTS)).isEqualTo("Now and at the start");
            boolean below = row(tab, model.inputs())[model.trees().feature()[0]] <= threshold;
            fill(tab, first.name(), below ? threshold + 1 : threshold - 1);
            assertThat(tab.text(LISTS)).isEqualTo("Now|Start");
            String number = CanonicalJson.text(Json.of(threshold));
            String now = first.name() + (below ? " > " : " ≤ ") + number;
            String start = first.name() + (below ? " ≤ " : " > ") + number;
            assertThat(tab.text(FIRST)).isEqualTo(now + "|" + start);
            int asked = 0;
            double[] row = row(tab, model.inputs());
            for (int node = 0; !model.trees().isLeaf(node); asked++)
                node = model.trees().next(node, row);
            assertThat(tab.evaluate("document.querySelector('#what-if ol').children.length"))
                    .isEqualTo(Json.of(asked));
            fill(tab, first.name(), "");
            assertThat(tab.text(FIRST)).isEqualTo(first.name() + " is missing|" + start);
            tab.evaluate("[...document.querySelectorAll('#what-if button')].at(-1).click()");
            assertThat(tab.text(LISTS)).isEqualTo("Now and at the start");
            assertThat(tab.text(SUMMARY)).contains("Nothing is changed yet");
            fill(tab, unasked(model), 1);
            assertThat(tab.text(SUMMARY))
                    .contains("The changed values leave the prediction as it was")
                    .doesNotContain("Nothing is changed yet");
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).hasSize(1);
        }
    }

    /** A number that no node asks for. */
    private static String unasked(TreeEnsemble model) {
        for (int j = 0; j < model.inputs().size(); j++) {
            int input = j;
            boolean asked = Arrays.stream(model.trees().feature()).anyMatch(f -> f == input);
            if (!asked && model.inputs().get(j).kind() == Input.Kind.NUMBER)
                return model.inputs().get(j).name();
        }
        throw new AssertionError("every number is asked for");
    }

    @Test
    void severalTreesTellWhatAnInputAloneChanged() throws Exception {
        Path report = trees.get(2);
        TreeEnsemble model =
                (TreeEnsemble) ModelFolder.load(report.resolveSibling("model")).model();
        try (Tab tab = browser.open(report, Look.at(Look.DESK))) {
            double[] start = row(tab, model.inputs());
            for (String name : List.of("bmi", "bp")) fill(tab, name, 130);
            double[] now = row(tab, model.inputs());
            for (String name : List.of("bmi", "bp")) {
                int j = model.inputs().stream().map(Input::name).toList().indexOf(name);
                double[] back = now.clone();
                back[j] = start[j];
                double change = model.additiveScore(now, 0) - model.additiveScore(back, 0);
                String bar = "[...document.querySelectorAll('#what-if svg .label')].find(t => t.textContent === '"
                        + name + "').nextElementSibling.nextElementSibling.nextElementSibling.textContent";
                assertThat(Double.parseDouble(tab.text(bar))).isCloseTo(change, within(0.00051));
                assertThat(change).isNotZero();
            }
            double[] out = new double[1];
            model.rowScorer().orElseThrow().score(now, out);
            assertThat(Double.parseDouble(prediction(tab))).isCloseTo(out[0], within(0.00051));
        }
    }

    /** The demo's report, of another model. */
    private Path rendered(TreeEnsemble model, Table rows) throws IOException {
        Results demos = ResultsFile.read(demo.resolveSibling("results.json"));
        Results results = new Results(
                demos.run(),
                demos.models(),
                demos.datasets(),
                List.of(WholeTrees.evidence(model, rows, List.of())),
                List.of(),
                Optional.empty(),
                demos.ledger(),
                demos.environment(),
                demos.trail());
        return Files.writeString(demo.resolveSibling("trees.html"), HtmlReport.render(results));
    }

    @Test
    void aChangedFieldShowsTheModelsPrediction() throws Exception {
        AdditiveModel model = model(demo);
        try (Tab tab = browser.open(demo, Look.at(Look.DESK))) {
            String start = prediction(tab);
            assertThat(tab.text(SUMMARY)).contains("Nothing is changed yet");
            tab.evaluate("choose('marital_status', 'Married-civ-spouse')".replace("choose", CHOOSE));
            tab.evaluate("fill('education_num', 16)".replace("fill", FILL));
            tab.evaluate("fill('age', '')".replace("fill", FILL));
            double[] row = row(tab, model.inputs());
            assertThat(row[0]).isNaN();
            assertThat(row[4]).isEqualTo(16);
            double[] out = new double[1];
            model.rowScorer().orElseThrow().score(row, out);
            assertThat(Double.parseDouble(prediction(tab))).isCloseTo(out[0], within(0.0005));
            assertThat(prediction(tab)).isNotEqualTo(start);
            assertThat(tab.text(SUMMARY)).doesNotContain("Nothing is changed yet", "outside");
            tab.evaluate("fill('age', 130)".replace("fill", FILL));
            assertThat(tab.text(SUMMARY)).contains("outside");
            tab.evaluate("[...document.querySelectorAll('#what-if button')].at(-1).click()");
            assertThat(prediction(tab)).isEqualTo(start);
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).hasSize(1);
        }
    }

    private static final String SUMMARY = "document.querySelector('#what-if .verdict').textContent";
    private static final String FIELD =
            "[...document.querySelectorAll('#what-if label')].find(l => l.firstChild.textContent === name)";
    private static final String FILL = "((name, value) => { const box = " + FIELD
            + ".querySelector('input'); box.value = value; box.dispatchEvent(new Event('input')); })";
    private static final String CHOOSE = "((name, text) => { const box = " + FIELD
            + ".querySelector('select'); box.value = [...box.options].find(o => o.text === text).value;"
            + " box.dispatchEvent(new Event('change')); })";

    private static final String LISTS =
            "[...document.querySelectorAll('#what-if ol')].map(l => l.getAttribute('aria-label')).join('|')";
    private static final String FIRST =
            "[...document.querySelectorAll('#what-if ol')].map(l => l.firstChild.textContent).join('|')";

    private static void fill(Tab tab, String name, Object value) throws InterruptedException {
        tab.evaluate(FILL + "(" + CanonicalJson.text(Json.of(name)) + ", '" + value + "')");
    }

    private static String prediction(Tab tab) throws InterruptedException {
        return tab.text("document.querySelector('#what-if td').textContent");
    }

    /** What the fields hold, encoded as Java encodes it. */
    private static double[] row(Tab tab, List<Input> inputs) throws InterruptedException {
        double[] row = new double[inputs.size()];
        for (int j = 0; j < row.length; j++) {
            Input input = inputs.get(j);
            String name = CanonicalJson.text(Json.of(input.name()));
            String box = "(name => { const box = " + FIELD + ".querySelector('input,select');"
                    + " return box.options ? box.selectedOptions[0].text : box.value; })(" + name + ")";
            String value = tab.text(box);
            if (input.kind() == Input.Kind.CATEGORY) row[j] = input.levels().indexOf(value);
            else row[j] = value.isEmpty() ? Double.NaN : Double.parseDouble(value);
        }
        return row;
    }

    private static AdditiveModel model(Path report) {
        return (AdditiveModel) ModelFolder.load(report.resolveSibling("model")).model();
    }

    /** Values between, on and beyond the cuts, missing ones, levels that were never seen. */
    private static double[][] invented(AdditiveModel model) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] rows = new double[ROWS][model.inputs().size()];
        for (double[] row : rows) {
            for (Term term : model.terms()) {
                for (int d = 0; d < term.inputs().length; d++) {
                    if (random.nextInt(3) > 0 && row[term.inputs()[d]] != 0) continue;
                    row[term.inputs()[d]] = value(term.bins().get(d), random);
                }
            }
        }
        return rows;
    }

    private static double value(Bins bins, SplittableRandom random) {
        if (random.nextInt(20) == 0) return Double.NaN;
        if (bins instanceof Bins.Levels levels) return random.nextInt(levels.binOfLevel().length + 1) - 1;
        Bins.Cuts cuts = (Bins.Cuts) bins;
        if (cuts.cuts().length > 0 && random.nextBoolean()) return cuts.cuts()[random.nextInt(cuts.cuts().length)];
        double width = cuts.max() - cuts.min();
        return cuts.min() + (1.4 * random.nextDouble() - 0.2) * width;
    }

    /** Values near the mean and far from it, missing ones, levels that were never seen. */
    private static double[][] invented(LinearModel model) {
        SplittableRandom random = new SplittableRandom(4);
        double[][] rows = new double[ROWS][model.inputs().size()];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                int levels = model.inputs().get(j).levels().size();
                if (random.nextInt(20) == 0) row[j] = Double.NaN;
                else if (model.effects().get(j) instanceof LinearModel.Slope slope)
                    row[j] = slope.centre() + slope.deviation() * (8 * random.nextDouble() - 4);
                else row[j] = random.nextInt(levels + 1) - 1;
            }
        }
        return rows;
    }

    /** Values at thresholds and between them, missing ones, levels that were never seen. */
    private static double[][] invented(TreeEnsemble model) {
        SplittableRandom random = new SplittableRandom(6);
        Trees trees = model.trees();
        double[][] rows = new double[ROWS][model.inputs().size()];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                int levels = model.inputs().get(j).levels().size();
                row[j] = levels > 0 ? random.nextInt(levels + 1) - 1 : random.nextDouble() * 100 - 20;
            }
            for (int i = 0; i < 2 * row.length; i++) {
                int node = random.nextInt(trees.feature().length);
                if (trees.isLeaf(node) || trees.set()[node] >= 0) continue;
                row[trees.feature()[node]] = trees.threshold()[node] + random.nextInt(3) - 1;
            }
            row[random.nextInt(row.length)] = Double.NaN;
        }
        return rows;
    }

    private void compare(Path report, Additive model, double[][] rows) throws Exception {
        compare(report, model, model.outputs(), rows);
    }

    private void compare(Path report, Model model, int outputs, double[][] rows) throws Exception {
        RowScorer scorer = model.rowScorer().orElseThrow();
        double[] expected = new double[outputs];
        try (Tab tab = browser.open(report, Look.at(Look.DESK))) {
            for (int from = 0; from < rows.length; from += AT_ONCE) {
                List<Json> batch = new ArrayList<>();
                for (int i = from; i < from + AT_ONCE; i++) batch.add(json(rows[i]));
                String script = "(rows => rows.map(row => document.getElementById('what-if').scoreRow("
                        + "row.map(v => v === null ? NaN : v))))(" + CanonicalJson.text(Json.array(batch)) + ")";
                List<Json> scores = ((Json.Arr) tab.evaluate(script)).items();
                assertThat(scores).hasSize(AT_ONCE);
                for (int i = 0; i < AT_ONCE; i++) {
                    scorer.score(rows[from + i], expected);
                    List<Json> row = ((Json.Arr) scores.get(i)).items();
                    for (int k = 0; k < expected.length; k++) {
                        double relative = TOLERANCE * Math.max(1, Math.abs(expected[k]));
                        assertThat(((Json.Num) row.get(k)).value()).isCloseTo(expected[k], within(relative));
                    }
                }
            }
        }
    }

    private static Json json(double[] row) {
        List<Json> values = new ArrayList<>();
        for (double v : row) values.add(Double.isNaN(v) ? Json.NULL : Json.of(v));
        return Json.array(values);
    }
}
