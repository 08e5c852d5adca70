/**
 * Reading tree ensembles out of ONNX files. Start with {@link io.candor.io.internal.onnx.TreeGraph}. Source: the ONNX project's
 * {@code onnx.proto} and its operators TreeEnsembleClassifier and TreeEnsembleRegressor of {@code ai.onnx.ml}, versions 1 to 3;
 * where those leave something open (scores of two classes), what ONNX Runtime does.
 */
@NullMarked
package io.candor.io.internal.onnx;

import org.jspecify.annotations.NullMarked;
