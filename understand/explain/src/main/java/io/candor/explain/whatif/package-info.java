/**
 * What a model would answer if a row were another. Start with {@link io.candor.explain.whatif.WhatIf}.
 */
@NullMarked
package io.candor.explain.whatif;

import org.jspecify.annotations.NullMarked;
