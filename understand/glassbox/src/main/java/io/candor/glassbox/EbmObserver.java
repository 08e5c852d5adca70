package io.candor.glassbox;

/** Is told of every step of every bag, from the threads that make them, and may end the training there. */
@FunctionalInterface
public interface EbmObserver {
    /** What happens next. */
    enum Decision {
        CONTINUE,
        /** This bag goes on to its next stage, or ends. */
        STOP_STAGE,
        /** All bags end. */
        STOP_ALL
    }

    /** What was boosted. */
    enum Stage {
        MAINS,
        INTERACTIONS
    }

    /**
     * @param bag index from 0
     * @param steps made in this stage
     * @param metric mean loss on the bag's validation rows after the step; NaN if there are none
     */
    Decision after(int bag, Stage stage, long steps, double metric);
}
