/** What the monitor is made of. */
@NullMarked
package io.candor.fairness.monitor.internal;

import org.jspecify.annotations.NullMarked;
