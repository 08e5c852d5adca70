package io.candor.audit;

import io.candor.audit.internal.StrictBase64;
import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 key that verifies notes, written as C2SP's vkey: {@code <name>+<key id>+<base64(0x01 ‖ key)>}. Immutable.
 */
public final class NoteKey {
    private static final byte ED25519 = 1;

    private final String name;
    private final byte[] encoded;
    private final PublicKey key;

    private NoteKey(String name, byte[] encoded, PublicKey key) {
        this.name = name;
        this.encoded = encoded;
        this.key = key;
    }

    /**
     * @param vkey one line, as {@code candor trail checkpoint} prints it
     * @throws CandorException {@code CND-T001} if it is not a vkey of an Ed25519 key, or its key id is wrong
     */
    public static NoteKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        byte[] encoded = parts.length == 3 ? StrictBase64.decode(parts[2]).orElse(new byte[0]) : new byte[0];
        if (encoded.length != 33 || encoded[0] != ED25519 || !validName(parts[0])) throw malformed();
        if (!HexFormat.of().formatHex(keyId(parts[0], encoded)).equals(parts[1])) throw malformed();
        try {
            return new NoteKey(parts[0], encoded, publicKey(Arrays.copyOfRange(encoded, 1, 33)));
        } catch (GeneralSecurityException e) {
            throw malformed().causedBy(e);
        }
    }

    static NoteKey of(String name, EdECPublicKey key) {
        byte[] encoded = new byte[33];
        encoded[0] = ED25519;
        byte[] y = key.getPoint().getY().toByteArray();
        for (int i = 0; i < Math.min(y.length, 32); i++) encoded[1 + i] = y[y.length - 1 - i];
        if (key.getPoint().isXOdd()) encoded[32] |= (byte) 0x80;
        return new NoteKey(name, encoded, key);
    }

    /** The log's name, which is its checkpoints' origin. */
    public String name() {
        return name;
    }

    /** The vkey. */
    public String vkey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + StrictBase64.encode(encoded);
    }

    /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
    byte[] id() {
        return keyId(name, encoded);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException malformedSignature) {
            return false;
        }
    }

    /** Key names hold no white space and no plus sign. */
    static boolean validName(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c <= ' ' || c == '+' || Character.isWhitespace(c));
    }

    private static byte[] keyId(String name, byte[] encoded) {
        MessageDigest sha = Sha256.start();
        sha.update(name.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
        return Arrays.copyOf(sha.digest(encoded), 4);
    }

    private static PublicKey publicKey(byte[] littleEndian) throws GeneralSecurityException {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) bigEndian[i] = littleEndian[31 - i];
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static CandorException malformed() {
        return CandorException.user(
                "CND-T001",
                "the verification key is malformed",
                "one line <name>+<8 hexadecimal digits>+<base64>",
                "copy the vkey that 'candor trail checkpoint' prints on the machine that keeps the log");
    }
}
