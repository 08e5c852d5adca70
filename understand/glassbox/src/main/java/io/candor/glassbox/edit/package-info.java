/**
 * Changing additive models after training: {@link io.candor.glassbox.edit.EditedModel} removes, scales, sets, monotonises and
 * purifies terms and keeps a record of each edit; {@link io.candor.glassbox.edit.ModelMerge} makes one model of several.
 */
@NullMarked
package io.candor.glassbox.edit;

import org.jspecify.annotations.NullMarked;
