package io.candor.cli;

/** What a model may be read from, in the words of {@code --help}. */
final class ModelFiles {
    /** Where any model does. */
    static final String ANY =
            "A saved model's folder, or a file: of XGBoost, LightGBM, CatBoost (JSON), ONNX, an EBM's JSON,"
                    + " predictions (CSV), an endpoint (*.endpoint.json), a pipeline (*.pipeline.json).";

    private ModelFiles() {}
}
