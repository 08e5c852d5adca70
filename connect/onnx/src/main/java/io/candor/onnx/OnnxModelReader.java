package io.candor.onnx;

import io.candor.core.model.ModelReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads files called {@code *.onnx}. */
public final class OnnxModelReader implements ModelReader {
    @Override
    public String format() {
        return "ONNX";
    }

    @Override
    public boolean accepts(Path file) {
        return Files.isRegularFile(file)
                && String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    @Override
    public OnnxModel read(Path file) {
        return OnnxModel.open(file);
    }
}
