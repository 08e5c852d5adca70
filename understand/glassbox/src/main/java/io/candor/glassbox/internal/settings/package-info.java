/** Settings as texts: what trainers' settings have in common. */
@NullMarked
package io.candor.glassbox.internal.settings;

import org.jspecify.annotations.NullMarked;
