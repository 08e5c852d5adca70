package io.candor.audit;

import io.candor.audit.internal.StrictBase64;
import io.candor.core.CandorException;
import java.util.HexFormat;

/**
 * The head of the log at some moment (C2SP tlog-checkpoint): whose log, how many entries, which root.
 *
 * @param origin the log's name
 * @param size number of entries
 * @param rootHex root hash in hexadecimal
 */
public record Checkpoint(String origin, long size, String rootHex) {
    static Checkpoint of(String origin, long size, byte[] root) {
        return new Checkpoint(origin, size, HexFormat.of().formatHex(root));
    }

    /** @throws CandorException {@code CND-T003} if the note's text is not a checkpoint without extensions */
    public static Checkpoint of(SignedNote note) {
        String[] lines = note.text().split("\n", -1);
        boolean shaped = lines.length == 4
                && NoteKey.validName(lines[0])
                && lines[1].matches("0|[1-9][0-9]{0,17}")
                && lines[3].isEmpty();
        byte[] root = shaped ? StrictBase64.hash(lines[2]).orElse(null) : null;
        if (root == null) {
            throw CandorException.integrity(
                    "CND-T003",
                    "a checkpoint is malformed",
                    "origin, size and base64 of the root, one a line",
                    "restore the file from a backup, or fetch it again");
        }
        return of(lines[0], Long.parseLong(lines[1]), root);
    }

    /** The root hash, 32 bytes. */
    public byte[] root() {
        return HexFormat.of().parseHex(rootHex);
    }

    /** What is signed. */
    String text() {
        return origin + "\n" + size + "\n" + StrictBase64.encode(root()) + "\n";
    }
}
