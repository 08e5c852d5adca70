package io.candor.core.json;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Many numbers in a short text: eight bytes each, big-endian, in the URL-safe alphabet of base64 without padding. Every bit is kept. */
public final class PackedNumbers {
    private PackedNumbers() {}

    public static Json.Str of(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(8, values.length));
        for (double value : values) bytes.putDouble(value);
        return Json.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }
}
