package io.candor.onnx.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Task;
import io.candor.io.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a graph takes and gives. Inputs are one column each, or one matrix of numbers whose columns are {@code f0, f1, …} or what
 * the metadata's {@code feature_names} lists. The score is the output called like one, else the only one of real numbers: of width 1 a
 * value, 2 a probability of the second class, more a probability per class; or, where the graph ends in a ZipMap (scikit-learn's
 * default), a map per row. Classes are called as {@link ClassLabels} finds, else 0, 1, …. Candor's own files say these things in
 * their metadata.
 *
 * @param matrix whether the graph has one input for all columns
 * @param types per input of the graph
 * @param width columns of the output
 * @param maps whether the output is a map from class to probability for each row
 */
public record Signature(
        Task task,
        String target,
        List<Input> inputs,
        List<String> classes,
        boolean matrix,
        List<String> graphInputs,
        List<OnnxJavaType> types,
        String output,
        int width,
        boolean maps) {
    private static final long MOST_OUTPUTS = 100_000;
    private static final List<String> SCORES =
            List.of("score", "probabilities", "output_probability", "probability", "variable");

    /** @throws CandorException {@code CND-M023} if the graph is of another form */
    public static Signature of(OrtSession session, Path path) throws OrtException {
        String file = path.toString();
        List<String> names = new ArrayList<>();
        List<OnnxJavaType> types = new ArrayList<>();
        List<long[]> shapes = new ArrayList<>();
        for (NodeInfo node : session.getInputInfo().values()) {
            if (!(node.getInfo() instanceof TensorInfo tensor)) throw other(file, "an input is no tensor");
            names.add(node.getName());
            types.add(tensor.type);
            shapes.add(tensor.getShape());
        }
        Map<String, String> metadata = session.getMetadata().getCustomMetadata();
        boolean matrix = names.size() == 1 && shapes.get(0).length == 2 && shapes.get(0)[1] > 1;
        for (long[] shape : shapes) {
            boolean column = shape.length == 1 || shape.length == 2 && (shape[1] == 1 || shape[1] == -1);
            if (!matrix && !column) throw other(file, "an input is neither a column nor the only matrix");
        }
        String own = metadata.get("candor.model");
        if (own != null && JsonText.parse(own, file) instanceof Json.Obj described) {
            return described(described, names, types, file, session);
        }
        Optional<NodeInfo> maps = session.getOutputInfo().values().stream()
                .filter(o -> o.getInfo() instanceof SequenceInfo s && s.sequenceOfMaps)
                .findFirst();
        String output;
        int width;
        List<String> labels;
        if (maps.isPresent()) {
            output = maps.get().getName();
            labels = ClassLabels.of(path, 0);
            width = labels.size();
            if (width < 2) throw other(file, "the classes of its maps are unknown");
        } else {
            NodeInfo node = output(session, file, false);
            output = node.getName();
            width = width(node, file);
            labels = ClassLabels.of(path, width);
            if (width == 1 && session.getOutputInfo().values().stream().anyMatch(Signature::decides))
                throw other(file, "it decides a class, but gives one number for each row");
        }
        Task task = width == 1 ? Task.REGRESSION : width == 2 ? Task.BINARY : Task.MULTICLASS;
        List<String> classes = width == 1
                ? List.of()
                : labels.isEmpty()
                        ? IntStream.range(0, width).mapToObj(Integer::toString).toList()
                        : labels;
        List<Input> inputs = matrix
                ? columns(shapes.get(0)[1], metadata.get("feature_names"))
                : IntStream.range(0, names.size())
                        .mapToObj(i -> input(names.get(i), types.get(i)))
                        .toList();
        return new Signature(task, "target", inputs, classes, matrix, names, types, output, width, maps.isPresent());
    }

    private static Input input(String name, OnnxJavaType type) {
        return type == OnnxJavaType.STRING ? Input.category(name, List.of()) : Input.number(name);
    }

    private static List<Input> columns(long count, @Nullable String named) {
        String[] names = named == null ? new String[0] : named.split(",");
        return IntStream.range(0, (int) count)
                .mapToObj(i -> Input.number(names.length == count ? names[i].strip() : "f" + i))
                .toList();
    }

    private static boolean decides(NodeInfo output) {
        return output.getInfo() instanceof TensorInfo tensor
                && (tensor.type == OnnxJavaType.INT64 || tensor.type == OnnxJavaType.STRING);
    }

    private static int width(NodeInfo output, String file) {
        long[] shape = ((TensorInfo) output.getInfo()).getShape();
        long width = shape.length < 2 ? 1 : shape[shape.length - 1];
        if (width < 1 || width > MOST_OUTPUTS || shape.length > 2) throw other(file, "the output's width is unknown");
        return (int) width;
    }

    /** @param own whether the file is Candor's, whose first real output is the score whatever it is called */
    private static NodeInfo output(OrtSession session, String file, boolean own) throws OrtException {
        List<NodeInfo> real = session.getOutputInfo().values().stream()
                .filter(o -> o.getInfo() instanceof TensorInfo tensor
                        && (tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.DOUBLE))
                .sorted(Comparator.comparingInt(o -> SCORES.contains(o.getName()) ? SCORES.indexOf(o.getName()) : 99))
                .toList();
        if (real.isEmpty()) throw other(file, "no output is a tensor of real numbers");
        if (!own && real.size() > 1 && !SCORES.contains(real.get(0).getName()))
            throw other(file, "several outputs are of real numbers, and none is called " + String.join(", ", SCORES));
        return real.get(0);
    }

    private static Signature described(
            Json.Obj model, List<String> names, List<OnnxJavaType> types, String file, OrtSession session)
            throws OrtException {
        NodeInfo output = output(session, file, true);
        List<Input> inputs = model.array("inputs").stream()
                .map(i -> (Json.Obj) i)
                .map(i -> i.text("kind").equals("category")
                        ? Input.category(i.text("name"), texts(i.array("levels")))
                        : Input.number(i.text("name")))
                .toList();
        return new Signature(
                Task.valueOf(model.text("task").toUpperCase(Locale.ROOT)),
                model.text("target"),
                inputs,
                texts(model.array("classes")),
                false,
                names,
                types,
                output.getName(),
                width(output, file),
                false);
    }

    private static List<String> texts(List<Json> items) {
        return items.stream().map(i -> ((Json.Str) i).value()).toList();
    }

    /** The error for a graph that can't be used. */
    public static CandorException other(String file, String why) {
        return CandorException.user(
                "CND-M023",
                "the ONNX model in " + file + " can't be used (" + why + ")",
                "one input per column, or one matrix, and a probability or a value as output",
                "export it in that form (skl2onnx: with options={'zipmap': False})");
    }
}
