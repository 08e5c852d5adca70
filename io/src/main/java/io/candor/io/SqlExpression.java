package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Link;
import io.candor.core.model.Term;
import io.candor.io.internal.SqlTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * An additive model as plain SQL over its columns: ANSI {@code CASE} expressions with quoted names, and {@code EXP} for
 * predictions. {@code NULL} is missing, a text that is no level is unseen. Literals are doubles that read back exactly; terms are
 * added in the model's order. What a database's own parser or {@code EXP} rounds otherwise moves a result by some 1e-15 of its
 * size.
 */
public final class SqlExpression {
    private SqlExpression() {}

    /** What an expression gives. */
    public enum Scale {
        /** What the model predicts: a probability or a value. Not for several outputs, which depend on each other. */
        PREDICTION,
        /** Before the link. */
        ADDITIVE
    }

    /**
     * One expression.
     *
     * @throws CandorException {@code CND-M030} if the model has no terms, {@code CND-M031} if a name or level holds a character
     *     that no SQL text can carry
     */
    public static String of(AdditiveModel model, int output, Scale scale) {
        OnnxExport.needTerms(model);
        boolean linked = scale == Scale.PREDICTION && model.link() != Link.IDENTITY;
        if (linked && model.link() == Link.SOFTMAX) throw new IllegalArgumentException("one output of several");
        StringBuilder sql = new StringBuilder("(").append(SqlTerm.literal(model.intercept()[output]));
        for (Term term : model.terms()) {
            sql.append("\n  + ").append(new SqlTerm(model, term, output).expression());
        }
        sql.append(")");
        if (!linked) return sql.toString();
        return model.link() == Link.LOG ? "EXP" + sql : "(1.0E0 / (1.0E0 + EXP(-" + sql + ")))";
    }

    /**
     * What may stand between SELECT and FROM: {@code score}, or with several outputs the log-odds {@code score_<class>} of each, up
     * to a common shift.
     */
    public static String selectList(AdditiveModel model, Scale scale) {
        if (model.outputs() == 1) return of(model, 0, scale) + " AS \"score\"";
        List<String> items = new ArrayList<>();
        for (int k = 0; k < model.outputs(); k++) {
            items.add(of(model, k, Scale.ADDITIVE) + " AS "
                    + SqlTerm.identifier("score_" + model.classes().get(k)));
        }
        return String.join(",\n", items);
    }
}
