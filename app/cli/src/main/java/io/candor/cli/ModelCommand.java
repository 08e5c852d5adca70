package io.candor.cli;

import picocli.CommandLine.Command;

/** {@code candor model}. */
@Command(
        name = "model",
        header = "Look into a model, and take it elsewhere.",
        subcommands = {ModelInfoCommand.class, ModelExportCommand.class},
        synopsisSubcommandLabel = "(info | export)",
        footer = {
            "",
            "Examples:",
            "  candor model info --model model",
            "  candor model export --model model --format onnx --out model.onnx"
        })
final class ModelCommand extends Group {}
