/**
 * {@code results.json}: the single truth of a run, as records. Assessment writes it, everything else reads it and can be
 * rendered from it again without model or data. Start with {@link io.candor.results.Results}; the published schema is {@code
 * results.schema.json} beside it.
 */
@NullMarked
package io.candor.results;

import org.jspecify.annotations.NullMarked;
