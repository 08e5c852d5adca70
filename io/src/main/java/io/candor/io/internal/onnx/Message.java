package io.candor.io.internal.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One Protocol Buffers message within a file's bytes (protobuf.dev, "Encoding"), read field by field; nothing is copied, and no
 * length is believed beyond the end of what holds it. Not thread-safe.
 */
final class Message {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] bytes;
    private final int from;
    private final int end;
    private int at;
    private int field;
    private int type;
    private long number;
    private int valueFrom;
    private int valueEnd;

    Message(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Message(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.from = from;
        this.at = from;
        this.end = end;
    }

    /** Goes back to before the first field. */
    Message rewound() {
        return new Message(bytes, from, end);
    }

    /**
     * Goes to the next field; false at the end.
     *
     * @throws IllegalArgumentException if it is no message
     */
    boolean next() {
        if (at == end) return false;
        long tag = varint();
        type = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > 1 << 29) throw new IllegalArgumentException("a field has no number");
        field = (int) (tag >>> 3);
        switch (type) {
            case VARINT -> number = varint();
            case EIGHT_BYTES -> take(8);
            case FOUR_BYTES -> take(4);
            case LENGTH -> take(varint());
            default -> throw new IllegalArgumentException("a field is of no known type");
        }
        return true;
    }

    private void take(long length) {
        if (length < 0 || length > end - at) throw new IllegalArgumentException("it ends too early");
        valueFrom = at;
        at += (int) length;
        valueEnd = at;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) throw new IllegalArgumentException("it ends too early");
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) return value;
        }
        throw new IllegalArgumentException("a number is too long");
    }

    /** Of the current field. */
    int field() {
        return field;
    }

    long number() {
        need(VARINT);
        return number;
    }

    Message message() {
        need(LENGTH);
        return new Message(bytes, valueFrom, valueEnd);
    }

    String text() {
        need(LENGTH);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, valueFrom, valueEnd - valueFrom))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }

    /** Adds the current field's numbers, one or a packed list. */
    void integers(NumberList out) {
        if (type == VARINT) {
            out.add(number);
            return;
        }
        need(LENGTH);
        Message packed = new Message(bytes, valueFrom, valueEnd);
        while (packed.at < packed.end) out.add(packed.varint());
    }

    /** Adds the current field's floats, one or a packed list. */
    void floats(NumberList out) {
        if (type != FOUR_BYTES) need(LENGTH);
        ByteBuffer values = buffer();
        if (values.remaining() % 4 != 0) throw new IllegalArgumentException("half a number");
        while (values.hasRemaining()) out.add(values.getFloat());
    }

    /** Adds the current field's doubles, one or a packed list. */
    void doubles(NumberList out) {
        if (type != EIGHT_BYTES) need(LENGTH);
        ByteBuffer values = buffer();
        if (values.remaining() % 8 != 0) throw new IllegalArgumentException("half a number");
        while (values.hasRemaining()) out.add(values.getDouble());
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, valueFrom, valueEnd - valueFrom).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void need(int expected) {
        if (type != expected) throw new IllegalArgumentException("a field is of another type");
    }
}
