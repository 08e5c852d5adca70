package io.candor.audit.internal;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64 (RFC 4648 §4) in its one canonical form: padded, and with spare bits of zero. The JDK accepts more. */
public final class StrictBase64 {
    private StrictBase64() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Empty if the text is not the canonical form of any bytes. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A canonical hash of 32 bytes; empty otherwise. */
    public static Optional<byte[]> hash(String text) {
        return decode(text)
                .filter(bytes -> bytes.length == TreeHash.SIZE)
                .map(bytes -> Arrays.copyOf(bytes, TreeHash.SIZE));
    }
}
