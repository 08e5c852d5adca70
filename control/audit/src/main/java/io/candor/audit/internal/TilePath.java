package io.candor.audit.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a tile says.
 *
 * @param level −1 stands for entries
 * @param n number of the tile within its level
 * @param width how many hashes or entries it holds
 */
record TilePath(int level, long n, int width) {
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Empty if no log has a tile of that name. */
    static Optional<TilePath> parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) return Optional.empty();
        int level = form.group(1).equals("entries") ? -1 : Integer.parseInt(form.group(1));
        long n = Long.parseLong(form.group(2).replaceAll("[x/]", ""));
        int width = form.group(3) == null ? Tiles.WIDTH : Integer.parseInt(form.group(3));
        TilePath tile = new TilePath(level, n, width);
        return Tiles.path(level, n, width).equals(path) && width <= Tiles.WIDTH ? Optional.of(tile) : Optional.empty();
    }

    /** Whether a log of that size has the tile. */
    boolean belongsTo(long size) {
        long rest = (size >>> shift()) - n * Tiles.WIDTH;
        return Math.min(Tiles.WIDTH, rest) == width;
    }

    /** How many hashes its level has up to its end. */
    long end() {
        return n * Tiles.WIDTH + width;
    }

    /** How many entries a hash of its level covers, as a power of two. */
    int shift() {
        return level < 0 ? 0 : 8 * level;
    }
}
