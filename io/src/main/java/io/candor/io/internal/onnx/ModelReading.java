package io.candor.io.internal.onnx;

import io.candor.core.CandorException;
import io.candor.core.model.TreeEnsemble;

/** Reads trees out of an ONNX file's bytes and says what is wrong with them. */
public final class ModelReading {
    private ModelReading() {}

    /** Whether the file is a model that is one tree ensemble of a form that is read. */
    public static boolean accepts(byte[] file) {
        try {
            new Assembly(TreeGraph.of(new Graph(file)));
            return true;
        } catch (OtherGraph | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * @param source what it is read from, for messages
     * @throws CandorException {@code CND-M042}, {@code CND-M043}
     */
    public static TreeEnsemble read(byte[] file, String source) {
        try {
            return new Assembly(TreeGraph.of(new Graph(file))).model();
        } catch (OtherGraph e) {
            throw CandorException.user(
                    "CND-M043",
                    "the ONNX model in " + source + " can't be read as trees (" + e.getMessage() + ")",
                    "one tree ensemble with the modes BRANCH_LEQ, BRANCH_LT, BRANCH_GT or BRANCH_GTE",
                    "export the trees alone, or score it with ONNX Runtime (connect/onnx)");
        } catch (IllegalArgumentException e) {
            throw damaged(source, String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    /** The error for a file that can't be read. */
    public static CandorException damaged(String source, String why) {
        return CandorException.user(
                "CND-M042",
                "the ONNX model in " + source + " can't be read (" + why + ")",
                "a tree ensemble as skl2onnx or onnxmltools writes it",
                "export the model again");
    }
}
