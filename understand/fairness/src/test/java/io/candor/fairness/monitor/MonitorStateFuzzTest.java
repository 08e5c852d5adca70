package io.candor.fairness.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is in the file, a state is read whole or refused with a code. */
class MonitorStateFuzzTest {
    private static FairnessMonitor monitor() {
        Alert alert = Alert.parse("p", "sex", "selection_rate.ratio >= 0.8", Alert.Level.FAIL, 30, 1);
        FairnessMonitor monitor = FairnessMonitor.start(
                MonitorPlan.of(List.of(Made.SEX), Windows.parse("batches", 3), List.of(alert)),
                Made.batch(Made.exact(0, 4, 3, 2, 1, 0)));
        for (int w = 0; w < 5; w++) monitor.add(Made.batch(Made.exact(w % 4, 4, 3, 2, 1, w)), "digest" + w, false);
        return monitor;
    }

    @Test
    void aChangedValueIsFound() {
        Json.Obj state = monitor().toJson();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            Json changed = changed(state, random, new int[] {random.nextInt(150)});
            if (changed.equals(state)) continue;
            assertThat(code(changed)).isIn("CND-F058", "CND-F059");
        }
    }

    @Test
    void aStateWithADigestOfItsOwnIsReadOrRefused() {
        Json.Obj state = monitor().toJson();
        SplittableRandom random = new SplittableRandom(2);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            Json changed = changed(state, random, new int[] {random.nextInt(150)});
            if (!(changed instanceof Json.Obj o)) continue;
            Map<String, Json> rest = new LinkedHashMap<>(o.members());
            rest.remove("digest");
            rest.put("digest", Json.of(Sha256.of(CanonicalJson.bytes(new Json.Obj(rest)))));
            String code = code(new Json.Obj(rest));
            if (!code.isEmpty()) refused++;
            assertThat(code).matches("|CND-F05[0-9]");
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static String code(Json state) {
        try {
            FairnessMonitor read = FairnessMonitor.fromJson(state);
            read.report();
            return "";
        } catch (CandorException e) {
            return e.code();
        }
    }

    /** A copy in which the value that the counter reaches is another. */
    private static Json changed(Json value, SplittableRandom random, int[] left) {
        if (left[0]-- == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> Json.NULL;
                case 1 -> Json.of(-1);
                case 2 -> Json.of(0.5);
                case 3 -> Json.of(9007199254740992.0);
                case 4 -> Json.of("x");
                default -> Json.array(List.of());
            };
        }
        if (value instanceof Json.Obj o) {
            Map<String, Json> members = new LinkedHashMap<>();
            o.members().forEach((k, v) -> members.put(k, changed(v, random, left)));
            return new Json.Obj(members);
        }
        if (value instanceof Json.Arr a) {
            List<Json> items = new ArrayList<>();
            for (Json item : a.items()) items.add(changed(item, random, left));
            return new Json.Arr(items);
        }
        return value;
    }
}
