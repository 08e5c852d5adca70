/**
 * Results to pages: one HTML file, Markdown, JUnit XML. Start with {@link io.candor.report.HtmlReport}. Everything is rendered
 * from {@link io.candor.results.Results} alone, without model or data, and twice gives equal bytes. The page needs no network and no script;
 * charts are SVG with a table behind each.
 */
@NullMarked
package io.candor.report;

import org.jspecify.annotations.NullMarked;
