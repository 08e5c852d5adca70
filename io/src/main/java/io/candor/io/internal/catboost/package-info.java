/**
 * Reading CatBoost's models in JSON. Start with {@link io.candor.io.internal.catboost.Assembly}. Source: Prokhorenkova et al.
 * 2018, "CatBoost: unbiased boosting with categorical features" (what statistics of categories are), and what CatBoost 1.2
 * writes and predicts.
 */
@NullMarked
package io.candor.io.internal.catboost;

import org.jspecify.annotations.NullMarked;
