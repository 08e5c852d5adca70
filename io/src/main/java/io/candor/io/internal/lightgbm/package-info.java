/**
 * Reading LightGBM's model files. Start with {@link io.candor.io.internal.lightgbm.ModelParser}. The format has no
 * description of its own; what each line means was found from files that LightGBM 2.3, 3.3 and 4.7 wrote and from what 4.7
 * predicts of them. Where a value goes: Ke et al. 2017, "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", and
 * LightGBM's documentation, "Advanced Topics" (missing values, categories).
 */
@NullMarked
package io.candor.io.internal.lightgbm;

import org.jspecify.annotations.NullMarked;
