package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/** Places for short labels beside points, where they lie on no point and on no other label; further out where points are crowded. */
final class LabelPlaces {
    private static final int DIRECTIONS = 12;
    private static final double STEP = 12;
    private static final int MOST_RINGS = 12;
    private static final double FIRST = 15;

    private final double[] frame;
    private final List<double[]> boxes = new ArrayList<>();

    /** Left, top, right, bottom of where labels may be. */
    LabelPlaces(double left, double top, double right, double bottom) {
        frame = new double[] {left, top, right, bottom};
    }

    /** Keeps labels off a point. */
    void keepOff(double x, double y, double radius) {
        boxes.add(new double[] {x - radius, y - radius, x + radius, y + radius});
    }

    /** The middle of a label's box; the point itself if there is no room anywhere near. */
    double[] place(double x, double y, double width, double height) {
        for (int ring = 0; ring < MOST_RINGS; ring++) {
            double away = FIRST + ring * STEP;
            for (int d = 0; d < DIRECTIONS; d++) {
                double angle = (d - 1.0) * 2 * StrictMath.PI / DIRECTIONS;
                double cx = x + away * StrictMath.cos(angle);
                double cy = y - away * StrictMath.sin(angle);
                double[] box = {cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2};
                if (outside(box) || boxes.stream().anyMatch(b -> overlap(b, box))) continue;
                boxes.add(box);
                return new double[] {cx, cy};
            }
        }
        return new double[] {x, y};
    }

    private boolean outside(double[] box) {
        return box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3];
    }

    private static boolean overlap(double[] a, double[] b) {
        return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    }
}
