package io.candor.cli;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Term;
import io.candor.explain.AdditiveImportance;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor model info}. */
@Command(
        name = "info",
        header = "What a model is: task, inputs, terms by importance, how it was made, its digest.",
        footer = {
            "",
            "A term's importance is its mean absolute score over the training rows, which the model counts in its bins.",
            "",
            "Example:",
            "  candor model info --model model"
        })
final class ModelInfoCommand extends Verb {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
    Path model = Path.of("");

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        SavedModel saved = Models.load(model);
        Json.Obj info = info(saved);
        if (terminal.json()) terminal.print(info);
        else print(terminal, saved.model(), info);
        return 0;
    }

    private Json.Obj info(SavedModel saved) {
        Model read = saved.model();
        Json.Builder info = Json.object()
                .put("model", model.toString())
                .put("digest", saved.digest())
                .put("task", read.task().label())
                .put("target", read.target())
                .put("classes", Json.texts(read.classes()))
                .put("decider", saved.decider().toJson())
                .put("inputs", Json.array(inputs(read)));
        if (read instanceof AdditiveModel additive) {
            info.put("link", additive.link().label())
                    .put("intercept", Json.numbers(additive.intercept()))
                    .put("bags", additive.bags().size())
                    .put("terms", Json.array(terms(additive)));
        }
        return info.put("provenance", saved.provenance()).build();
    }

    private static List<Json> inputs(Model model) {
        List<Json> inputs = new ArrayList<>();
        for (Input input : model.inputs()) {
            Json.Builder json = Json.object()
                    .put("name", input.name())
                    .put("kind", input.kind().name().toLowerCase(Locale.ROOT));
            if (input.kind() == Input.Kind.CATEGORY) json.put("levels", Json.texts(input.levels()));
            inputs.add(json.build());
        }
        return inputs;
    }

    private static List<Json> terms(AdditiveModel model) {
        List<Json> terms = new ArrayList<>();
        for (int t = 0; t < model.termCount(); t++) {
            Term term = model.terms().get(t);
            double[] bins = term.bins().stream().mapToDouble(Bins::count).toArray();
            terms.add(Json.object()
                    .put("name", model.termName(t))
                    .put("bins", Json.numbers(bins))
                    .put("importance", importance(model, t))
                    .build());
        }
        return terms;
    }

    private static Json importance(AdditiveModel model, int term) {
        OptionalDouble found = AdditiveImportance.onTrainingRows(model, term);
        return found.isPresent()
                ? Json.of(found.getAsDouble())
                : Json.undefined("the model does not count its training rows", 0);
    }

    private static void print(Terminal terminal, Model model, Json.Obj info) {
        StringBuilder head = new StringBuilder();
        line(head, "task", model.task().label());
        line(head, "target", model.target());
        if (!model.classes().isEmpty()) line(head, "classes", String.join(", ", model.classes()));
        line(head, "decider", CanonicalJson.text(info.object("decider")));
        if (model instanceof AdditiveModel additive) {
            line(head, "link", additive.link().label());
            line(head, "intercept", CanonicalJson.text(info.need("intercept")));
            line(head, "bags kept", Figures.of(additive.bags().size()));
        }
        for (Map.Entry<String, Json> made : info.object("provenance").members().entrySet()) {
            boolean text = made.getValue() instanceof Json.Str;
            line(
                    head,
                    made.getKey(),
                    text ? ((Json.Str) made.getValue()).value() : shortened(CanonicalJson.text(made.getValue())));
        }
        line(head, "digest", "sha256 " + info.text("digest"));
        terminal.print(head.toString().stripTrailing());
        terminal.print("");
        TextTable inputs = new TextTable("input", "kind", "levels");
        for (Input input : model.inputs()) {
            boolean category = input.kind() == Input.Kind.CATEGORY;
            inputs.row(
                    input.name(),
                    category ? "category" : "number",
                    category ? Figures.of(input.levels().size()) : "");
        }
        terminal.print(inputs.toString());
        if (model instanceof AdditiveModel) terms(terminal, info);
    }

    private static void terms(Terminal terminal, Json.Obj info) {
        List<Json.Obj> terms = new ArrayList<>();
        for (Json term : info.array("terms")) terms.add((Json.Obj) term);
        terms.sort(Comparator.comparingDouble(t -> t.get("importance") instanceof Json.Num n ? -n.value() : 0));
        TextTable table = new TextTable("term", "importance", "bins");
        for (Json.Obj term : terms) {
            List<String> bins = term.array("bins").stream()
                    .map(b -> Figures.of(((Json.Num) b).value()))
                    .toList();
            String importance = term.get("importance") instanceof Json.Num n ? Figures.of(n.value()) : "–";
            table.row(term.text("name"), importance, String.join(" x ", bins));
        }
        terminal.print("");
        terminal.print(table.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(TextTable.printable(value)).append('\n');
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + " … (whole with --json)";
    }
}
