/** Reading policies, and turning a metric's name into its place in the evidence. */
@NullMarked
package io.candor.policy.internal;

import org.jspecify.annotations.NullMarked;
