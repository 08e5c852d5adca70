package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.MixtureModel;
import io.candor.core.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A mixture as JSON, format version 1: every member as a model of its kind, whose further files lie in a folder of its own beside {@code model.json}. */
final class MixtureJson {
    private static final int MOST_MEMBERS = 10_000;

    private MixtureJson() {}

    static Json.Obj write(MixtureModel model, Path folder) {
        List<Json> members = new ArrayList<>();
        for (int m = 0; m < model.members().size(); m++) {
            Model member = model.members().get(m);
            members.add(Json.object()
                    .put("kind", ModelContent.kind(member))
                    .put("content", ModelContent.write(member, own(folder, m)))
                    .build());
        }
        return Json.object()
                .put("members", Json.array(members))
                .put("weights", Json.numbers(model.weights()))
                .put("cuts", Json.numbers(model.cuts()))
                .build();
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    static MixtureModel read(Json.Obj json, Path folder) throws IOException {
        List<Json> parts = json.array("members");
        if (parts.size() > MOST_MEMBERS) throw new IllegalArgumentException(parts.size() + " members");
        List<Model> members = new ArrayList<>();
        for (int m = 0; m < parts.size(); m++) {
            Json.Obj member = (Json.Obj) parts.get(m);
            if (member.text("kind").equals(ModelContent.MIXTURE))
                throw new IllegalArgumentException("a mixture in a mixture");
            members.add(ModelContent.read(member.text("kind"), member.object("content"), own(folder, m)));
        }
        return new MixtureModel(
                members, JsonParts.numbers(json.array("weights")), JsonParts.numbers(json.array("cuts")));
    }

    private static Path own(Path folder, int member) {
        return folder.resolve("member-" + member);
    }
}
