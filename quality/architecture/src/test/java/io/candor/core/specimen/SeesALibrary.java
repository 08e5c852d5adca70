package io.candor.core.specimen;

import picocli.CommandLine;

/** Breaks: core sees the JDK only; picocli is for cli. */
record SeesALibrary(CommandLine line) {}
