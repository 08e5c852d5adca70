package io.candor.browser;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * One page, steered over the DevTools protocol: one command at a time, and every event is kept. Not thread-safe.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
final class Tab implements AutoCloseable {
    private final BlockingQueue<Json.Obj> incoming;
    private final WebSocket socket;
    private final List<Json.Obj> events = new ArrayList<>();
    private long commands;

    private Tab(WebSocket socket, BlockingQueue<Json.Obj> incoming) {
        this.socket = socket;
        this.incoming = incoming;
    }

    /** @param target what the browser said of a new tab */
    static Tab connect(HttpClient http, String target) {
        String address = ((Json.Obj) JsonText.parse(target, "target")).text("webSocketDebuggerUrl");
        BlockingQueue<Json.Obj> incoming = new LinkedBlockingQueue<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Messages(incoming))
                .join();
        return new Tab(socket, incoming);
    }

    /** Listens to everything, then loads and waits until the page is drawn. */
    void load(Path page, Look look) throws InterruptedException {
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) send(domain + ".enable");
        send(
                "Emulation.setDeviceMetricsOverride",
                Json.object()
                        .put("width", look.width())
                        .put("height", 900)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", look.width() == Look.PHONE));
        Json.Obj scheme = Json.object()
                .put("name", "prefers-color-scheme")
                .put("value", look.dark() ? "dark" : "light")
                .build();
        send("Emulation.setEmulatedMedia", Json.object().put("features", Json.array(List.of(scheme))));
        send("Emulation.setScriptExecutionDisabled", Json.object().put("value", !look.scripts()));
        send("Page.navigate", Json.object().put("url", page.toUri().toString()));
        take(m -> "Page.loadEventFired".equals(m.optionalText("method").orElse("")));
    }

    /** What an expression of the page gives, by value. */
    Json evaluate(String expression) throws InterruptedException {
        Json.Obj reply = send(
                "Runtime.evaluate", Json.object().put("expression", expression).put("returnByValue", true));
        if (reply.get("exceptionDetails") != null) throw new IllegalStateException(expression + ": " + reply);
        return Objects.requireNonNullElse(reply.object("result").get("value"), new Json.Null());
    }

    String text(String expression) throws InterruptedException {
        return ((Json.Str) evaluate(expression)).value();
    }

    /** Errors, warnings and whatever else the page wrote on the console, policy violations among them. */
    List<String> complaints() {
        return events("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown").stream()
                .map(Object::toString)
                .toList();
    }

    /** Addresses that were asked for. */
    List<String> requests() {
        return events("Network.requestWillBeSent").stream()
                .map(e -> e.object("request").text("url"))
                .toList();
    }

    /** The whole page, from top to bottom, kept as a PNG and read back. */
    Picture picture(Path file) throws IOException, InterruptedException {
        Json.Obj size = send("Page.getLayoutMetrics").object("cssContentSize");
        Json.Builder clip = Json.object().put("x", 0).put("y", 0).put("scale", 1);
        clip.put("width", size.number("width")).put("height", size.number("height"));
        Json.Obj reply = send(
                "Page.captureScreenshot",
                Json.object().put("captureBeyondViewport", true).put("clip", clip.build()));
        byte[] png = bytes(reply);
        Files.write(file, png);
        return Picture.of(
                Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), "a PNG"),
                (int) size.number("width"),
                (int) size.number("height"));
    }

    /** The page on the paper that its style asks for. */
    void print(Path pdf) throws IOException, InterruptedException {
        Files.write(pdf, bytes(send("Page.printToPDF", Json.object().put("preferCSSPageSize", true))));
    }

    private static byte[] bytes(Json.Obj reply) {
        return Base64.getDecoder().decode(reply.text("data"));
    }

    private List<Json.Obj> events(String... methods) {
        return events.stream()
                .filter(e -> List.of(methods).contains(e.text("method")))
                .map(e -> e.object("params"))
                .toList();
    }

    private Json.Obj send(String method) throws InterruptedException {
        return send(method, Json.object());
    }

    private Json.Obj send(String method, Json.Builder parameters) throws InterruptedException {
        long id = ++commands;
        Json.Obj message = Json.object()
                .put("id", id)
                .put("method", method)
                .put("params", parameters.build())
                .build();
        socket.sendText(CanonicalJson.text(message), true).join();
        Json.Obj reply = take(m -> m.get("id") instanceof Json.Num n && n.value() == id);
        if (reply.get("error") != null) throw new IllegalStateException(method + ": " + reply.get("error"));
        return reply.object("result");
    }

    /** The first message of a kind; events on the way to it are kept. */
    private Json.Obj take(Predicate<Json.Obj> wanted) throws InterruptedException {
        while (true) {
            Json.Obj message = incoming.poll(60, TimeUnit.SECONDS);
            if (message == null) throw new IllegalStateException("the browser does not answer");
            if (message.get("method") != null) events.add(message);
            if (wanted.test(message)) return message;
        }
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Puts messages together from their parts. */
    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<Json.Obj> incoming;
        private final StringBuilder parts = new StringBuilder();

        Messages(BlockingQueue<Json.Obj> incoming) {
            this.incoming = incoming;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                incoming.add((Json.Obj) JsonText.parse(parts.toString(), "browser"));
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
