/**
 * Explanations in the serving process: {@link io.candor.explain.serving.ServedExplainer} answers for one row at a time, against a
 * named {@link io.candor.explain.serving.Reference}, with the reasons that lenders and others must give a person. It is made once
 * from data, kept as JSON beside its model, and needs no data afterwards.
 */
@NullMarked
package io.candor.explain.serving;

import org.jspecify.annotations.NullMarked;
