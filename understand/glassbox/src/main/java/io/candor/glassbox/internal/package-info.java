/**
 * The parts of the trainer: {@link io.candor.glassbox.internal.Binner} makes
 * {@link io.candor.glassbox.internal.Feature features} of columns, {@link io.candor.glassbox.internal.OuterBag} splits
 * rows, {@link io.candor.glassbox.internal.Booster} boosts one bag and {@link io.candor.glassbox.internal.Assembly} makes
 * one model of all bags.
 */
@NullMarked
package io.candor.glassbox.internal;

import org.jspecify.annotations.NullMarked;
