/**
 * Datasheets: what people must say of a model, beside what the run can prove. Start with
 * {@link io.candor.datasheet.ModelDatasheet#build}; {@link io.candor.datasheet.Field} lists what is asked and of whom.
 * A field that the run fills carries the address of the number it shows. Pure data: rendering is the app's.
 *
 * <p>Papers: Mitchell et al., "Model cards for model reporting", 2019; Gebru et al., "Datasheets for datasets", 2021. The
 * six headings are those of the project's evidence contract.
 */
@NullMarked
package io.candor.datasheet;

import org.jspecify.annotations.NullMarked;
