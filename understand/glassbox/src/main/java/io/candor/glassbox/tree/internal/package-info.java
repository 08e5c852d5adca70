/** Growing and pruning of decision trees. */
@NullMarked
package io.candor.glassbox.tree.internal;

import org.jspecify.annotations.NullMarked;
