package io.candor.io.internal;

import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Term;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The outer bags of an additive model, in a file beside {@code model.json} that names its digest: bag by bag the weight, the
 * intercepts and the tables of all terms, as 8-byte big-endian numbers.
 */
final class BagFile {
    private static final String NAME = "bags.bin";

    private BagFile() {}

    static Json.Obj write(AdditiveModel model, Path folder) {
        Json.Obj content = AdditiveModelJson.write(model);
        if (model.bags().isEmpty()) return content;
        ByteBuffer bytes = ByteBuffer.allocate(
                Math.toIntExact(numbersPerBag(model) * 8 * model.bags().size()));
        for (Bag bag : model.bags()) {
            bytes.putDouble(bag.weight());
            for (double v : bag.intercept()) bytes.putDouble(v);
            for (double[] table : bag.scores()) for (double v : table) bytes.putDouble(v);
        }
        AtomicFile.write(folder.resolve(NAME), bytes.array());
        Json.Builder all = Json.object();
        content.members().forEach(all::put);
        all.put(
                "bags",
                Json.object()
                        .put("file", NAME)
                        .put("count", model.bags().size())
                        .put("sha256", Sha256.of(bytes.array()))
                        .build());
        return all.build();
    }

    /** @throws IllegalArgumentException if the file is not the one that was written */
    static AdditiveModel read(AdditiveModel model, Json.Obj content, Path folder) throws IOException {
        if (content.get("bags") == null) return model;
        Json.Obj described = content.object("bags");
        Path file = folder.resolve(NAME);
        if (!described.text("file").equals(NAME) || !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(NAME + " is missing");
        }
        long size = numbersPerBag(model) * 8;
        double count = described.number("count");
        if (count != Math.rint(count)
                || Files.size(file) != size * count
                || !Sha256.of(file).equals(described.text("sha256"))) {
            throw new IllegalArgumentException(NAME + " is not the file that was written");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Bag> bags = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            double weight = bytes.getDouble();
            double[] intercept = numbers(bytes, model.outputs());
            List<double[]> scores = new ArrayList<>();
            for (Term term : model.terms()) scores.add(numbers(bytes, term.scores().length));
            bags.add(new Bag(weight, intercept, scores));
        }
        return model.with(model.inputs(), model.intercept(), model.terms(), bags);
    }

    private static long numbersPerBag(AdditiveModel model) {
        long numbers = 1L + model.outputs();
        for (Term term : model.terms()) numbers += term.scores().length;
        return numbers;
    }

    private static double[] numbers(ByteBuffer bytes, int n) {
        double[] values = new double[n];
        bytes.asDoubleBuffer().get(values);
        bytes.position(bytes.position() + 8 * n);
        return values;
    }
}
