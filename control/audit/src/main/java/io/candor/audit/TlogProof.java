package io.candor.audit;

import io.candor.audit.internal.StrictBase64;
import io.candor.audit.internal.TreeHash;
import io.candor.core.CandorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A receipt that can be carried anywhere (C2SP tlog-proof v1): the entry, its index, its inclusion proof and a signed
 * checkpoint. The entry itself stands in the {@code extra} line, so that the file needs no log beside it; it is trusted only
 * because its hash is proven.
 *
 * @param entry canonical bytes of the entry, as text
 * @param index where it stands
 * @param proof hashes in base64, from the leaf's sibling up
 * @param checkpoint the signed checkpoint
 */
public record TlogProof(String entry, long index, List<String> proof, SignedNote checkpoint) {
    /** Appended to the name of the file that a receipt is for. */
    public static final String SUFFIX = ".tlog-proof";

    private static final String HEADER = "c2sp.org/tlog-proof@v1";

    public TlogProof {
        proof = List.copyOf(proof);
    }

    static TlogProof of(byte[] entry, long index, List<byte[]> proof, SignedNote checkpoint) {
        return new TlogProof(
                new String(entry, StandardCharsets.UTF_8),
                index,
                proof.stream().map(StrictBase64::encode).toList(),
                checkpoint);
    }

    /** The file. */
    public String text() {
        StringBuilder file = new StringBuilder(HEADER)
                .append("\nextra ")
                .append(StrictBase64.encode(entry.getBytes(StandardCharsets.UTF_8)))
                .append("\nindex ")
                .append(index)
                .append('\n');
        for (String hash : proof) file.append(hash).append('\n');
        return file.append('\n').append(checkpoint).toString();
    }

    /** @throws CandorException {@code CND-T004} if the file is not a receipt in the one canonical form */
    public static TlogProof parse(byte[] bytes) {
        String file = utf8(bytes);
        int split = file.indexOf("\n\n");
        if (split < 0) throw malformed();
        String[] lines = file.substring(0, split).split("\n", -1);
        boolean shaped = lines.length >= 3
                && lines[0].equals(HEADER)
                && lines[1].startsWith("extra ")
                && lines[2].matches("index (0|[1-9][0-9]{0,17})");
        if (!shaped) throw malformed();
        byte[] entry = StrictBase64.decode(lines[1].substring(6)).orElseThrow(TlogProof::malformed);
        List<String> hashes = new ArrayList<>(List.of(lines).subList(3, lines.length));
        if (!hashes.stream().allMatch(h -> StrictBase64.hash(h).isPresent())) throw malformed();
        SignedNote note = SignedNote.parse(file.substring(split + 2).getBytes(StandardCharsets.UTF_8));
        return new TlogProof(utf8(entry), Long.parseLong(lines[2].substring(6)), hashes, note);
    }

    /** Whether the entry is in the log that the key signs for. */
    public boolean verifies(NoteKey key) {
        if (checkpoint.signatures().size() != 1 || !checkpoint.signedBy(key)) return false;
        Checkpoint head = Checkpoint.of(checkpoint);
        List<byte[]> hashes =
                proof.stream().map(h -> StrictBase64.hash(h).orElseThrow()).toList();
        byte[] leaf = TreeHash.leaf(entry.getBytes(StandardCharsets.UTF_8));
        return head.origin().equals(key.name()) && MerkleProof.includes(index, head.size(), leaf, hashes, head.root());
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
                "CND-T004",
                "a receipt is malformed",
                "a file as C2SP tlog-proof v1 has it, with the entry as extra data",
                "restore the receipt, or fetch it again from whoever gave it");
    }
}
