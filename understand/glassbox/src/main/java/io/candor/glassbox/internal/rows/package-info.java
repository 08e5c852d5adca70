/** Training rows, checked for every trainer, and encoded as linear models, trees and rule lists take them. */
@NullMarked
package io.candor.glassbox.internal.rows;

import org.jspecify.annotations.NullMarked;
