package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.io.EbmJson;
import io.candor.io.Models;
import io.candor.io.OnnxExport;
import io.candor.io.SavedModel;
import io.candor.io.SqlExpression;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor model export}. */
@Command(
        name = "export",
        header = "Write a model for other programs.",
        description = {
            "",
            "interpret-json  an EBM that InterpretML loads; all of the model but its provenance",
            "onnx            for ONNX Runtime and others; one input per column, outputs score and additive",
            "sql             what stands between SELECT and FROM; ANSI CASE expressions over the columns",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  candor model export --model model --format interpret-json --out ebm.json",
            "  candor model export --model model --format sql --scale additive --out score.sql"
        })
final class ModelExportCommand extends Verb {
    /** What can be written. */
    enum Format {
        INTERPRET_JSON,
        ONNX,
        SQL;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A saved model's folder, or an EBM's JSON.")
    Path model = Path.of("");

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}.")
    Format format = Format.INTERPRET_JSON;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "prediction",
            description =
                    "Of SQL: prediction (default), or additive, before the link; several classes are always additive.")
    SqlExpression.Scale scale = SqlExpression.Scale.PREDICTION;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where to write.")
    Path out = Path.of("");

    @Override
    public Integer call() throws java.io.IOException {
        Terminal terminal = global.terminal();
        SavedModel saved = Models.load(model);
        if (!(saved.model() instanceof AdditiveModel additive)) {
            throw CandorException.user(
                    "CND-U019",
                    "the model is no sum of tables, so it can't be exported as " + format,
                    "an explainable boosting machine, or an EBM's JSON",
                    "name such a model");
        }
        switch (format) {
            case INTERPRET_JSON -> EbmJson.write(additive, out);
            case ONNX -> OnnxExport.write(additive, out);
            case SQL -> AtomicFile.write(out, sql(additive));
        }
        terminal.print(
                "exported " + additive.termCount() + " terms as " + format + ": " + out,
                Json.object()
                        .put("out", out.toString())
                        .put("format", format.toString())
                        .put("sha256", Files.isRegularFile(out) ? Sha256.of(out) : "")
                        .put("model", saved.digest())
                        .build());
        return 0;
    }

    private String sql(AdditiveModel additive) {
        boolean several = additive.outputs() > 1;
        String what = several
                ? "log-odds of the classes up to a common shift: probabilities are EXP(score) over the sum of EXP"
                : scale == SqlExpression.Scale.ADDITIVE ? "the score before the link" : "the prediction";
        return "-- Exported by Candor. Stands between SELECT and FROM; gives " + what + ".\n"
                + "-- Columns of categories are text; NULL is missing.\n" + SqlExpression.selectList(additive, scale)
                + "\n";
    }
}
