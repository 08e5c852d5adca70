/**
 * ONNX models, scored by ONNX Runtime. Start with {@link io.candor.onnx.OnnxModel}. This is a connector: it loads native code
 * and is found by {@link java.util.ServiceLoader} where its jar is on the class path.
 */
@NullMarked
package io.candor.onnx;

import org.jspecify.annotations.NullMarked;
