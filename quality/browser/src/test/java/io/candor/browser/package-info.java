/**
 * What a person sees: reports of real runs in headless Chromium. Start with {@link io.candor.browser.ReportInBrowserTest}; the
 * pictures and the prints stay in {@code target/pictures}.
 */
@NullMarked
package io.candor.browser;

import org.jspecify.annotations.NullMarked;
