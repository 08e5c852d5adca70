package io.candor.io.internal.xgboost;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Universal Binary JSON, draft 12 (ubjson.org), as far as XGBoost writes it: numbers are big-endian, objects and lists may say
 * their length ({@code #}) and lists of numbers their type ({@code $}). A length that is claimed costs nothing until its items
 * arrive; types of items without a byte of their own are refused, as nothing would bound such a list.
 */
final class UbjsonTokens implements Tokens {
    static final int LONGEST_TEXT = 1 << 20;
    private static final int DEEPEST = 40;
    private static final String NUMBERS = "iUIlLdD";

    /** An open object or list: items still to come, −1 if its end is marked; the type that all share, 0 for none. */
    private static final class Container {
        final boolean object;
        final int type;
        long left = -1;

        Container(boolean object, int type) {
            this.object = object;
            this.type = type;
        }
    }

    private final DataInputStream in;
    private final Deque<Container> open = new ArrayDeque<>();
    private Kind kind = Kind.NULL;
    private boolean named; // a name was read, its value was not
    private boolean started;
    private String text = "";
    private double number;
    private float real;

    UbjsonTokens(InputStream in) {
        this.in = new DataInputStream(in);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public double number() {
        return number;
    }

    @Override
    public float real() {
        return real;
    }

    @Override
    public Kind next() throws IOException {
        try {
            kind = read();
        } catch (EOFException e) {
            throw new IllegalArgumentException("it ends too early", e);
        }
        return kind;
    }

    private Kind read() throws IOException {
        Container inner = open.peek();
        if (inner == null) {
            if (!started) {
                started = true;
                return value(marker());
            }
            if (in.read() >= 0) throw new IllegalArgumentException("something follows its end");
            return Kind.END;
        }
        if (named) {
            named = false;
            return value(marker());
        }
        int marker = 0;
        if (inner.left < 0) {
            marker = marker();
            if (marker == (inner.object ? '}' : ']')) return close(inner);
        } else if (inner.left-- == 0) {
            return close(inner);
        }
        if (!inner.object) return value(inner.type != 0 ? inner.type : marker != 0 ? marker : marker());
        named = true;
        text = text(length(marker != 0 ? marker : marker()));
        return Kind.NAME;
    }

    private Kind close(Container inner) {
        open.pop();
        return inner.object ? Kind.OBJECT_END : Kind.LIST_END;
    }

    private Kind value(int marker) throws IOException {
        switch (marker) {
            case '{', '[' -> {
                return open(marker == '{');
            }
            case 'S', 'H' -> text = text(length(marker()));
            case 'C' -> text = String.valueOf((char) (in.readUnsignedByte() & 0x7f));
            case 'T', 'F', 'Z' -> {
                return marker == 'T' ? Kind.TRUE : marker == 'F' ? Kind.FALSE : Kind.NULL;
            }
            default -> {
                number(marker);
                return Kind.NUMBER;
            }
        }
        return Kind.TEXT;
    }

    private Kind open(boolean object) throws IOException {
        if (open.size() == DEEPEST) throw new IllegalArgumentException("it is nested too deeply");
        in.mark(1);
        int marker = marker();
        int type = 0;
        if (marker == '$') {
            type = marker();
            if (object || NUMBERS.indexOf(type) < 0)
                throw new IllegalArgumentException("a list of no numbers is typed");
            marker = marker();
            if (marker != '#') throw new IllegalArgumentException("a typed list has no length");
        }
        Container container = new Container(object, type);
        if (marker == '#') container.left = length(marker());
        else in.reset();
        open.push(container);
        return object ? Kind.OBJECT : Kind.LIST;
    }

    private void number(int marker) throws IOException {
        if (marker == 'd') {
            real = in.readFloat();
            number = real;
            return;
        }
        number = marker == 'D' ? in.readDouble() : integer(marker);
        real = (float) number;
    }

    private long integer(int marker) throws IOException {
        return switch (marker) {
            case 'i' -> in.readByte();
            case 'U' -> in.readUnsignedByte();
            case 'I' -> in.readShort();
            case 'l' -> in.readInt();
            case 'L' -> in.readLong();
            default -> throw new IllegalArgumentException("an unknown mark stands in it");
        };
    }

    private long length(int marker) throws IOException {
        long length = integer(marker);
        if (length < 0) throw new IllegalArgumentException("a length is negative");
        return length;
    }

    private String text(long length) throws IOException {
        if (length > LONGEST_TEXT) throw new IllegalArgumentException("a text is too long");
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) throw new EOFException();
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }

    /** Past marks that mean nothing. */
    private int marker() throws IOException {
        int marker = in.readUnsignedByte();
        while (marker == 'N') marker = in.readUnsignedByte();
        return marker;
    }
}
