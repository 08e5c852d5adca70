/**
 * Evidence: immutable statements of what was measured, on what, how, and with which limits (in-toto Statement v1). Start
 * with {@link io.candor.core.evidence.Evidence}.
 */
@NullMarked
package io.candor.core.evidence;

import org.jspecify.annotations.NullMarked;
