/**
 * What stands between raw features and a model that sees prepared ones: columns that are scaled, coded, cut, one per level, hashed or
 * multiplied. Start with {@link io.candor.core.prepare.Preparation}; {@link io.candor.core.prepare.PreparedModel#of} makes a model
 * on the raw inputs of it, so that whatever explains models explains raw features.
 */
@NullMarked
package io.candor.core.prepare;

import org.jspecify.annotations.NullMarked;
