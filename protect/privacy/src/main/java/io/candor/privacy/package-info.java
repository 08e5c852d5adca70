/** Differentially private mechanisms and samplers. */
@NullMarked
package io.candor.privacy;

import org.jspecify.annotations.NullMarked;
