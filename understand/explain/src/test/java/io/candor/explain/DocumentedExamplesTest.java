package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of documentation comments compile and run. */
class DocumentedExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\R(.*?)}</pre>", Pattern.DOTALL);

    /** What a model is in an example; where nothing is said, an additive one. */
    private static final Map<String, String> MODELS = Map.of(
            "TreeShap", "io.candor.core.model.TreeEnsemble model = ExampleWorld.trees()",
            "TreeRowExplainer", "io.candor.core.model.TreeEnsemble model = ExampleWorld.trees()",
            "LinearShap", "io.candor.core.model.LinearModel model = ExampleWorld.linear()");

    /** Variables that examples use without saying where they come from. */
    private static final Map<String, String> WORLD = Map.of(
            "table", "io.candor.core.data.Table table = ExampleWorld.table()",
            "rows", "io.candor.core.data.Table rows = ExampleWorld.table()",
            "background", "io.candor.core.data.Table background = ExampleWorld.table()",
            "train", "io.candor.core.data.Table train = ExampleWorld.table()",
            "subjects", "List<io.candor.core.evidence.Subject> subjects = ExampleWorld.subjects()",
            "target", "io.candor.core.model.Target target = ExampleWorld.target()",
            "truth", "double[] truth = ExampleWorld.classes(3)",
            "predicted", "double[] predicted = ExampleWorld.classes(4)",
            "digest", "String digest = ExampleWorld.digest()",
            "json", "io.candor.core.json.Json.Obj json = ExampleWorld.explainer()");

    private static final List<String> PACKAGES = List.of(
            "java.util",
            "java.util.concurrent",
            "io.candor.core.evidence",
            "io.candor.core.model",
            "io.candor.core.port",
            "io.candor.explain",
            "io.candor.explain.blackbox");

    @TempDir
    Path classes;

    private static Map<String, String> examples() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = EXAMPLE.matcher(Files.readString(file));
                String name =
                        SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
                if (matcher.find()) found.put(name, matcher.group(1).replaceAll("(?m)^ *\\* ?", ""));
            }
        }
        return found;
    }

    @Test
    void whereOneStartsThereIsAnExample() throws IOException {
        assertThat(examples().keySet())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .contains(
                        "AdditiveContributions",
                        "AttributionEvidence",
                        "BlackBox",
                        "CounterfactualSearch",
                        "EffectEvidence",
                        "ErrorEvidence",
                        "Lime",
                        "LinearShap",
                        "MorrisScreening",
                        "PermutationImportance",
                        "ServedExplainer",
                        "ShapleyExplainer",
                        "TreeRowExplainer",
                        "TreeShap",
                        "WhatIf");
    }

    @TestFactory
    Stream<DynamicTest> examplesRun() throws IOException {
        return examples().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> run(e.getKey(), e.getValue())));
    }

    private void run(String name, String example) throws Exception {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        StringBuilder source = new StringBuilder();
        for (String imported : PACKAGES)
            source.append("import ").append(imported).append(".*;\n");
        source.append("import ")
                .append(name.substring(0, name.lastIndexOf('.')))
                .append(".*;\n");
        source.append("public class Run").append(simple).append(" {\n public static void run() throws Exception {\n");
        source.append(Objects.requireNonNullElse(
                        MODELS.get(simple), "io.candor.core.model.AdditiveModel model = ExampleWorld.additive()"))
                .append(";\n");
        WORLD.forEach((variable, declared) -> {
            boolean own = Pattern.compile("\\w[\\w\\[\\]<>]* " + variable + " =")
                    .matcher(example)
                    .find();
            if (!own) source.append(declared).append(";\n");
        });
        source.append(example).append("\n }\n}\n");
        compile("Run" + simple, source.toString());
        URL[] made = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(made, getClass().getClassLoader())) {
            loader.loadClass("Run" + simple).getMethod("run").invoke(null);
        }
    }

    private void compile(String name, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        boolean done = compiler.getTask(complaints, null, null, options, null, List.of(file))
                .call();
        assertThat(done).as(source + complaints).isTrue();
    }
}
