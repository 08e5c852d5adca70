package io.candor.audit;

import io.candor.audit.internal.StrictBase64;
import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The log's key in two files: {@code trail.key}, readable by its owner alone, in the form of golang.org/x/mod/sumdb/note
 * ({@code PRIVATE+KEY+<name>+<key id>+<base64(0x01 ‖ seed)>}), and {@code trail.vkey}, which is public.
 */
final class KeyFile implements Signer {
    private final NoteKey key;
    private final PrivateKey secret;

    private KeyFile(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    static Path secretFile(Path keys) {
        return keys.resolve("trail.key");
    }

    static Path publicFile(Path keys) {
        return keys.resolve("trail.vkey");
    }

    /** Makes a key for a new log, named at random so that no two logs share an origin. */
    static KeyFile create(Path keys) {
        byte[] id = new byte[8];
        new SecureRandom().nextBytes(id);
        String name = "candor/trail/" + HexFormat.of().formatHex(id);
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            NoteKey key = NoteKey.of(name, (EdECPublicKey) pair.getPublic());
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] encoded = new byte[33];
            encoded[0] = 1;
            System.arraycopy(seed, 0, encoded, 1, 32);
            String line = "PRIVATE+KEY+" + name + "+" + HexFormat.of().formatHex(key.id()) + "+"
                    + StrictBase64.encode(encoded) + "\n";
            AtomicFile.write(publicFile(keys), key.vkey() + "\n");
            writeSecret(secretFile(keys), line);
            return new KeyFile(key, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
        }
    }

    /** @throws CandorException {@code CND-T006} if the files can't be read or don't belong together */
    static KeyFile open(Path keys) {
        try {
            NoteKey key = NoteKey.parse(Files.readString(publicFile(keys)));
            String[] parts = Files.readString(secretFile(keys)).strip().split("\\+", 5);
            byte[] encoded = parts.length == 5 ? StrictBase64.decode(parts[4]).orElse(new byte[0]) : new byte[0];
            if (encoded.length != 33 || encoded[0] != 1 || !parts[2].equals(key.name())) throw unusable();
            KeyFile signer = new KeyFile(key, secret(Arrays.copyOfRange(encoded, 1, 33)));
            byte[] probe = Sha256.start().digest();
            if (!key.verifies(probe, signer.sign(probe))) throw unusable();
            return signer;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable().causedBy(e);
        }
    }

    private static PrivateKey secret(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(secret);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** Never readable by others, not even for a moment: the permissions are given when the file is made. */
    private static void writeSecret(Path file, String line) {
        Path temporary = file.resolveSibling(".trail.key.new");
        try {
            FileStore disk = Files.getFileStore(file.toAbsolutePath().getParent());
            FileAttribute<?>[] owner = disk.supportsFileAttributeView("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, owner);
            Files.write(temporary, line.getBytes(StandardCharsets.US_ASCII), java.nio.file.StandardOpenOption.SYNC);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    private static CandorException unusable() {
        return CandorException.integrity(
                "CND-T006",
                "the log's signing key is missing, damaged or does not match its public key",
                "keys/trail.key and keys/trail.vkey as they were made with the store",
                "restore keys/ from a backup; without it the log can be verified but not continued");
    }
}
