/**
 * Decisions of a model that is in use, watched: counts by window, group, label and decision in a state of a few kilobytes, policies
 * with a bounded share of false alarms, and, when one is missed, which cell moved. Start with {@link
 * io.candor.fairness.monitor.FairnessMonitor}.
 *
 * <p>No row, id or clock is kept: windows are told by a position that the caller gives (a time, a running number, the number of a
 * batch), and a label that arrives late carries its decision, group and position with it. States of one configuration merge
 * exactly, in any order.
 *
 * <p>Papers: Kitagawa 1955 (components of a difference of rates); Miettinen &amp; Nurminen 1985 (intervals); Smirnov 1948
 * (two samples); Woolf 1957 (G-test); Siddiqi 2006 (population stability index).
 */
@NullMarked
package io.candor.fairness.monitor;

import org.jspecify.annotations.NullMarked;
