package io.candor.assessment.internal;

import io.candor.core.json.Json;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The JDK, the system and the program that made a run. */
public final class Environment {
    private Environment() {}

    /** The program's version. */
    public static String version() {
        String version = Environment.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }

    public static Json.Obj capture() {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(f -> f.startsWith("-X") || f.startsWith("--"))
                .filter(f -> !f.contains("/"))
                .toList();
        return Json.object()
                .put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("max_memory_mib", Runtime.getRuntime().maxMemory() >> 20)
                .put("flags", Json.texts(flags))
                .build();
    }
}
