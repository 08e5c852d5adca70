package io.candor.browser;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;

/**
 * What a screen showed.
 *
 * @param width that the page said it has, in pixels
 * @param height likewise
 * @param background the most frequent colour
 */
record Picture(BufferedImage image, int width, int height, int background) {
    static Picture of(BufferedImage image, int width, int height) {
        return new Picture(image, width, height, mostFrequent(image));
    }

    /** The share of pixels that are not of the most frequent colour, in a slice from one row to another. */
    double ink(int top, int bottom) {
        int ink = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < image.getWidth(); x++) if (image.getRGB(x, y) != background) ink++;
        }
        return ink / (double) ((bottom - top) * image.getWidth());
    }

    /** From 0 (black) to 1 (white), of the most frequent colour; WCAG's relative luminance. */
    double brightness() {
        int rgb = background;
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static int mostFrequent(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) counts.merge(image.getRGB(x, y), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static double linear(int channel) {
        double v = channel / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
