/**
 * Linear, logistic and multinomial regression with an elastic-net penalty or without one, and intervals of the coefficients.
 * Start with {@link io.candor.glassbox.linear.LinearTrainer}, which trains {@link io.candor.core.model.LinearModel}s.
 *
 * <p>Papers: Friedman, Hastie, Tibshirani, "Regularization paths for generalized linear models via coordinate descent" (J.
 * Stat. Softw. 2010), whose scaling is used: columns and indicators are standardised, the penalty is on those coefficients,
 * the loss is a mean over rows; Zou, Hastie, "Regularization and variable selection via the elastic net" (JRSS B 2005); van
 * de Geer, Bühlmann, Ritov, Dezeure, "On asymptotically optimal confidence regions" (Ann. Stat. 2014). Where this differs:
 *
 * <ul>
 *   <li>A category has an indicator for each of its levels, with none left out; a missing number stands at the mean and has an
 *       indicator. Without a penalty, the heaviest level is left out while fitting.
 *   <li>Coefficients of levels are reported from the mean of the training rows, so that none depends on which level was left
 *       out, and those of several classes from the mean over classes.
 *   <li>Steps that do not lower the objective are halved.
 * </ul>
 */
@NullMarked
package io.candor.glassbox.linear;

import org.jspecify.annotations.NullMarked;
