package io.candor.report.specimen.two;

import io.candor.report.specimen.one.There;
import java.util.List;

/** Breaks: packages have no cycles. */
public record AndBack(List<There> others) {}
