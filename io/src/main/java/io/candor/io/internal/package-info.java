/** Parts of {@link io.candor.io}; do not depend on them. */
@NullMarked
package io.candor.io.internal;

import org.jspecify.annotations.NullMarked;
