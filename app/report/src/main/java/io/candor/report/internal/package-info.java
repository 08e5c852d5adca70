/** Sections, charts and the writer behind {@link io.candor.report}; do not depend on them. */
@NullMarked
package io.candor.report.internal;

import org.jspecify.annotations.NullMarked;
