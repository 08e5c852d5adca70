/** The arithmetic of preparing rows. */
@NullMarked
package io.candor.fairness.prepare.internal;

import org.jspecify.annotations.NullMarked;
