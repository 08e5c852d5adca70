package io.candor.audit.internal;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of C2SP tlog-tiles: {@code tile/<L>/<N>} with 256 hashes, {@code tile/<L>/<N>.p/<W>} with W of them at the right
 * edge, {@code tile/entries/<N>[.p/<W>]} with entries behind 2-byte lengths. N is written in groups of three digits,
 * {@code x001/x234/067}.
 */
public final class Tiles {
    /** Hashes or entries of a full tile. */
    public static final int WIDTH = 256;

    private final Path root;

    /** @param root the folder that holds {@code tile} and {@code checkpoint} */
    public Tiles(Path root) {
        this.root = root;
    }

    public Path checkpoint() {
        return root.resolve("checkpoint");
    }

    /** Relative path of a tile; level −1 stands for entries. */
    public static String path(int level, long n, int width) {
        StringBuilder name = new StringBuilder(String.format("%03d", n % 1000));
        for (long rest = n / 1000; rest > 0; rest /= 1000) name.insert(0, String.format("x%03d/", rest % 1000));
        String kind = level < 0 ? "entries" : Integer.toString(level);
        return "tile/" + kind + "/" + name + (width == WIDTH ? "" : ".p/" + width);
    }

    /** How many hashes the tile n of a level holds in a log of that size. */
    public static int width(int level, long n, long size) {
        long hashes = level < 0 ? size : size >>> (8 * level);
        return (int) Math.min(WIDTH, hashes - n * WIDTH);
    }

    /** How many entries the bundles among these files hold, by their names: those that follow each other from the first. */
    static long sizeOf(Set<String> present) {
        long n = 0;
        while (present.contains(path(-1, n, WIDTH))) n++;
        int width = WIDTH - 1;
        while (width > 0 && !present.contains(path(-1, n, width))) width--;
        return n * WIDTH + width;
    }

    /** Every file below {@code tile}, relative to the root, with forward slashes. */
    public Set<String> present() {
        Path folder = root.resolve("tile");
        if (!Files.exists(folder)) return Set.of();
        try (Stream<Path> files = Files.walk(folder)) {
            Set<String> paths = new TreeSet<>();
            files.filter(f -> !Files.isDirectory(f))
                    .forEach(f -> paths.add(root.relativize(f).toString().replace('\\', '/')));
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hashes of a tile, in order. */
    public List<byte[]> hashes(int level, long n, int width) {
        String path = path(level, n, width);
        byte[] bytes = read(path, WIDTH * TreeHash.SIZE);
        if (bytes.length != width * TreeHash.SIZE) throw damaged(path, "has the wrong length");
        List<byte[]> hashes = new ArrayList<>(width);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < width; i++) {
            byte[] hash = new byte[TreeHash.SIZE];
            buffer.get(hash);
            hashes.add(hash);
        }
        return hashes;
    }

    /** The entries of a bundle, in order. */
    public List<byte[]> entries(long n, int width) {
        String path = path(-1, n, width);
        ByteBuffer buffer = ByteBuffer.wrap(read(path, WIDTH * (2 + 0xffff)));
        List<byte[]> entries = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            int length = buffer.remaining() < 2 ? Integer.MAX_VALUE : buffer.getShort() & 0xffff;
            if (length > buffer.remaining()) throw damaged(path, "ends too early");
            byte[] entry = new byte[length];
            buffer.get(entry);
            entries.add(entry);
        }
        if (buffer.hasRemaining()) throw damaged(path, "has bytes after its last entry");
        return entries;
    }

    public void writeHashes(int level, long n, List<byte[]> hashes) {
        AtomicFile.write(root.resolve(path(level, n, hashes.size())), out -> {
            for (byte[] hash : hashes) out.write(hash);
        });
    }

    public void writeEntries(long n, List<byte[]> entries) {
        AtomicFile.write(root.resolve(path(-1, n, entries.size())), out -> {
            for (byte[] entry : entries) {
                out.write(entry.length >>> 8);
                out.write(entry.length);
                out.write(entry);
            }
        });
    }

    /** Removes a tile that a wider one has replaced, and its folder if that is empty now. */
    public void remove(String path) {
        Path file = root.resolve(path);
        try {
            Files.deleteIfExists(file);
            Path folder = file.getParent();
            if (folder == null || !folder.toString().endsWith(".p")) return;
            boolean empty;
            try (Stream<Path> rest = Files.list(folder)) {
                empty = rest.findAny().isEmpty();
            }
            if (empty) Files.delete(folder);
        } catch (NoSuchFileException gone) {
            // nothing to remove
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    private byte[] read(String path, int most) {
        try {
            return SmallFile.read(root.resolve(path), most);
        } catch (NoSuchFileException e) {
            throw damaged(path, "is missing");
        } catch (IOException e) {
            throw damaged(path, "can't be read").causedBy(e);
        }
    }

    private static CandorException damaged(String path, String problem) {
        return CandorException.integrity(
                "CND-T005",
                "the log's file " + path + " " + problem,
                "the tiles that the signed checkpoint commits to",
                "restore trail/ from a backup; 'candor trail verify' lists everything that does not verify");
    }
}
