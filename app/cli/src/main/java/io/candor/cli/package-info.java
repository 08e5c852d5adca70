/**
 * The {@code candor} command. Start with {@link io.candor.cli.Main}; each verb is a class of its own that reads its options, calls
 * assessment and report, and prints. stdout carries results, stderr carries progress.
 */
@NullMarked
package io.candor.cli;

import org.jspecify.annotations.NullMarked;
