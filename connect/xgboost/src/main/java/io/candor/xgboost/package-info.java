/**
 * Trains gradient-boosted trees with XGBoost (Chen &amp; Guestrin 2016). Start with {@link io.candor.xgboost.XgboostTrainer}. The
 * native library is needed to train only: what comes out is the neutral {@link io.candor.core.model.TreeEnsemble}.
 */
@NullMarked
package io.candor.xgboost;

import org.jspecify.annotations.NullMarked;
