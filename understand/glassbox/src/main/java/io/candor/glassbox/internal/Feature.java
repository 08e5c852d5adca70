package io.candor.glassbox.internal;

import io.candor.core.model.Input;

/**
 * One input, cut into bins.
 *
 * @param main for its main effect
 * @param pair for interactions: no finer
 * @param nominal whether its bins have no order
 * @param monotone +1, −1, or 0 if its effect may go any way
 */
public record Feature(Input input, Resolution main, Resolution pair, boolean nominal, int monotone) {
    /** Whether it has at least two bins that hold rows. */
    boolean varies(int rows) {
        Codes codes = main.codes();
        for (int i = 1; i < rows; i++) if (codes.get(i) != codes.get(0)) return true;
        return false;
    }
}
