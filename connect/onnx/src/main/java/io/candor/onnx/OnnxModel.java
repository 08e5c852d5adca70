package io.candor.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.onnx.internal.Signature;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model in an ONNX file as a black box: it scores, it explains nothing by itself. What it takes and gives: {@link Signature}.
 * Missing numbers are NaN, missing texts empty. Rows go through in blocks of 4,096. Thread-safe; closing frees native memory.
 */
public final class OnnxModel implements Model, AutoCloseable {
    private static final int BLOCK = 4096;

    private final String file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;

    private OnnxModel(String file, OrtEnvironment environment, OrtSession session, Signature signature) {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    /** @throws CandorException {@code CND-M023} if the file is damaged or its graph is of a form that is not read */
    public static OnnxModel open(Path file) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setDeterministicCompute(true);
            OrtSession session = environment.createSession(file.toString(), options);
            return new OnnxModel(file.toString(), environment, session, Signature.of(session, file));
        } catch (OrtException | IllegalArgumentException | ClassCastException e) {
            throw Signature.other(file.toString(), "ONNX Runtime refuses it").causedBy(e);
        }
    }

    @Override
    public Task task() {
        return signature.task();
    }

    @Override
    public String target() {
        return signature.target();
    }

    @Override
    public List<Input> inputs() {
        return signature.inputs();
    }

    @Override
    public List<String> classes() {
        return signature.classes();
    }

    @Override
    public Scores.Scale scale() {
        return task() == Task.REGRESSION ? Scores.Scale.VALUE : Scores.Scale.PROBABILITY;
    }

    /** @throws CandorException also {@code CND-M023} if the graph fails, or a missing cell meets an input of whole numbers */
    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(signature.inputs(), rows);
        int outputs = task() == Task.MULTICLASS ? classes().size() : 1;
        double[] values = new double[rows.rows() * outputs];
        double[][] block =
                new double[Math.min(BLOCK, rows.rows())][signature.inputs().size()];
        for (int from = 0; from < rows.rows(); from += BLOCK) {
            int n = Math.min(BLOCK, rows.rows() - from);
            for (int i = 0; i < n; i++) encoder.encode(from + i, block[i]);
            double[] scores = run(rows, from, n, block);
            int width = signature.width();
            if (scores.length != n * width) throw Signature.other(file, "it gives another number of scores than rows");
            for (int i = 0; i < n; i++) {
                // of two probabilities the second is the positive one's
                System.arraycopy(scores, i * width + width - outputs, values, (from + i) * outputs, outputs);
            }
        }
        return new Scores(values, rows.rows(), outputs, scale());
    }

    private double[] run(Table rows, int from, int n, double[][] block) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (int g = 0; g < signature.graphInputs().size(); g++) {
                tensors.put(signature.graphInputs().get(g), tensor(g, rows, from, n, block));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(signature.output()))) {
                if (signature.maps()) return ofMaps((OnnxSequence) result.get(0));
                OnnxTensor output = (OnnxTensor) result.get(0);
                if (output.getInfo().type == OnnxJavaType.DOUBLE) return copy(output.getDoubleBuffer());
                return copy(output.getFloatBuffer());
            }
        } catch (OrtException e) {
            throw Signature.other(file, "scoring failed").causedBy(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /** A map per row, from class to probability. */
    private double[] ofMaps(OnnxSequence rows) throws OrtException {
        List<? extends OnnxValue> maps = rows.getValue();
        double[] values = new double[maps.size() * signature.width()];
        int at = 0;
        for (OnnxValue map : maps) {
            Map<String, Number> byClass = new HashMap<>();
            for (Map.Entry<?, ?> entry : ((OnnxMap) map).getValue().entrySet())
                byClass.put(entry.getKey().toString(), (Number) entry.getValue());
            for (String name : signature.classes()) {
                Number value = byClass.get(name);
                if (value == null) throw Signature.other(file, "a map lacks a class");
                values[at++] = value.doubleValue();
            }
        }
        return values;
    }

    private static double[] copy(DoubleBuffer from) {
        double[] values = new double[from.remaining()];
        from.get(values);
        return values;
    }

    private static double[] copy(FloatBuffer from) {
        double[] values = new double[from.remaining()];
        for (int i = 0; i < values.length; i++) values[i] = from.get();
        return values;
    }

    private OnnxTensor tensor(int g, Table rows, int from, int n, double[][] block) throws OrtException {
        OnnxJavaType type = signature.types().get(g);
        int width = signature.matrix() ? signature.inputs().size() : 1;
        long[] shape = {n, width};
        if (type == OnnxJavaType.STRING)
            return OnnxTensor.createTensor(environment, texts(g, rows, from, n, block), shape);
        double[] values = new double[n * width];
        for (int i = 0; i < n; i++) System.arraycopy(block[i], signature.matrix() ? 0 : g, values, i * width, width);
        return switch (type) {
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
            case FLOAT -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
                yield OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
            }
            case INT64 -> {
                long[] longs = new long[values.length];
                for (int i = 0; i < longs.length; i++) longs[i] = (long) whole(values[i]);
                yield OnnxTensor.createTensor(environment, LongBuffer.wrap(longs), shape);
            }
            case INT32 -> {
                int[] ints = new int[values.length];
                for (int i = 0; i < ints.length; i++) ints[i] = (int) whole(values[i]);
                yield OnnxTensor.createTensor(environment, IntBuffer.wrap(ints), shape);
            }
            case BOOL -> {
                ByteBuffer flags = ByteBuffer.allocateDirect(values.length);
                for (double value : values) flags.put((byte) (whole(value) == 0 ? 0 : 1));
                yield OnnxTensor.createTensor(environment, flags.rewind(), shape, OnnxJavaType.BOOL);
            }
            default -> throw Signature.other(file, "an input is of type " + type);
        };
    }

    private double whole(double value) {
        if (!Double.isNaN(value)) return value;
        throw Signature.other(file, "a cell is missing where it takes whole numbers");
    }

    private String[] texts(int g, Table rows, int from, int n, double[][] block) {
        Input input = signature.inputs().get(g);
        Column column = rows.column(input.name());
        String[] texts = new String[n];
        for (int i = 0; i < n; i++) {
            double level = block[i][g];
            if (Double.isNaN(level)) texts[i] = "";
            else if (level >= 0) texts[i] = input.levels().get((int) level);
            else texts[i] = String.valueOf(column.text(from + i)); // no level, or none is known
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw Signature.other(file, "it can't be closed").causedBy(e);
        }
    }
}
