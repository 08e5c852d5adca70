/** Evidence and policy in, gate decisions out. */
@NullMarked
package io.candor.policy;

import org.jspecify.annotations.NullMarked;
