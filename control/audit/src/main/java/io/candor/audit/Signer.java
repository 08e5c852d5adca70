package io.candor.audit;

/** Signs checkpoints. The private key stays behind it: a file, later a hardware module. */
public interface Signer {
    /** The key that verifies what this signs. */
    NoteKey key();

    /** Ed25519 signature of 64 bytes. */
    byte[] sign(byte[] message);
}
