/** Parts of the connector that are nobody else's business. */
@NullMarked
package io.candor.onnx.internal;

import org.jspecify.annotations.NullMarked;
