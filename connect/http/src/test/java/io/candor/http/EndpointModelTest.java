package io.candor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.Task;
import io.candor.http.internal.Descriptor;
import io.candor.io.JsonText;
import io.candor.io.Models;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointModelTest {
    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private record Answer(int status, String body, long pause) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer;
        synchronized (this) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            secrets.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "http://127.0.0.2/");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        try {
            Thread.sleep(answer.pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseBody().write(body, body.length / 2, body.length - body.length / 2);
        exchange.close();
    }

    private static final String TWO = "\"task\":\"binary\",\"classes\":[\"no\",\"yes\"],\"target\":\"approved\",";
    private static final String INPUTS =
            "\"inputs\":[{\"name\":\"age\",\"kind\":\"number\"},{\"name\":\"job\",\"kind\":\"category\"}]";
    private static final Table ROWS = new Table(List.of(
            new NumericColumn("age", new double[] {30, Double.NaN, 2.5}),
            CategoricalColumn.of("job", Arrays.asList("clerk", "driver", null))));

    private String url() {
        return "\"url\":\"http://127.0.0.1:" + server.getAddress().getPort() + "/score\",";
    }

    private Path descriptor(String members) throws IOException {
        return Files.writeString(folder.resolve("m.endpoint.json"), "{" + url() + members + "}");
    }

    private double[] scores(String members, String... bodies) throws IOException {
        for (String body : bodies) answers.add(new Answer(200, body, 0));
        return Models.load(descriptor(members)).model().score(ROWS).values();
    }

    @Test
    void rowsGoAsObjectsAndScoresComeBackAsAList() throws IOException {
        assertThat(scores(TWO + INPUTS, "{\"scores\":[0.1,0.2,1]}")).containsExactly(0.1, 0.2, 1);
        assertThat(JsonText.parse(asked.get(0), "request"))
                .isEqualTo(JsonText.parse(
                        "{\"rows\":[{\"age\":30,\"job\":\"clerk\"},{\"age\":null,\"job\":\"driver\"},{\"age\":2.5,\"job\":null}]}",
                        "expected"));
        Model model = Models.load(descriptor(TWO + INPUTS)).model();
        assertThat(model.task()).isEqualTo(Task.BINARY);
        assertThat(model.target()).isEqualTo("approved");
        assertThat(model.answersAnyRow()).isTrue();
    }

    @Test
    void otherShapesAreMlflowsAndKserves() throws IOException {
        String split = "\"shape\":\"dataframe_split\"," + TWO + INPUTS;
        assertThat(scores(split, "{\"predictions\":[[0.9,0.1],[0.8,0.2],[0.7,0.3]]}"))
                .containsExactly(0.1, 0.2, 0.3);
        Json.Obj sent = (Json.Obj) JsonText.parse(asked.get(0), "request");
        assertThat(sent.object("dataframe_split").array("columns")).hasSize(2);
        assertThat(sent.object("dataframe_split").array("data")).hasSize(3);
        answers.clear();
        String instances = "\"shape\":\"instances\",\"task\":\"regression\",\"scores\":\"/out/0\"," + INPUTS;
        assertThat(scores(instances, "{\"out\":[[5,6,-7]]}")).containsExactly(5, 6, -7);
        assertThat(asked.get(1)).startsWith("{\"instances\":[[30,\"clerk\"],[null,\"driver\"]");
    }

    @Test
    void classesAreInOrderOrNamed() throws IOException {
        String three = "\"task\":\"multiclass\",\"classes\":[\"a\",\"b\",\"c\"]," + INPUTS;
        assertThat(scores(three, "{\"scores\":[[0.1,0.2,0.7],{\"c\":0.5,\"b\":0.3,\"a\":0.2},[1,0,0]]}"))
                .containsExactly(0.1, 0.2, 0.7, 0.2, 0.3, 0.5, 1, 0, 0);
    }

    @Test
    void manyRowsGoInBatches() throws IOException {
        String members = "\"batch_size\":2," + TWO + INPUTS;
        assertThat(scores(members, "{\"scores\":[0.1,0.2]}", "{\"scores\":[0.3]}"))
                .containsExactly(0.1, 0.2, 0.3);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatMayPassIsTriedAgain() throws IOException {
        answers.add(new Answer(503, "busy", 0));
        answers.add(new Answer(429, "slow down", 0));
        assertThat(scores(TWO + INPUTS, "{\"scores\":[0.1,0.2,0.3]}")).hasSize(3);
        assertThat(asked).hasSize(3);
    }

    private void fails(String code, String members, Answer answer, String why, int requests) throws IOException {
        answers.clear();
        asked.clear();
        answers.add(answer);
        Model model = Models.load(descriptor(members)).model();
        assertThatThrownBy(() -> model.score(ROWS))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith(code)
                .hasMessageContaining(why);
        assertThat(asked).hasSize(requests);
    }

    @Test
    void anEndpointThatRefusesIsSaidWithItsStatus() throws IOException {
        String once = "\"retries\":1," + TWO + INPUTS;
        fails("CND-M051", once, new Answer(500, "x", 0), "status 500", 2);
        fails("CND-M051", once, new Answer(401, "x", 0), "status 401", 1);
        fails("CND-M051", once, new Answer(302, "x", 0), "status 302", 1);
        String none = "\"retries\":0,\"timeout_seconds\":1," + TWO + INPUTS;
        fails("CND-M051", none, new Answer(200, "{\"scores\":[0.1,0.2,0.3]}", 3000), "rows 0 to 2", 1);
        Model gone = Models.load(descriptor(none)).model();
        server.stop(0);
        assertThatThrownBy(() -> gone.score(ROWS)).hasMessageStartingWith("CND-M051");
    }

    @Test
    void anAnswerThatIsNotOneScorePerRowNamesTheRow() throws IOException {
        String two = TWO + INPUTS;
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,0.2]}", 0), "2 scores for 3 rows", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,1.2,0.3]}", 0), "row 1", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,null,0.3]}", 0), "row 1", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,\"x\",0.3]}", 0), "row 1", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,[0.1,0.2,0.7],0.3]}", 0), "row 1", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,{\"no\":1},0.3]}", 0), "row 1", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":[0.1,NaN,0.3]}", 0), "no JSON", 1);
        fails("CND-M052", two, new Answer(200, "<html>", 0), "no JSON", 1);
        fails("CND-M052", two, new Answer(200, "{}", 0), "/scores", 1);
        fails("CND-M052", two, new Answer(200, "{\"scores\":" + "[".repeat(10_000), 0), "no JSON", 1);
        String three = "\"task\":\"multiclass\",\"classes\":[\"a\",\"b\",\"c\"]," + INPUTS;
        fails("CND-M052", three, new Answer(200, "{\"scores\":[0.1,0.2,0.3]}", 0), "row 0", 1);
    }

    @Test
    void headersComeFromTheEnvironment() throws IOException {
        answers.add(new Answer(200, "{\"scores\":[0.1,0.2,0.3]}", 0));
        String header = "\"headers\":{\"Authorization\":{\"env\":\"TOKEN\",\"prefix\":\"Bearer \"}},";
        Path file = descriptor(header + TWO + INPUTS);
        new EndpointModel(Descriptor.read(file, name -> name.equals("TOKEN") ? "s3cret" : null)).score(ROWS);
        assertThat(secrets).containsExactly("Bearer s3cret");
        assertThatThrownBy(() -> Descriptor.read(file, name -> null))
                .hasMessageStartingWith("CND-M050")
                .hasMessageContaining("TOKEN");
        Path open = Files.writeString(
                folder.resolve("o.endpoint.json"),
                "{\"url\":\"http://models.example/score\"," + header + TWO + INPUTS + "}");
        assertThatThrownBy(() -> Descriptor.read(open, name -> "s3cret"))
                .hasMessageStartingWith("CND-M050")
                .hasMessageContaining("unencrypted");
    }

    @Test
    void anInfiniteNumberOrAColumnThatIsNotThereIsRefusedBeforeAnythingIsSent() throws IOException {
        Model model = Models.load(descriptor(TWO + INPUTS)).model();
        Table infinite = new Table(List.of(
                new NumericColumn("age", new double[] {1, Double.POSITIVE_INFINITY}),
                CategoricalColumn.of("job", List.of("a", "b"))));
        assertThatThrownBy(() -> model.score(infinite))
                .hasMessageStartingWith("CND-M053")
                .hasMessageContaining("row 1");
        Table without = new Table(List.of(new NumericColumn("age", new double[] {1})));
        assertThatThrownBy(() -> model.score(without)).hasMessageStartingWith("CND-M001");
        assertThat(asked).isEmpty();
    }

    @Test
    void aDescriptorThatIsWrongIsRefused() throws IOException {
        for (String members : List.of(
                "",
                TWO + "\"inputs\":[]",
                TWO + "\"inputs\":7",
                TWO + "\"inputs\":[{\"name\":\"a\",\"kind\":\"word\"}]",
                TWO + "\"inputs\":[{\"name\":\"a\",\"kind\":\"number\"},{\"name\":\"a\",\"kind\":\"number\"}]",
                "\"task\":\"guess\"," + INPUTS,
                "\"task\":\"binary\"," + INPUTS,
                "\"task\":\"binary\",\"classes\":[\"a\",\"a\"]," + INPUTS,
                "\"task\":\"multiclass\",\"classes\":[\"a\",\"b\"]," + INPUTS,
                "\"task\":\"regression\",\"classes\":[\"a\",\"b\"]," + INPUTS,
                "\"shape\":\"xml\"," + TWO + INPUTS,
                "\"scores\":\"x\"," + TWO + INPUTS,
                "\"batch\":7," + TWO + INPUTS,
                "\"batch_size\":0," + TWO + INPUTS,
                "\"timeout_seconds\":1e9," + TWO + INPUTS,
                "\"retries\":0.5," + TWO + INPUTS,
                "\"headers\":{\"A\":\"secret\"}," + TWO + INPUTS)) {
            Path file = descriptor(members);
            assertThatThrownBy(() -> Models.load(file))
                    .as(members)
                    .satisfies(e -> assertThat(e.getMessage()).matches("(?s)CND-(M050|J001).*"));
        }
        for (String url : List.of("ftp://x/y", "file:///etc/passwd", "x y", "", "http://u:p@h/")) {
            Path file = Files.writeString(
                    folder.resolve("u.endpoint.json"), "{\"url\":\"" + url + "\"," + TWO + INPUTS + "}");
            assertThatThrownBy(() -> Models.load(file)).as(url).hasMessageStartingWith("CND-M050");
        }
    }
}
