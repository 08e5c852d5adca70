/** The plan of an assessment and its run. */
@NullMarked
package io.candor.assessment;

import org.jspecify.annotations.NullMarked;
