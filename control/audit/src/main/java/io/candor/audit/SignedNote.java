package io.candor.audit;

import io.candor.audit.internal.StrictBase64;
import io.candor.core.CandorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * C2SP signed-note: a text and lines {@code — <name> <base64(key id ‖ signature)>}. Parsing accepts the one canonical form
 * only; a note that parses is written back byte for byte.
 *
 * @param text ends in a line break; what is signed
 * @param signatures in order
 */
public record SignedNote(String text, List<Line> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MOST_SIGNATURES = 64;

    /**
     * One signature.
     *
     * @param name of the key
     * @param blob base64 of key id and signature
     */
    public record Line(String name, String blob) {}

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    static SignedNote sign(String text, Signer signer) {
        byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] blob = ByteBuffer.allocate(4 + signature.length)
                .put(signer.key().id())
                .put(signature)
                .array();
        return new SignedNote(text, List.of(new Line(signer.key().name(), StrictBase64.encode(blob))));
    }

    /** @throws CandorException {@code CND-T002} if the bytes are not a note */
    public static SignedNote parse(byte[] bytes) {
        String note = utf8(bytes);
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || note.chars().anyMatch(c -> c < ' ' && c != '\n' || c == 0x7f)) {
            throw malformed();
        }
        String tail = note.substring(split + 2);
        if (tail.isEmpty()) throw malformed();
        List<Line> lines = new ArrayList<>();
        for (String line : tail.substring(0, tail.length() - 1).split("\n", -1)) lines.add(line(line));
        if (lines.size() > MOST_SIGNATURES) throw malformed();
        return new SignedNote(note.substring(0, split + 1), lines);
    }

    private static Line line(String line) {
        String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (parts.length != 2 || !NoteKey.validName(parts[0])) throw malformed();
        if (StrictBase64.decode(parts[1]).map(b -> b.length).orElse(0) < 5) throw malformed();
        return new Line(parts[0], parts[1]);
    }

    /**
     * Whether the key signed the text. Signatures of other keys are ignored; a wrong one of this key makes it false, even beside
     * a right one.
     */
    public boolean signedBy(NoteKey key) {
        boolean found = false;
        for (Line line : signatures) {
            if (!isOf(line, key)) continue;
            byte[] blob = StrictBase64.decode(line.blob()).orElseThrow();
            if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(blob, 4, blob.length)))
                return false;
            found = true;
        }
        return found;
    }

    boolean isOf(Line line, NoteKey key) {
        byte[] blob = StrictBase64.decode(line.blob()).orElseThrow();
        return line.name().equals(key.name()) && Arrays.equals(Arrays.copyOf(blob, 4), key.id());
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(line.blob())
                    .append('\n');
        }
        return note.toString();
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static CandorException malformed() {
        return CandorException.integrity(
                "CND-T002",
                "a signed note is malformed",
                "text, an empty line, and signature lines, as C2SP signed-note has them",
                "restore the file from a backup, or fetch it again");
    }
}
