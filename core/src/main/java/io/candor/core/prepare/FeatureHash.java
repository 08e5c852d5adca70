package io.candor.core.prepare;

import io.candor.core.model.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Feature hashing (Weinberger et al., ICML 2009), as scikit-learn's {@code FeatureHasher} does it: a level is the feature {@code
 * name=level} of value 1, a number the feature {@code name} of its value; MurmurHash3 (x86, 32 bits, seed 0) of its UTF-8 gives the bucket
 * |h| mod buckets and, if signs alternate, the sign of h. Missing values and unseen levels (their text is not known) add nothing. Thread-safe.
 */
public final class FeatureHash {
    private final List<Integer> inputs;
    private final int[][] hashes; // per input: of its levels, or of its name
    private final boolean[] number;
    private final int buckets;
    private final boolean signs;

    /**
     * @param all raw inputs
     * @param inputs indices of those that are hashed
     * @param signs whether signs alternate
     */
    public FeatureHash(List<Input> all, List<Integer> inputs, int buckets, boolean signs) {
        if (buckets < 1 || inputs.isEmpty()) throw new IllegalArgumentException("hashing needs inputs and buckets");
        this.inputs = inputs.stream().sorted().distinct().toList();
        this.buckets = buckets;
        this.signs = signs;
        this.hashes = new int[this.inputs.size()][];
        this.number = new boolean[hashes.length];
        for (int j = 0; j < hashes.length; j++) {
            Input input = all.get(this.inputs.get(j));
            number[j] = input.kind() == Input.Kind.NUMBER;
            List<String> features = new ArrayList<>();
            if (number[j]) features.add(input.name());
            for (String level : input.levels()) features.add(input.name() + "=" + level);
            hashes[j] = features.stream()
                    .mapToInt(f -> murmur(f.getBytes(StandardCharsets.UTF_8)))
                    .toArray();
        }
    }

    List<Integer> inputs() {
        return inputs;
    }

    double of(double[] raw, int bucket) {
        double sum = 0;
        for (int j = 0; j < hashes.length; j++) {
            double value = raw[inputs.get(j)];
            if (Double.isNaN(value) || !number[j] && value < 0) continue;
            int hash = hashes[j][number[j] ? 0 : (int) value];
            if (Math.abs((long) hash) % buckets != bucket) continue;
            sum += (signs && hash < 0 ? -1 : 1) * (number[j] ? value : 1);
        }
        return sum;
    }

    /** MurmurHash3_x86_32 with seed 0 (Appleby, public domain description). */
    static int murmur(byte[] bytes) {
        int h = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int k = bytes[i] & 255 | (bytes[i + 1] & 255) << 8 | (bytes[i + 2] & 255) << 16 | bytes[i + 3] << 24;
            h = Integer.rotateLeft(h ^ scrambled(k), 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= whole; i--) rest = rest << 8 | bytes[i] & 255;
        h ^= scrambled(rest) ^ bytes.length;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }

    private static int scrambled(int k) {
        return Integer.rotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
