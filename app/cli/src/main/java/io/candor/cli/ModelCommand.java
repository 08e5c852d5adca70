package io.candor.cli;

import picocli.CommandLine.Command;

/** {@code candor model}. */
@Command(
        name = "model",
        header = "Look into a model, change it, and take it elsewhere.",
        subcommands = {ModelInfoCommand.class, ModelEditCommand.class, ModelMergeCommand.class, ModelExportCommand.class
        },
        synopsisSubcommandLabel = "(info | edit | merge | export)",
        footer = {
            "",
            "Examples:",
            "  candor model info --model model",
            "  candor model edit --model model --edit 'scale:age=0.5' --out edited",
            "  candor model export --model model --format onnx --out model.onnx"
        })
final class ModelCommand extends Group {}
