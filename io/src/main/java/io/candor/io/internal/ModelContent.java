package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.MixtureModel;
import io.candor.core.model.Model;
import io.candor.core.model.RuleList;
import io.candor.core.model.TreeEnsemble;
import java.io.IOException;
import java.nio.file.Path;

/** What each kind of saved model has in {@code model.json} under {@code content}, and in files beside it. */
public final class ModelContent {
    /** The kind of a model of several models. */
    static final String MIXTURE = "mixture";

    private ModelContent() {}

    /** The stored name of a model's kind. */
    public static String kind(Model model) {
        if (model instanceof AdditiveModel) return "additive";
        if (model instanceof LinearModel) return "linear";
        if (model instanceof TreeEnsemble) return "tree-ensemble";
        if (model instanceof RuleList) return "rules";
        if (model instanceof MixtureModel) return MIXTURE;
        throw new IllegalArgumentException("a " + model.getClass().getSimpleName() + " can't be saved");
    }

    /** Writes the files beside {@code model.json} and returns its content. */
    public static Json.Obj write(Model model, Path folder) {
        if (model instanceof AdditiveModel additive) return BagFile.write(additive, folder);
        if (model instanceof LinearModel linear) return LinearModelJson.write(linear);
        if (model instanceof TreeEnsemble trees) return TreeEnsembleJson.write(trees);
        if (model instanceof RuleList rules) return RuleListJson.write(rules);
        if (model instanceof MixtureModel mixture) return MixtureJson.write(mixture, folder);
        throw new IllegalArgumentException(kind(model));
    }

    /** @throws IllegalArgumentException if the content is not a model of that kind */
    public static Model read(String kind, Json.Obj content, Path folder) throws IOException {
        if (kind.equals("additive")) return BagFile.read(AdditiveModelJson.read(content), content, folder);
        if (kind.equals("linear")) return LinearModelJson.read(content);
        if (kind.equals("tree-ensemble")) return TreeEnsembleJson.read(content);
        if (kind.equals("rules")) return RuleListJson.read(content);
        if (kind.equals(MIXTURE)) return MixtureJson.read(content, folder);
        throw new IllegalArgumentException("unknown kind '" + kind + "'");
    }
}
