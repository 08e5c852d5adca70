package io.candor.io.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distinct texts of one column in one chunk: bytes to code, decoded once each. Not thread-safe. */
final class LevelTable {
    private final List<String> levels = new ArrayList<>();
    private byte[][] keys = new byte[64][];
    private int[] slots = new int[64]; // code + 1; 0 is free

    List<String> levels() {
        return levels;
    }

    /** @throws CharacterCodingException if a new text is not UTF-8 */
    int code(byte[] bytes, int from, int to) throws CharacterCodingException {
        int hash = 0;
        for (int i = from; i < to; i++) hash = hash * 31 + bytes[i];
        int slot = spread(hash) & slots.length - 1;
        while (slots[slot] != 0) {
            byte[] key = keys[slot];
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) return slots[slot] - 1;
            slot = slot + 1 & slots.length - 1;
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, to - from))
                .toString();
        keys[slot] = Arrays.copyOfRange(bytes, from, to);
        levels.add(text);
        slots[slot] = levels.size();
        if (levels.size() * 2 > slots.length) grow();
        return levels.size() - 1;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        int[] oldSlots = slots;
        keys = new byte[oldKeys.length * 2][];
        slots = new int[oldSlots.length * 2];
        for (int s = 0; s < oldSlots.length; s++) {
            if (oldSlots[s] == 0) continue;
            int hash = 0;
            for (byte b : oldKeys[s]) hash = hash * 31 + b;
            int slot = spread(hash) & slots.length - 1;
            while (slots[slot] != 0) slot = slot + 1 & slots.length - 1;
            keys[slot] = oldKeys[s];
            slots[slot] = oldSlots[s];
        }
    }

    private static int spread(int hash) {
        return hash * 0x9E3779B9 >>> 8;
    }
}
