package io.candor.io.internal.xgboost;

import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** JSON as XGBoost writes it, which has {@code NaN} and {@code Infinity} among its numbers. */
final class JsonTokens implements Tokens {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(40)
                    .maxStringLength(UbjsonTokens.LONGEST_TEXT)
                    .maxNameLength(1000)
                    .maxNumberLength(100)
                    .maxDocumentLength(4L << 30)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private Kind kind = Kind.NULL;

    JsonTokens(InputStream in) {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), in);
    }

    @Override
    public Kind next() {
        JsonToken token = parser.nextToken();
        kind = token == null
                ? Kind.END
                : switch (token) {
                    case START_OBJECT -> Kind.OBJECT;
                    case PROPERTY_NAME -> Kind.NAME;
                    case END_OBJECT -> Kind.OBJECT_END;
                    case START_ARRAY -> Kind.LIST;
                    case END_ARRAY -> Kind.LIST_END;
                    case VALUE_STRING -> Kind.TEXT;
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
                    case VALUE_TRUE -> Kind.TRUE;
                    case VALUE_FALSE -> Kind.FALSE;
                    default -> Kind.NULL;
                };
        return kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String text() {
        return kind == Kind.NAME ? parser.currentName() : parser.getString();
    }

    @Override
    public double number() {
        return parser.getDoubleValue();
    }

    @Override
    public float real() {
        return parser.getFloatValue();
    }
}
