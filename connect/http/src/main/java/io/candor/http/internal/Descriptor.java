package io.candor.http.internal;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Task;
import io.candor.io.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is, as its file says. Secrets are never in it: a header's value names an environment variable.
 *
 * @param shape of a request
 * @param rows the member that holds the rows, where the shape leaves it open
 * @param scores JSON pointer to the scores in an answer
 * @param batch most rows of a request
 * @param timeout seconds until a request counts as failed
 * @param retries of a request that failed
 */
public record Descriptor(
        URI url,
        Task task,
        String target,
        List<String> classes,
        List<Input> inputs,
        Shape shape,
        String rows,
        String scores,
        int batch,
        int timeout,
        int retries,
        Map<String, String> headers) {
    private static final long LARGEST = 4 << 20;
    private static final Set<String> MEMBERS = Set.of(
            "url",
            "task",
            "target",
            "classes",
            "inputs",
            "shape",
            "rows",
            "scores",
            "batch_size",
            "timeout_seconds",
            "retries",
            "headers");

    /** How rows are written. */
    public enum Shape {
        /** A list of objects under a named member. */
        ROWS("/scores"),
        /** MLflow: names once, then rows as lists. */
        DATAFRAME_SPLIT("/predictions"),
        /** KServe V1: rows as lists. */
        INSTANCES("/predictions");

        private final String scores;

        Shape(String scores) {
            this.scores = scores;
        }
    }

    public Descriptor {
        classes = List.copyOf(classes);
        inputs = List.copyOf(inputs);
        headers = Map.copyOf(headers);
    }

    /**
     * @param environment values of variables, null for one that is not set
     * @throws CandorException {@code CND-M050}
     */
    public static Descriptor read(Path file, UnaryOperator<@Nullable String> environment) {
        try {
            if (Files.size(file) > LARGEST) throw wrong("it is larger than 4 MB", "shorten it");
            Json json = JsonText.parse(Files.readAllBytes(file), file.toString());
            if (!(json instanceof Json.Obj members)) throw wrong("it is no object", "write it as an object");
            return of(members, environment);
        } catch (IOException e) {
            throw wrong("it can't be read", "check the file and its permissions")
                    .causedBy(e);
        } catch (ClassCastException e) {
            throw wrong("a member is of another type", "see the reference, 'Endpoints'")
                    .causedBy(e);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()), "correct it").causedBy(e);
        }
    }

    private static Descriptor of(Json.Obj json, UnaryOperator<@Nullable String> environment) {
        for (String member : json.members().keySet()) {
            if (!MEMBERS.contains(member)) {
                throw wrong(
                        "there is no member '" + member + "'",
                        io.candor.core.Suggestions.remedy(member, List.copyOf(MEMBERS)));
            }
        }
        URI url = URI.create(json.text("url"));
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || url.getHost() == null || url.getUserInfo() != null) {
            throw wrong("'url' is no address of an endpoint", "give http://host/path or https://host/path");
        }
        Map<String, String> headers = headers(json, environment);
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        if (!headers.isEmpty() && scheme.equals("http") && !here) {
            throw wrong("headers from the environment would go out unencrypted", "use https");
        }
        Task task = Task.valueOf(json.text("task").toUpperCase(Locale.ROOT));
        List<String> classes = json.get("classes") == null ? List.of() : texts(json.array("classes"));
        int least = task == Task.REGRESSION ? 0 : task == Task.BINARY ? 2 : 3;
        boolean fits = task == Task.MULTICLASS ? classes.size() >= least : classes.size() == least;
        if (!fits || new HashSet<>(classes).size() < classes.size()) {
            throw wrong("'classes' do not fit the task", "name the classes of the label, negative before positive");
        }
        Shape shape = Shape.valueOf(json.optionalText("shape").orElse("rows").toUpperCase(Locale.ROOT));
        String scores = json.optionalText("scores").orElse(shape.scores);
        if (!scores.isEmpty() && !scores.startsWith("/"))
            throw wrong("'scores' is no JSON pointer", "write it as /scores");
        return new Descriptor(
                url,
                task,
                json.optionalText("target").orElse("target"),
                classes,
                inputs(json.array("inputs")),
                shape,
                json.optionalText("rows").orElse("rows"),
                scores,
                whole(json, "batch_size", 500, 1, 100_000),
                whole(json, "timeout_seconds", 30, 1, 3600),
                whole(json, "retries", 3, 0, 20),
                headers);
    }

    private static Map<String, String> headers(Json.Obj json, UnaryOperator<@Nullable String> environment) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json.get("headers") == null) return headers;
        json.object("headers").members().forEach((name, value) -> {
            Json.Obj source = (Json.Obj) value;
            String variable = source.text("env");
            String secret = environment.apply(variable);
            if (secret == null) throw wrong("the environment has no " + variable, "set it");
            headers.put(name, source.optionalText("prefix").orElse("") + secret);
        });
        return headers;
    }

    private static List<Input> inputs(List<Json> items) {
        List<Input> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Json item : items) {
            Json.Obj input = (Json.Obj) item;
            String name = input.text("name");
            if (!names.add(name)) throw wrong("two inputs have the name '" + name + "'", "name each input once");
            String kind = input.text("kind");
            if (!kind.equals("number") && !kind.equals("category")) {
                throw wrong("the input '" + name + "' is of no known kind", "write number or category");
            }
            List<String> levels = input.get("levels") == null ? List.of() : texts(input.array("levels"));
            inputs.add(kind.equals("number") ? Input.number(name) : Input.category(name, levels));
        }
        if (inputs.isEmpty()) throw wrong("it has no inputs", "name the columns that the model reads");
        return inputs;
    }

    private static List<String> texts(List<Json> items) {
        return items.stream().map(i -> ((Json.Str) i).value()).toList();
    }

    private static int whole(Json.Obj json, String name, int otherwise, int least, int most) {
        if (json.get(name) == null) return otherwise;
        double value = json.number(name);
        if (value == (int) value && value >= least && value <= most) return (int) value;
        throw wrong("'" + name + "' is out of range", "give a whole number from " + least + " to " + most);
    }

    private static CandorException wrong(String why, String remedy) {
        return CandorException.user(
                "CND-M050",
                "the descriptor of the endpoint can't be used (" + why + ")",
                "an object with url, task, classes, inputs and what else the reference names",
                remedy);
    }
}
