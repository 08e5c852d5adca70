package io.candor.store;

/**
 * Who acts, and in which request.
 *
 * @param actor a person or a service
 * @param request an id that ties entries of one command or call together; may be empty
 */
public record Caller(String actor, String request) {
    public static Caller of(String actor) {
        return new Caller(actor, "");
    }
}
