package io.candor.explain.serving;

import java.util.List;

/**
 * Why a score is worse than the reference's.
 *
 * @param name of the input, or of inputs that count as one
 * @param inputs their names
 * @param value what the row has, as text
 * @param reference what is typical of the reference, as text
 * @param difference what this adds to the score less what it adds in the reference on average; before the link, and negative: away
 *     from the favourable outcome
 * @param text for the person
 */
public record Reason(String name, List<String> inputs, String value, String reference, double difference, String text) {
    public Reason {
        inputs = List.copyOf(inputs);
    }
}
