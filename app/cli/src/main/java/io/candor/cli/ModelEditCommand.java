package io.candor.cli;

import io.candor.assessment.FreshFolder;
import io.candor.core.CandorException;
import io.candor.core.evidence.Subject;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.explain.EditHistory;
import io.candor.explain.EditedTerms;
import io.candor.glassbox.edit.EditedModel;
import io.candor.io.ModelFolder;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import io.candor.report.HtmlReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor model edit}. */
@Command(
        name = "edit",
        header = "Change an explainable boosting machine; each edit is written into the new model's provenance.",
        description = {
            "",
            "Edits, applied in the order given:",
            "  remove:TERM                    without a term, as in remove:age & hours",
            "  remove-input:NAME              without an input and every term that reads it",
            "  scale:TERM=FACTOR              every score times a factor",
            "  set:TERM[WHERE]=SCORE          scores of the bins that a range or value touches; WHERE is FROM..TO,",
            "                                 a category, missing, unseen or *, one for each input of the term;",
            "                                 @CLASS after the bracket where there are several classes",
            "  monotone:TERM=increasing       the nearest effect that never falls (or decreasing: never rises)",
            "  purify                         interactions keep nothing that fewer inputs can say; predictions stay",
            "  sweep                          without terms that are 0 everywhere",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  candor model edit --model model --edit 'set:age[60..70]=0.2' --out edited --report edits.html",
            "  candor model edit --model model --edit 'monotone:age=increasing' --out edited"
        })
final class ModelEditCommand extends Verb {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A saved model's folder, or an EBM's JSON.")
    Path model = Path.of("");

    @Option(names = "--edit", required = true, paramLabel = "EDIT", description = "An edit, repeatable.")
    List<String> edits = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder for the edited model.")
    Path out = Path.of("");

    @Option(names = "--report", paramLabel = "F.html", description = "Also a page that draws each change.")
    @Nullable
    Path report;

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        SavedModel saved = Models.load(model);
        EditedModel edited = EditedModel.of(additive(saved));
        List<Json> all = new ArrayList<>(
                saved.provenance().get("edits") == null
                        ? List.of()
                        : saved.provenance().array("edits"));
        for (String edit : edits) {
            EditedModel next = ModelEdit.parse(edit).apply(edited);
            Json.Builder kept = Json.object();
            next.edits().get(next.edits().size() - 1).members().forEach(kept::put);
            all.add(kept.put("changed", EditedTerms.of(edited.model(), next.model()))
                    .build());
            edited = next;
        }
        EditedModel done = edited;
        Json.Builder provenance = Json.object();
        saved.provenance().members().forEach(provenance::put);
        provenance.put("edits", Json.array(all));
        if (saved.provenance().get("initial") == null) provenance.put("initial", saved.digest());
        SavedModel now = FreshFolder.fill(
                out, "model.json", () -> ModelFolder.save(out, done.model(), provenance.build(), saved.decider()));
        if (report != null) {
            Subject subject = new Subject("model:" + out.getFileName(), now.digest());
            String initial = now.provenance().text("initial");
            AtomicFile.write(
                    report,
                    HtmlReport.edits(
                            String.valueOf(out.getFileName()),
                            EditHistory.of(done.model(), all, initial, List.of(subject))));
        }
        StringBuilder text = new StringBuilder();
        for (Json.Obj edit : done.edits())
            text.append("edited: ").append(CanonicalJson.text(edit)).append('\n');
        text.append("model: ")
                .append(out)
                .append("  (sha256 ")
                .append(now.digest())
                .append(')');
        terminal.print(
                text.toString(),
                Json.object()
                        .put("model", out.toString())
                        .put("digest", now.digest())
                        .put("from", saved.digest())
                        .put("edits", Json.array(done.edits()))
                        .build());
        return 0;
    }

    static AdditiveModel additive(SavedModel saved) {
        if (saved.model() instanceof AdditiveModel additive) return additive;
        throw CandorException.user(
                "CND-U020",
                "the model is no sum of tables",
                "an explainable boosting machine, or an EBM's JSON",
                "name such a model");
    }
}
