package io.candor.http.internal;

import io.candor.core.CandorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks the endpoint. A request that fails for reasons that may pass (no connection, no answer in time, 429, 5xx) is sent again after
 * 0.2, 0.4, 0.8, … seconds, at most 10; redirections are never followed, so nothing goes to another host. Thread-safe.
 */
public final class Caller {
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 10_000;
    private static final int LARGEST_ROW = 1 << 14; // of an answer, on average

    private final Descriptor descriptor;
    private final HttpClient client;

    public Caller(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(descriptor.timeout()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The answer's body.
     *
     * @param from first row, for messages
     * @throws CandorException {@code CND-M051} if there is none
     */
    public byte[] post(byte[] body, int from, int count) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(descriptor.url())
                .timeout(Duration.ofSeconds(descriptor.timeout()))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        descriptor.headers().forEach(builder::header);
        HttpRequest request = builder.build();
        String rows = "rows " + from + " to " + (from + count - 1);
        for (int attempt = 0; ; attempt++) {
            String why;
            try {
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream in = response.body()) {
                    int status = response.statusCode();
                    if (status == 200) return whole(in, count, rows);
                    why = "status " + status;
                    if (status < 500 && status != 429) throw failed(rows, why);
                }
            } catch (IOException e) {
                why = e.getClass().getSimpleName();
                if (attempt == descriptor.retries()) throw failed(rows, why).causedBy(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed(rows, "interrupted").causedBy(e);
            }
            if (attempt == descriptor.retries()) throw failed(rows, why);
            pause(attempt, rows);
        }
    }

    /** The client's own time limit ends with an answer's head, so its body is cut off by another one. */
    private byte[] whole(InputStream in, int count, String rows) throws IOException {
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                () -> close(in), CompletableFuture.delayedExecutor(descriptor.timeout(), TimeUnit.SECONDS));
        long most = Math.min(Integer.MAX_VALUE - 8L, (1 << 20) + (long) count * LARGEST_ROW);
        byte[] answer = in.readNBytes((int) most);
        boolean more = in.read() >= 0;
        if (!watch.cancel(false)) throw new HttpTimeoutException("the answer is too slow");
        if (more) throw failed(rows, "an answer that is too large");
        return answer;
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(int attempt, String rows) {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt, 10)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(rows, "interrupted").causedBy(e);
        }
    }

    /** Neither the address nor what was sent or answered is in it: they may hold secrets. */
    private static CandorException failed(String rows, String why) {
        return CandorException.user(
                "CND-M051",
                "the endpoint gives no scores of " + rows + " (" + why + ")",
                "an answer with status 200, in time",
                "check that it runs, its address, headers and limits; raise timeout_seconds or retries");
    }
}
