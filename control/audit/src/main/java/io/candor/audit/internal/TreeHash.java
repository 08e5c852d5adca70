package io.candor.audit.internal;

import io.candor.core.evidence.Sha256;
import java.security.MessageDigest;

/** Hashes of the tree (RFC 6962 §2.1): a leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right). */
public final class TreeHash {
    /** Bytes of a hash. */
    public static final int SIZE = 32;

    private TreeHash() {}

    /** The root of a tree without entries. */
    public static byte[] empty() {
        return Sha256.start().digest();
    }

    public static byte[] leaf(byte[] entry) {
        MessageDigest sha = Sha256.start();
        sha.update((byte) 0);
        return sha.digest(entry);
    }

    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha = Sha256.start();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }
}
