/**
 * Files in and out. Start with {@link io.candor.io.CsvReader} for data, {@link io.candor.io.JsonText} and
 * {@link io.candor.io.YamlText} for JSON and YAML, {@link io.candor.io.ModelFolder} for saved models. Whatever is read here
 * may be hostile: sizes and depths are limited, and errors name the line.
 */
@NullMarked
package io.candor.io;

import org.jspecify.annotations.NullMarked;
