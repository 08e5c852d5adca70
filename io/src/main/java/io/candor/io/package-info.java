/** CSV, JSON and YAML; saved models; atomic files. */
@NullMarked
package io.candor.io;

import org.jspecify.annotations.NullMarked;
