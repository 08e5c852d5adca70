package io.candor.report.specimen.one;

import io.candor.report.specimen.two.AndBack;

/** Breaks: packages have no cycles. */
public record There(AndBack other) {}
