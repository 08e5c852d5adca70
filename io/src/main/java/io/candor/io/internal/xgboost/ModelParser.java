package io.candor.io.internal.xgboost;

import io.candor.core.json.EcmaNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses an XGBoost model token by token; members that nobody needs are skipped unread. All numbers and texts that are kept count
 * against one allowance, so no file takes more memory than there is. Used once.
 */
final class ModelParser {
    private static final int MOST_FEATURES = 100_000;

    private final Tokens tokens;
    private long left = Runtime.getRuntime().maxMemory() / 64;

    private String booster = "";
    private List<String> names = List.of();
    private List<String> types = List.of();
    private List<List<String>> categories = List.of();
    private final List<RawTree> trees = new ArrayList<>();
    private int[] outputs = new int[0];
    private float[] weights = new float[0];
    private String objective = "";
    private String baseScore = "";
    private int classes;
    private int targets;
    private int features;

    ModelParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** What is done at the value of a member or at an item. */
    @FunctionalInterface
    private interface At {
        void value(String name) throws IOException;
    }

    /** @throws IllegalArgumentException if it is no such document */
    ModelDocument document() throws IOException {
        tokens.next();
        Set<String> seen = object(name -> {
            if (name.equals("learner")) learner();
            else skip();
        });
        if (tokens.next() != Tokens.Kind.END) throw new IllegalArgumentException("there is more than one value");
        need(seen, "learner");
        return new ModelDocument(
                booster,
                names,
                types,
                categories,
                trees,
                outputs,
                weights,
                objective,
                baseScore,
                classes,
                targets,
                features);
    }

    private void learner() throws IOException {
        need(
                object(name -> {
                    switch (name) {
                        case "feature_names" -> names = texts();
                        case "feature_types" -> types = texts();
                        case "gradient_booster" -> booster();
                        case "learner_model_param" -> parameters();
                        case "objective" ->
                            need(
                                    object(member -> {
                                        if (member.equals("name")) objective = text();
                                        else skip();
                                    }),
                                    "name");
                        default -> skip();
                    }
                }),
                "gradient_booster",
                "learner_model_param",
                "objective");
    }

    private void parameters() throws IOException {
        need(
                object(name -> {
                    switch (name) {
                        case "base_score" -> baseScore = text();
                        case "num_class" -> classes = parameter();
                        case "num_target" -> targets = parameter();
                        case "num_feature" -> features = parameter();
                        default -> skip();
                    }
                }),
                "base_score",
                "num_feature");
        if (features > MOST_FEATURES) throw new IllegalArgumentException("it has more than 100000 features");
    }

    private int parameter() throws IOException {
        int value = Integer.parseInt(text());
        if (value < 0) throw new IllegalArgumentException("a parameter is negative");
        return value;
    }

    /** Trees and, lately, the weights of {@code dart} stand in {@code model}; in older files those trees a level deeper. */
    private void booster() throws IOException {
        need(
                object(name -> {
                    switch (name) {
                        case "name" -> booster = text();
                        case "model" -> model();
                        case "gbtree" ->
                            object(member -> {
                                if (member.equals("model")) model();
                                else skip();
                            });
                        case "weight_drop" -> weights = reals();
                        default -> skip();
                    }
                }),
                "name");
    }

    private void model() throws IOException {
        object(name -> {
            switch (name) {
                case "trees" -> list(this::tree);
                case "tree_info" -> outputs = integers();
                case "weight_drop" -> weights = reals();
                case "cats" ->
                    object(member -> {
                        if (member.equals("enc")) {
                            categories = new ArrayList<>();
                            list(this::categories);
                        } else {
                            skip();
                        }
                    });
                default -> skip();
            }
        });
    }

    /** Texts as bytes one after another, each with its end; or numbers. */
    private void categories() throws IOException {
        double[][] lists = new double[2][];
        object(name -> {
            switch (name) {
                case "offsets" -> lists[0] = numbers();
                case "values" -> lists[1] = numbers();
                default -> skip();
            }
        });
        double[] values = lists[1];
        if (values == null) throw new IllegalArgumentException("'values' is missing");
        List<String> levels = new ArrayList<>();
        if (lists[0] == null) {
            for (double value : values) levels.add(number(value));
        } else {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
            for (int i = 1; i < lists[0].length; i++) {
                int from = (int) lists[0][i - 1];
                int to = (int) lists[0][i];
                if (from < 0 || to < from || to > bytes.length) {
                    throw new IllegalArgumentException("categories are not there");
                }
                allow(1);
                levels.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
        categories.add(levels);
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a category is not finite");
        }
        return EcmaNumber.format(value);
    }

    private void tree() throws IOException {
        int[][] integers = new int[9][0];
        float[][] reals = new float[4][0];
        int[] width = {1};
        need(
                object(name -> {
                    switch (name) {
                        case "left_children" -> integers[0] = integers();
                        case "right_children" -> integers[1] = integers();
                        case "split_indices" -> integers[2] = integers();
                        case "default_left" -> integers[3] = integers();
                        case "split_type" -> integers[4] = integers();
                        case "categories" -> integers[5] = integers();
                        case "categories_nodes" -> integers[6] = integers();
                        case "categories_segments" -> integers[7] = integers();
                        case "categories_sizes" -> integers[8] = integers();
                        case "split_conditions" -> reals[0] = reals();
                        case "sum_hessian" -> reals[1] = reals();
                        case "leaf_weights" -> reals[2] = reals();
                        case "base_weights" -> reals[3] = reals();
                        case "tree_param" ->
                            object(member -> {
                                if (member.equals("size_leaf_vector")) width[0] = parameter();
                                else skip();
                            });
                        default -> skip();
                    }
                }),
                "left_children",
                "right_children",
                "split_indices",
                "split_conditions",
                "default_left");
        boolean vector = width[0] > 1;
        trees.add(new RawTree(
                integers[0],
                integers[1],
                integers[2],
                reals[0],
                integers[3],
                integers[4],
                reals[1],
                integers[5],
                integers[6],
                integers[7],
                integers[8],
                width[0],
                vector ? reals[2] : new float[0],
                vector ? reals[3] : new float[0]));
        allow(64); // what a tree takes beside its lists
    }

    /** Calls {@code member} at the value of each member; a name may come once. */
    private Set<String> object(At member) throws IOException {
        expect(Tokens.Kind.OBJECT, "an object");
        Set<String> seen = new HashSet<>();
        while (tokens.next() == Tokens.Kind.NAME) {
            String name = tokens.text();
            if (seen.size() < 100 && !seen.add(name)) throw new IllegalArgumentException("a member is there twice");
            tokens.next();
            member.value(name);
        }
        expect(Tokens.Kind.OBJECT_END, "the end of an object");
        return seen;
    }

    /** What is done at an item. */
    @FunctionalInterface
    private interface Item {
        void read() throws IOException;
    }

    private void list(Item item) throws IOException {
        expect(Tokens.Kind.LIST, "a list");
        while (tokens.next() != Tokens.Kind.LIST_END) item.read();
    }

    private void skip() throws IOException {
        int depth = 0;
        do {
            switch (tokens.kind()) {
                case OBJECT, LIST -> depth++;
                case OBJECT_END, LIST_END -> depth--;
                case END -> throw new IllegalArgumentException("it ends too early");
                default -> {}
            }
            if (depth > 0) tokens.next();
        } while (depth > 0);
    }

    private String text() throws IOException {
        expect(Tokens.Kind.TEXT, "a text");
        String text = tokens.text();
        allow(4 + text.length() / 8);
        return text;
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        list(() -> {
            if (texts.size() == MOST_FEATURES) throw new IllegalArgumentException("a list is longer than 100000");
            texts.add(text());
        });
        return texts;
    }

    private double[] numbers() throws IOException {
        double[][] values = {new double[0]};
        int[] count = {0};
        list(() -> {
            expect(Tokens.Kind.NUMBER, "a number");
            allow(1);
            if (count[0] == values[0].length) values[0] = Arrays.copyOf(values[0], larger(count[0]));
            values[0][count[0]++] = tokens.number();
        });
        return Arrays.copyOf(values[0], count[0]);
    }

    private int[] integers() throws IOException {
        expect(Tokens.Kind.LIST, "a list");
        int[] values = new int[0];
        int count = 0;
        while (tokens.next() != Tokens.Kind.LIST_END) {
            allow(1);
            if (count == values.length) values = Arrays.copyOf(values, larger(count));
            values[count++] = integer();
        }
        return Arrays.copyOf(values, count);
    }

    private int integer() throws IOException {
        if (tokens.kind() == Tokens.Kind.TRUE) return 1;
        if (tokens.kind() == Tokens.Kind.FALSE) return 0;
        expect(Tokens.Kind.NUMBER, "a number");
        double value = tokens.number();
        if (value != (int) value) throw new IllegalArgumentException("a whole number was expected");
        return (int) value;
    }

    private float[] reals() throws IOException {
        expect(Tokens.Kind.LIST, "a list");
        float[] values = new float[0];
        int count = 0;
        while (tokens.next() != Tokens.Kind.LIST_END) {
            expect(Tokens.Kind.NUMBER, "a number");
            allow(1);
            if (count == values.length) values = Arrays.copyOf(values, larger(count));
            values[count++] = tokens.real();
        }
        return Arrays.copyOf(values, count);
    }

    private static int larger(int size) {
        return Math.max(16, size + (size >> 1));
    }

    private void allow(int n) {
        left -= n;
        if (left < 0) throw new IllegalArgumentException("it holds more than fits into memory");
    }

    private void expect(Tokens.Kind kind, String what) {
        if (tokens.kind() != kind) throw new IllegalArgumentException(what + " was expected");
    }

    private static void need(Set<String> seen, String... names) {
        for (String name : names) {
            if (!seen.contains(name)) throw new IllegalArgumentException("'" + name + "' is missing");
        }
    }
}
