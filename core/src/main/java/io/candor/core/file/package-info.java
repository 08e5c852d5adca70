/**
 * Files that are written whole or not at all.
 */
@NullMarked
package io.candor.core.file;

import org.jspecify.annotations.NullMarked;
