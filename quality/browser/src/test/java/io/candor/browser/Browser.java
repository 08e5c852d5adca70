package io.candor.browser;

import io.candor.testkit.Requires;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Headless Chromium in a process of its own; {@link #open} gives a tab that listens before it loads. Not thread-safe. */
final class Browser implements AutoCloseable {
    private final Process process;
    private final Path profile;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Browser(Process process, Path profile, String address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    /** @param profile an empty folder for what a browser keeps */
    static Browser start(Path profile) throws IOException, InterruptedException {
        Path program = Requires.program(
                "apt-get install chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        List<String> line = List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // containers forbid it to root, and the pages are our own
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort"); // the port, a line break, a path
        for (int i = 0; i < 600; i++) {
            if (Files.exists(port) && Files.readString(port).contains("\n")) {
                return new Browser(
                        process,
                        profile,
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0));
            }
            if (!process.isAlive()) break;
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("no browser: " + Files.readString(profile.resolve("log.txt")));
    }

    /** Loads a page as a reader with such a screen would see it. */
    Tab open(Path page, Look look) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String target = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Tab tab = Tab.connect(http, target);
        tab.load(page, look);
        return tab;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        Files.deleteIfExists(profile.resolve("SingletonSocket")); // a link that leads out of the folder
    }
}
