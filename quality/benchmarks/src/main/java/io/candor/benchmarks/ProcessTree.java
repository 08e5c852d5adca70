package io.candor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processor time and memory of a process and all that it started, looked up in Linux's {@code /proc} five times a second;
 * NaN elsewhere. Memory is the proportional set size: pages that n processes share count 1/n for each, so that a sum over
 * processes counts nothing twice. Safe for use by several threads.
 */
final class ProcessTree implements AutoCloseable {
    private static final double TICKS = 100; // per second: USER_HZ is fixed on Linux

    private final ProcessHandle root;
    private final Map<Long, Double> seconds = new HashMap<>(); // by process, of dead ones as last seen
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "process tree");
        thread.setDaemon(true);
        return thread;
    });
    private double peak = Double.NaN;

    private ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    static ProcessTree watch(ProcessHandle root) {
        ProcessTree tree = new ProcessTree(root);
        var unused = tree.watch.scheduleWithFixedDelay(tree::look, 0, 200, TimeUnit.MILLISECONDS);
        return tree;
    }

    /** Of the living and the dead, so far. */
    synchronized double cpuSeconds() {
        look();
        return seconds.isEmpty()
                ? Double.NaN
                : seconds.values().stream().mapToDouble(s -> s).sum();
    }

    /** The most memory at one look, in MB of 2^20 bytes. */
    synchronized double peakMegabytes() {
        look();
        return peak;
    }

    private synchronized void look() {
        double megabytes = 0;
        for (ProcessHandle process :
                Stream.concat(Stream.of(root), root.descendants()).toList()) {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            try {
                seconds.put(process.pid(), seconds(Files.readString(proc.resolve("stat"))));
                megabytes += megabytes(Files.readString(proc.resolve("smaps_rollup")));
            } catch (IOException e) {
                continue; // it ended meanwhile, or there is no /proc
            }
        }
        if (megabytes > 0) peak = Double.isNaN(peak) ? megabytes : Math.max(peak, megabytes);
    }

    /** User and system time: the 14th and 15th field; the second one, a name in parentheses, may hold spaces. */
    static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    static double megabytes(String rollup) {
        for (String line : rollup.split("\n")) {
            if (line.startsWith("Pss:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        }
        return 0;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
