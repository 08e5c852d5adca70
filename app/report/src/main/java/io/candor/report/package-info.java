/** Evidence to SVG, HTML, Markdown and JUnit XML. */
@NullMarked
package io.candor.report;

import org.jspecify.annotations.NullMarked;
