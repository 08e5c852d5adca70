/** Parts of {@link io.candor.assessment}; do not depend on them. */
@NullMarked
package io.candor.assessment.internal;

import org.jspecify.annotations.NullMarked;
