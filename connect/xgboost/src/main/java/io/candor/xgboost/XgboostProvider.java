package io.candor.xgboost;

import io.candor.core.CandorException;
import io.candor.core.model.RecordingTrainer;
import io.candor.core.model.Task;
import io.candor.core.model.TrainerProvider;
import io.candor.xgboost.internal.NativeLibrary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The algorithm {@code xgboost}. */
public final class XgboostProvider implements TrainerProvider {
    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public String words() {
        return "gradient-boosted trees (XGBoost)";
    }

    @Override
    public Optional<CandorException> unavailable() {
        return NativeLibrary.unavailable();
    }

    @Override
    public Map<String, List<String>> alternatives() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("learning_rate", List.of("0.03", "0.2"));
        values.put("max_depth", List.of("2", "3", "6", "8"));
        values.put("min_child_weight", List.of("5", "20"));
        values.put("subsample", List.of("0.6", "1"));
        values.put("colsample_bytree", List.of("0.5", "1"));
        values.put("reg_lambda", List.of("0.1", "10"));
        return values;
    }

    @Override
    public RecordingTrainer trainer(Task task, Map<String, String> settings) {
        XgboostSettings chosen = XgboostSettings.DEFAULT.with(settings);
        chosen.check(task);
        return new XgboostTrainer(chosen);
    }
}
