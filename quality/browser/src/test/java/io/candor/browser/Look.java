package io.candor.browser;

/**
 * How a page is looked at.
 *
 * @param width of the window, in CSS pixels
 * @param dark what the reader's system prefers
 * @param scripts whether they run
 */
record Look(int width, boolean dark, boolean scripts) {
    static final int DESK = 1280;
    static final int PHONE = 390;

    static Look at(int width) {
        return new Look(width, false, true);
    }

    Look inTheDark() {
        return new Look(width, true, scripts);
    }

    Look withoutScripts() {
        return new Look(width, dark, false);
    }

    @Override
    public String toString() {
        return width + (dark ? "-dark" : "-light") + (scripts ? "" : "-no-scripts");
    }
}
