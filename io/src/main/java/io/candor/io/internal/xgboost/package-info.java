/**
 * Reading XGBoost's model files. Start with {@link io.candor.io.internal.xgboost.ModelParser}. Source: XGBoost's documentation,
 * "Introduction to Model IO", and its JSON schema; files of 1.7, 2.1, 3.0 and 3.4 were compared with what XGBoost predicts.
 */
@NullMarked
package io.candor.io.internal.xgboost;

import org.jspecify.annotations.NullMarked;
