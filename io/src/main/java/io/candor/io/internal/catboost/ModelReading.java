package io.candor.io.internal.catboost;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads a CatBoost model and says what is wrong with it. */
public final class ModelReading {
    private static final Pattern START =
            Pattern.compile("\\A\\s*\\{\\s*\"(ctr_data|features_info)\"\\s*:.*", Pattern.DOTALL);

    private ModelReading() {}

    /** Whether a text that starts like this may be a CatBoost model: its members are written in the order of the alphabet. */
    public static boolean accepts(byte[] start) {
        return START.matcher(new String(start, StandardCharsets.ISO_8859_1)).matches();
    }

    /**
     * @param source what it is read from, for messages
     * @throws CandorException {@code CND-M044}, {@code CND-M045}
     */
    public static TreeEnsemble read(byte[] file, String source) {
        Json json;
        try {
            json = JsonText.parseForeign(file, source);
        } catch (CandorException e) {
            throw damaged(source, String.valueOf(e.getMessage())).causedBy(e);
        }
        if (!(json instanceof Json.Obj model)) throw damaged(source, "it is no object");
        try {
            return new Assembly(model).model();
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
            String why =
                    e instanceof ClassCastException ? "a member is of another type" : String.valueOf(e.getMessage());
            throw damaged(source, why).causedBy(e);
        }
    }

    static CandorException another(String what, String remedy) {
        return CandorException.user(
                "CND-M045",
                "the file holds a CatBoost model " + what,
                "trees on numbers and single categories, for one number, two classes or several classes",
                remedy);
    }

    static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** The error for a file that can't be read. */
    public static CandorException damaged(String source, String why) {
        return CandorException.user(
                "CND-M044",
                "the CatBoost model in " + source + " can't be read (" + why + ")",
                "a file as CatBoost's save_model writes it with format=\"json\" and the pool",
                "save the model again");
    }
}
