package io.candor.core;

/**
 * A mistake or a refusal that a person can act on. The message has three parts: what is wrong, what was expected, what
 * to do. Codes are stable ({@code CND-D003}); each has a page, shown by {@code candor help CODE}.
 */
public final class CandorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, coarsely; decides the exit code of the command line. */
    public enum Kind {
        /** Usage, configuration or data are at fault (exit 2). */
        USER,
        /** The program or its machine failed (exit 3). */
        FAILURE,
        /** A digest, signature or log does not verify (exit 4). */
        INTEGRITY,
        /** A privacy budget refuses the charge (exit 5). */
        BUDGET
    }

    private final String code;
    private final Kind kind;

    /**
     * @param code stable code, {@code CND-} and a letter and three digits
     * @param kind coarse cause
     * @param problem what is wrong
     * @param expected what was expected
     * @param remedy what to do
     */
    public CandorException(Kind kind, String code, String problem, String expected, String remedy) {
        super(code + ": " + problem + "; " + expected + "; " + remedy);
        this.code = code;
        this.kind = kind;
    }

    /** A mistake in usage, configuration or data. */
    public static CandorException user(String code, String problem, String expected, String remedy) {
        return new CandorException(Kind.USER, code, problem, expected, remedy);
    }

    /** A failure of the program or its machine. */
    public static CandorException failure(String code, String problem, String expected, String remedy) {
        return new CandorException(Kind.FAILURE, code, problem, expected, remedy);
    }

    /** Something that should verify and does not. */
    public static CandorException integrity(String code, String problem, String expected, String remedy) {
        return new CandorException(Kind.INTEGRITY, code, problem, expected, remedy);
    }

    /** A refused privacy charge. */
    public static CandorException budget(String code, String problem, String expected, String remedy) {
        return new CandorException(Kind.BUDGET, code, problem, expected, remedy);
    }

    /** The same error with the exception that led to it, which {@code -v} shows. */
    public CandorException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }
}
