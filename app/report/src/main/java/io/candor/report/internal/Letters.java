package io.candor.report.internal;

/**
 * How wide text of 12 pixels may become, without a browser to ask: widths of DejaVu Sans, the widest of the usual fonts, rounded
 * up. What is unknown counts as the widest.
 */
final class Letters {
    private static final double WIDEST = 16;
    private static final String THIN = "ijlI|!.,:;' ";
    private static final String NARROW = "()[]{}/\\\"ftr-*_";
    private static final String BROAD = "<>=+~#^w&MOQGD";
    private static final String WIDE = "mW@%…";

    private Letters() {}

    static double width(String text) {
        return text.codePoints().mapToDouble(Letters::width).sum();
    }

    /** The text if it fits, else as much of it as does, with an ellipsis. */
    static String cut(String text, double width) {
        double used = 0;
        int fits = 0; // chars of the text that leave room for an ellipsis
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (used + width('…') <= width) fits = i;
            used += width(text.codePointAt(i));
            if (used > width) return text.substring(0, fits) + "…";
        }
        return text;
    }

    private static double width(int letter) {
        if (THIN.indexOf(letter) >= 0) return 4.1;
        if (NARROW.indexOf(letter) >= 0) return 6.1;
        if (BROAD.indexOf(letter) >= 0) return 10.4;
        if (WIDE.indexOf(letter) >= 0) return 12.1;
        if (letter >= 'A' && letter <= 'Z') return 9.1;
        if (letter > 0x20 && letter < 0x7f) return 7.7;
        if (letter < 0x590) return 10; // Latin with accents, Greek, Cyrillic
        return WIDEST;
    }
}
