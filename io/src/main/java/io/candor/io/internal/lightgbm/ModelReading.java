package io.candor.io.internal.lightgbm;

import io.candor.core.CandorException;
import io.candor.core.model.TreeEnsemble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a LightGBM model and says what is wrong with it, and where. */
public final class ModelReading {
    private static final byte[] START = "tree\nversion=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_ENDS = "tree\r\nversion=".getBytes(StandardCharsets.US_ASCII);

    private ModelReading() {}

    /** Whether a text starts like a LightGBM model. */
    public static boolean accepts(InputStream in) throws IOException {
        byte[] start = in.readNBytes(OTHER_ENDS.length);
        return Arrays.equals(start, OTHER_ENDS)
                || start.length >= START.length && Arrays.equals(start, 0, START.length, START, 0, START.length);
    }

    /**
     * @param source what it is read from, for messages
     * @throws CandorException {@code CND-M040}, {@code CND-M041}
     */
    public static TreeEnsemble read(InputStream in, String source) throws IOException {
        LineReader lines = new LineReader(new BufferedInputStream(in, 1 << 16));
        ModelText text;
        try {
            text = new ModelParser(lines).model();
        } catch (IllegalArgumentException e) {
            throw damaged(source + ", line " + lines.number(), e);
        } catch (CandorException e) {
            if (e.code().startsWith("CND-M")) throw e; // another kind of model; else the categories are no JSON
            throw damaged(source + ", line " + lines.number(), e);
        }
        try {
            return new Assembly(text).model();
        } catch (IllegalArgumentException e) {
            throw damaged(source, e);
        }
    }

    static CandorException another(String what) {
        return CandorException.user(
                "CND-M041",
                "the file holds a LightGBM model " + what,
                "trees of format v2 to v4 for one number, two classes or several classes",
                "train it otherwise: Candor has no such model");
    }

    static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    private static CandorException damaged(String source, RuntimeException e) {
        return CandorException.user(
                        "CND-M040",
                        "the LightGBM model in " + source + " can't be read (" + e.getMessage() + ")",
                        "a text file as LightGBM's save_model writes it",
                        "save the model again")
                .causedBy(e);
    }
}
