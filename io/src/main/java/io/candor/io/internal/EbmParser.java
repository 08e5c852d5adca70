package io.candor.io.internal;

import io.candor.core.CandorException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Parses InterpretML's EBM JSON token by token; members that nobody needs are skipped unread. Used once. */
public final class EbmParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(40)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(1000)
                    .maxDocumentLength(1L << 30)
                    .build())
            .build();
    private static final int MOST_FEATURES = 100_000;
    private static final int MOST_TERMS = 1_000_000;
    private static final int MOST_CATEGORIES = 2_000_000;

    private final JsonParser parser;
    private final NumberParser numbers;
    private int categories;

    private String link = "";
    private List<String> classes = List.of();
    private String target = "target";
    private double[] intercept = new double[0];
    private @Nullable Tensor baggedIntercept;
    private double @Nullable [] bagWeights;
    private String implementation = "unknown";
    private List<EbmDocument.Feature> features = List.of();
    private List<EbmDocument.TermTables> terms = List.of();

    private EbmParser(JsonParser parser) {
        this.parser = parser;
        this.numbers = new NumberParser(parser, Runtime.getRuntime().maxMemory() / 64);
    }

    /** Whether a document starts like an EBM's: an object whose member {@code ebm}, an object, is the first that is not a scalar. */
    public static boolean accepts(InputStream in) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return false;
            for (int member = 0; member < 16 && parser.nextToken() == JsonToken.PROPERTY_NAME; member++) {
                boolean ebm = parser.currentName().equals("ebm");
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) return ebm && value == JsonToken.START_OBJECT;
            }
            return false;
        } catch (tools.jackson.core.JacksonException e) {
            return false;
        }
    }

    /**
     * @throws IllegalArgumentException if it is no such document
     * @throws tools.jackson.core.JacksonException if it is no JSON, or passes a limit
     */
    static EbmDocument parse(InputStream in) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            return new EbmParser(parser).document();
        }
    }

    private EbmDocument document() {
        parser.nextToken();
        Set<String> seen = object(name -> {
            switch (name) {
                case "version" -> {
                    if (!text().equals("1.0")) throw another("of format " + text(), "format 1.0");
                }
                case "ebm" -> ebm();
                default -> parser.skipChildren(); // edits and the model before them
            }
        });
        if (parser.nextToken() != null) throw new IllegalArgumentException("there is more than one value");
        need(seen, "version", "ebm");
        return new EbmDocument(
                link, classes, target, intercept, baggedIntercept, bagWeights, implementation, features, terms);
    }

    private void ebm() {
        Set<String> seen = object(name -> {
            switch (name) {
                case "outputs" -> {
                    int[] count = {0};
                    array(1000, () -> {
                        if (++count[0] > 1) throw another("with several outputs", "one output");
                        output();
                    });
                    if (count[0] == 0) throw new IllegalArgumentException("it has no output");
                }
                case "intercept" -> intercept = numbers.numbers();
                case "bagged_intercept" -> baggedIntercept = nullable();
                case "bag_weights" -> {
                    Tensor weights = nullable();
                    bagWeights = weights == null ? null : weights.values();
                }
                case "implementation" -> implementation = text();
                case "features" -> features = list(MOST_FEATURES, this::feature);
                case "terms" -> terms = list(MOST_TERMS, this::term);
                default -> parser.skipChildren();
            }
        });
        need(seen, "outputs", "intercept", "features", "terms");
    }

    private void output() {
        Set<String> seen = object(name -> {
            switch (name) {
                case "classes" -> classes = list(MOST_CATEGORIES, this::className);
                case "link" -> link = text();
                case "name" -> target = text();
                default -> parser.skipChildren();
            }
        });
        need(seen, "link");
    }

    private String className() {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getString();
            default -> throw new IllegalArgumentException("a class is neither text, number nor truth value");
        };
    }

    private EbmDocument.Feature feature() {
        String[] texts = {"", ""};
        double[] bounds = {Double.NaN, Double.NaN};
        List<double[]> cuts = new ArrayList<>();
        List<List<List<String>>> levels = new ArrayList<>();
        Set<String> seen = object(name -> {
            switch (name) {
                case "name" -> texts[0] = text();
                case "type" -> texts[1] = text();
                case "min" -> bounds[0] = numbers.number();
                case "max" -> bounds[1] = numbers.number();
                case "cuts" -> cuts.addAll(list(64, numbers::numbers));
                case "categories" -> levels.addAll(list(64, () -> list(MOST_CATEGORIES, this::group)));
                default -> parser.skipChildren();
            }
        });
        boolean continuous = texts[1].equals("continuous");
        if (!continuous && !texts[1].equals("nominal") && !texts[1].equals("ordinal")) {
            throw new IllegalArgumentException("a feature is neither nominal, ordinal nor continuous");
        }
        need(seen, "name", "type", continuous ? "cuts" : "categories");
        return new EbmDocument.Feature(texts[0], continuous, cuts, levels, bounds[0], bounds[1]);
    }

    /** One category, or a list of those that share a bin. */
    private List<String> group() {
        return parser.currentToken() == JsonToken.START_ARRAY
                ? list(MOST_CATEGORIES, this::category)
                : List.of(category());
    }

    private String category() {
        if (++categories > MOST_CATEGORIES) throw new IllegalArgumentException("it has too many categories");
        return text();
    }

    private EbmDocument.TermTables term() {
        List<String> names = new ArrayList<>();
        @Nullable Tensor[] tables = new @Nullable Tensor[4];
        Set<String> seen = object(name -> {
            switch (name) {
                case "term_features" -> names.addAll(list(MOST_FEATURES, this::text));
                case "scores" -> tables[0] = numbers.tensor();
                case "standard_deviations" -> tables[1] = nullable();
                case "bagged_scores" -> tables[2] = nullable();
                case "bin_weights" -> tables[3] = nullable();
                default -> parser.skipChildren();
            }
        });
        need(seen, "term_features", "scores");
        Tensor scores = tables[0];
        if (scores == null) throw new IllegalArgumentException("a term has no scores");
        return new EbmDocument.TermTables(names, scores, tables[1], tables[2], tables[3]);
    }

    /** Calls {@code member} at the value of each member; a name may come once. */
    private Set<String> object(Consumer<String> member) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("an object was expected");
        }
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (seen.size() < 100 && !seen.add(name)) {
                throw new IllegalArgumentException("a member is there twice");
            }
            parser.nextToken();
            member.accept(name);
        }
        return seen;
    }

    private void array(int most, Runnable item) {
        if (parser.currentToken() != JsonToken.START_ARRAY) throw new IllegalArgumentException("a list was expected");
        for (int n = 0; parser.nextToken() != JsonToken.END_ARRAY; n++) {
            if (n == most) throw new IllegalArgumentException("a list is longer than " + most);
            item.run();
        }
    }

    private <T> List<T> list(int most, java.util.function.Supplier<T> item) {
        List<T> items = new ArrayList<>();
        array(most, () -> items.add(item.get()));
        return items;
    }

    private @Nullable Tensor nullable() {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : numbers.tensor();
    }

    private String text() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) throw new IllegalArgumentException("a text was expected");
        return parser.getString();
    }

    private static void need(Set<String> seen, String... names) {
        for (String name : names) {
            if (!seen.contains(name)) throw new IllegalArgumentException("'" + name + "' is missing");
        }
    }

    static CandorException another(String what, String expected) {
        return CandorException.user(
                "CND-M022",
                "the file holds an EBM " + what,
                expected,
                "train or export it otherwise: Candor has no such model");
    }
}
