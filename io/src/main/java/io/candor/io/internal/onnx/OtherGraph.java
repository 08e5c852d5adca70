package io.candor.io.internal.onnx;

/** A graph that may be a good one but is not read as trees; the message says why. */
final class OtherGraph extends RuntimeException {
    private static final long serialVersionUID = 1;

    OtherGraph(String why) {
        super(why, null, false, false);
    }
}
