package io.candor.io.internal.xgboost;

import io.candor.core.CandorException;
import io.candor.core.model.TreeEnsemble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Reads an XGBoost model and says what is wrong with it, with its place where the text itself is at fault. */
public final class ModelReading {
    private ModelReading() {}

    /** Whether a document starts like an XGBoost model: an object whose first member, but for a version, is {@code learner}. */
    public static boolean accepts(InputStream in) throws IOException {
        try {
            Tokens tokens = tokens(in);
            if (tokens.next() != Tokens.Kind.OBJECT || tokens.next() != Tokens.Kind.NAME) return false;
            if (tokens.text().equals("version")) {
                for (int n = 0; n < 8 && tokens.next() != Tokens.Kind.LIST_END; n++) {}
                if (tokens.next() != Tokens.Kind.NAME) return false;
            }
            return tokens.text().equals("learner") && tokens.next() == Tokens.Kind.OBJECT;
        } catch (JacksonException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * @param source what it is read from, for messages
     * @param meaning names for what the file has no names of; null for the file's own and made-up ones
     * @throws CandorException {@code CND-M024}, {@code CND-M025}
     */
    public static TreeEnsemble read(InputStream in, String source, @Nullable Meaning meaning) throws IOException {
        try {
            ModelDocument document = new ModelParser(tokens(in)).document();
            return new Assembly(document, meaning).model();
        } catch (JacksonException e) {
            @Nullable TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw damaged(source, "no JSON, or past a limit" + place, e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(source, String.valueOf(e.getMessage()), e);
        }
    }

    /** A JSON object goes on with a quote or white space, a binary one with a mark. */
    private static Tokens tokens(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        byte[] start = buffered.readNBytes(2);
        buffered.reset();
        boolean binary = start.length == 2 && start[0] == '{' && start[1] != '"' && !Character.isWhitespace(start[1]);
        return binary ? new UbjsonTokens(buffered) : new JsonTokens(buffered);
    }

    static CandorException another(String what) {
        return CandorException.user(
                "CND-M025",
                "the file holds an XGBoost model " + what,
                "trees for one number, two classes or several classes",
                "train it otherwise: Candor has no such model");
    }

    private static CandorException damaged(String source, String why, RuntimeException e) {
        return CandorException.user(
                        "CND-M024",
                        "the XGBoost model in " + source + " can't be read (" + why + ")",
                        "a file as XGBoost's save_model writes it, .json or .ubj",
                        "save the model again")
                .causedBy(e);
    }
}
