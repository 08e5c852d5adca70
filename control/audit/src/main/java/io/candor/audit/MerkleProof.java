package io.candor.audit;

import io.candor.audit.internal.TreeHash;
import java.util.Arrays;
import java.util.List;

/** Verification of proofs (RFC 9162 §2.1.3.2 and §2.1.4.2), with the length checks that the text leaves to the reader. */
public final class MerkleProof {
    private MerkleProof() {}

    /** The hash of an entry as a leaf. */
    public static byte[] leafHash(byte[] entry) {
        return TreeHash.leaf(entry);
    }

    /** Whether the proof shows that the leaf stands at {@code index} in the tree of that size and root. */
    public static boolean includes(long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !hashes(proof) || notHash(leafHash) || notHash(root)) return false;
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : proof) {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) {
                r = TreeHash.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = TreeHash.node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    /**
     * Whether the proof shows that the tree of the newer root starts with the tree of the older one. Nothing can be proven from
     * an empty tree: false.
     */
    public static boolean extendsTree(long older, byte[] olderRoot, long newer, byte[] newerRoot, List<byte[]> proof) {
        if (older < 1 || older > newer || !hashes(proof) || notHash(olderRoot) || notHash(newerRoot)) return false;
        if (older == newer) return proof.isEmpty() && Arrays.equals(olderRoot, newerRoot);
        if (proof.isEmpty()) return false;
        boolean complete = Long.bitCount(older) == 1;
        int next = complete ? 0 : 1;
        byte[] fr = complete ? olderRoot : proof.get(0);
        byte[] sr = fr;
        long fn = older - 1;
        long sn = newer - 1;
        while ((fn & 1) == 1) {
            fn >>>= 1;
            sn >>>= 1;
        }
        for (byte[] c : proof.subList(next, proof.size())) {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) {
                fr = TreeHash.node(c, fr);
                sr = TreeHash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = TreeHash.node(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && Arrays.equals(fr, olderRoot) && Arrays.equals(sr, newerRoot);
    }

    private static boolean hashes(List<byte[]> proof) {
        return proof.size() <= 128 && proof.stream().noneMatch(MerkleProof::notHash);
    }

    private static boolean notHash(byte[] bytes) {
        return bytes.length != TreeHash.SIZE;
    }
}
