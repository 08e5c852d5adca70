package io.candor.store;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files addressed by the SHA-256 of their bytes: {@code blobs/sha256/ab/cdef...}. Written whole or not at all, checked
 * whenever read. Thread-safe, also across processes: two writers of one digest write the same bytes.
 */
public final class Blobs {
    private final Path root;

    /** @param store the store's folder */
    public Blobs(Path store) {
        this.root = store.resolve("blobs").resolve("sha256");
    }

    /** Keeps bytes; gives their digest. */
    public String put(byte[] bytes) {
        String digest = Sha256.of(bytes);
        keep(digest, new ByteArrayInputStream(bytes)::transferTo);
        return digest;
    }

    /**
     * Keeps a file's bytes; gives their digest.
     *
     * @throws CandorException {@code CND-S011} if the file can't be read or changes meanwhile
     */
    public String put(Path file) {
        try {
            String digest = Sha256.of(file);
            keep(digest, out -> {
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(out);
                }
            });
            return digest;
        } catch (IOException e) {
            throw CandorException.user(
                            "CND-S011",
                            "cannot read " + file + " to keep it",
                            "a readable file that does not change meanwhile",
                            "check the file and try again")
                    .causedBy(e);
        }
    }

    private void keep(String digest, AtomicFile.Content content) {
        Path path = path(digest);
        if (!Files.exists(path)) AtomicFile.write(path, content);
        problem(digest).ifPresent(problem -> {
            throw damaged(digest, problem);
        });
    }

    /**
     * The bytes behind a digest.
     *
     * @throws CandorException {@code CND-S007} if they are missing or have another digest
     */
    public byte[] get(String digest) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path(digest));
        } catch (NoSuchFileException e) {
            throw damaged(digest, "is missing");
        } catch (IOException e) {
            throw damaged(digest, "can't be read").causedBy(e);
        }
        if (!Sha256.of(bytes).equals(digest)) throw damaged(digest, "was changed: its bytes have another digest");
        return bytes;
    }

    public boolean has(String digest) {
        return Files.exists(path(digest));
    }

    /** What is wrong with a blob; empty if its bytes have its digest. */
    public Optional<String> problem(String digest) {
        try {
            boolean right = Sha256.of(path(digest)).equals(digest);
            return right ? Optional.empty() : Optional.of("was changed: its bytes have another digest");
        } catch (NoSuchFileException e) {
            return Optional.of("is missing");
        } catch (IOException e) {
            return Optional.of("can't be read");
        }
    }

    /** Everything that lies below {@code blobs}, for a check; also the temporary files of writers. */
    public List<Path> files() {
        if (!Files.exists(root.getParent())) return List.of();
        try (Stream<Path> files = Files.walk(root.getParent())) {
            return files.filter(f -> !Files.isDirectory(f)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest that a file of {@link #files} stands for; empty if it lies where no blob belongs. */
    public Optional<String> digest(Path file) {
        Path relative = root.relativize(file);
        if (relative.getNameCount() != 2) return Optional.empty();
        String digest = relative.getName(0).toString() + relative.getName(1);
        boolean valid = digest.matches("[0-9a-f]{64}") && path(digest).equals(file);
        return valid ? Optional.of(digest) : Optional.empty();
    }

    private Path path(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256 digest");
        return root.resolve(digest.substring(0, 2)).resolve(digest.substring(2));
    }

    private static CandorException damaged(String digest, String problem) {
        return CandorException.integrity(
                "CND-S007",
                "blob " + digest + " " + problem,
                "a file whose SHA-256 is its name",
                "restore it from a backup; 'candor trail verify' lists everything that does not verify");
    }
}
