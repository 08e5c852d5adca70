package io.candor.io.internal.onnx;

import io.candor.core.model.Link;
import io.candor.core.model.Task;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sums of leaves become. Of two classes ONNX Runtime gives P(second) from the weights of one class, whichever it is, if the
 * file has weights of one only; as a probability as it is if all are positive.
 *
 * @param outputs 1 for a number and for two classes
 * @param plus per file's output 1 or −1 if it adds to the only output so, 0 if it does not count; null if each is its own
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Scoring(Task task, Link link, List<String> classes, double[] base, int @Nullable [] plus) {
    private static final double ROUNDED = 1e-3;

    static Scoring ofNumber(Attributes attributes, RawTrees trees) {
        if (attributes.integer("n_targets", 1) != 1) throw new OtherGraph("it has several outputs");
        if (!attributes.text("post_transform", "NONE").equals("NONE")) throw new OtherGraph("it transforms its score");
        for (int output : trees.weightOutput)
            if (output != 0) throw new IllegalArgumentException("a leaf adds to no output");
        double[] base = attributes.reals("base_values");
        if (base.length > 1) throw new IllegalArgumentException("not one base value per output");
        return new Scoring(Task.REGRESSION, Link.IDENTITY, List.of(), base.length == 1 ? base : new double[1], null);
    }

    static Scoring ofClasses(Attributes attributes, RawTrees trees) {
        List<String> labels = attributes.texts("classlabels_strings");
        if (labels.isEmpty()) {
            double[] numbers = attributes.integers("classlabels_int64s");
            labels = Arrays.stream(numbers)
                    .mapToObj(n -> Long.toString((long) n))
                    .toList();
        }
        if (labels.size() < 2 || labels.size() > 100_000) throw new OtherGraph("it has too few or too many classes");
        if (labels.stream().distinct().count() < labels.size())
            throw new IllegalArgumentException("two classes have one name");
        String transform = attributes.text("post_transform", "NONE");
        double[] base = attributes.reals("base_values");
        for (int output : trees.weightOutput) {
            if (output >= labels.size()) throw new IllegalArgumentException("a leaf adds to no output");
        }
        return labels.size() == 2 ? two(labels, transform, base, trees) : several(labels, transform, base, trees);
    }

    private static Scoring several(List<String> labels, String transform, double[] base, RawTrees trees) {
        if (base.length != 0 && base.length != labels.size())
            throw new OtherGraph("its base values are not one per class");
        Link link = switch (transform) {
            case "SOFTMAX" -> Link.SOFTMAX;
            case "LOGISTIC" -> Link.LOGIT;
            case "NONE" -> Link.IDENTITY;
            default -> throw new OtherGraph("it transforms its scores by " + brief(transform));
        };
        double[] bases = base.length == 0 ? new double[labels.size()] : base;
        if (link == Link.IDENTITY) probabilities(trees, bases, labels.size());
        return new Scoring(Task.MULTICLASS, link, labels, bases, null);
    }

    private static Scoring two(List<String> labels, String transform, double[] base, RawTrees trees) {
        boolean first = false;
        boolean second = false;
        boolean positive = true;
        for (int i = 0; i < trees.weight.length; i++) {
            first |= trees.weightOutput[i] == 0;
            second |= trees.weightOutput[i] == 1;
            positive &= !(trees.weight[i] < 0);
        }
        if (!first && !second) throw new OtherGraph("its leaves are empty");
        double[] one = {0};
        Link link;
        int[] plus;
        if (first && second) {
            // the runtime adds base values of two classes in a way of its own
            if (base.length != 0) throw new OtherGraph("it has base values of two classes");
            if (!everyRow(trees, 0) || !everyRow(trees, 1))
                throw new OtherGraph("some rows get a score of one class only");
            boolean softmax = transform.equals("SOFTMAX");
            plus = new int[] {softmax ? -1 : 0, 1};
            link = softmax ? Link.LOGIT : link(transform);
        } else {
            if (base.length > 1 || base.length == 1 && second)
                throw new OtherGraph("its base values are not one per class");
            if (base.length == 1) one[0] = base[0];
            link = link(transform);
            // the runtime leaves positive sums of one class as they are, and takes others for half of two opposite ones
            if (positive != (link == Link.IDENTITY)) throw new OtherGraph("its scores are no probabilities");
            plus = first ? new int[] {1, 0} : new int[] {0, 1};
        }
        Scoring scoring = new Scoring(Task.BINARY, link, labels, one, plus);
        if (link == Link.IDENTITY) probabilities(trees, new double[] {one[0], one[0]}, 2);
        return scoring;
    }

    /** Whether each row gets a weight of an output: whether some tree has one at all its leaves. */
    private static boolean everyRow(RawTrees trees, int output) {
        int[] bare = new int[trees.roots.length];
        boolean[] has = new boolean[trees.branch.length];
        for (int i = 0; i < trees.weight.length; i++) has[trees.weightNode[i]] |= trees.weightOutput[i] == output;
        for (int i = 0; i < has.length; i++) if (trees.branch[i] == Branch.LEAF && !has[i]) bare[trees.treeOf[i]]++;
        for (int count : bare) if (count == 0) return true;
        return false;
    }

    private static Link link(String transform) {
        return switch (transform) {
            case "LOGISTIC" -> Link.LOGIT;
            case "NONE" -> Link.IDENTITY;
            default -> throw new OtherGraph("it transforms its scores by " + brief(transform));
        };
    }

    /** Sums can't leave 0 … 1 if the largest leaves of all trees don't. */
    private static void probabilities(RawTrees trees, double[] base, int outputs) {
        double[] most = base.clone();
        double[][] largest = new double[outputs][trees.roots.length];
        for (int i = 0; i < trees.weight.length; i++) {
            if (trees.weight[i] < 0) throw new OtherGraph("its scores are no probabilities");
            int tree = trees.treeOf[trees.weightNode[i]];
            double[] own = largest[trees.weightOutput[i]];
            own[tree] = Math.max(own[tree], trees.weight[i]);
        }
        for (int k = 0; k < outputs; k++) {
            for (double v : largest[k]) most[k] += v;
            if (base[k] < 0 || !(most[k] <= 1 + ROUNDED)) throw new OtherGraph("its scores are no probabilities");
        }
    }

    private static String brief(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "..." : text;
    }
}
