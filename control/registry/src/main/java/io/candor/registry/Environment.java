package io.candor.registry;

import io.candor.core.evidence.Sha256;
import io.candor.core.json.Json;
import io.candor.registry.internal.ClassPath;
import io.candor.registry.internal.GitHead;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run ran on, good enough to set it up again: JDK, flags, system, every library by digest, the commit. */
public final class Environment {
    private Environment() {}

    /**
     * {@code {"jdk": {"version", "vendor", "vm"}, "flags": [...], "os": {"name", "version", "architecture"}, "processors",
     * "libraries": [{"name", "sha256"}], "git": {"commit"}}}. No paths, host or user names; of system properties only the names,
     * as their values can be secrets. {@code git} is absent outside a work tree.
     *
     * @param workingFolder where to look for a git work tree, upwards
     */
    public static Json.Obj capture(Path workingFolder) {
        Json.Builder json = Json.object()
                .put(
                        "jdk",
                        Json.object()
                                .put("version", property("java.runtime.version"))
                                .put("vendor", property("java.vendor"))
                                .put("vm", property("java.vm.name"))
                                .build())
                .put(
                        "flags",
                        Json.texts(flags(ManagementFactory.getRuntimeMXBean().getInputArguments())))
                .put(
                        "os",
                        Json.object()
                                .put("name", property("os.name"))
                                .put("version", property("os.version"))
                                .put("architecture", property("os.arch"))
                                .build())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("libraries", Json.array(libraries(ClassPath.jars(property("java.class.path")))));
        GitHead.commit(workingFolder)
                .ifPresent(commit ->
                        json.put("git", Json.object().put("commit", commit).build()));
        return json.build();
    }

    static List<String> flags(List<String> arguments) {
        List<String> flags = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            boolean valued = equals > 0 && (argument.startsWith("-D") || argument.startsWith("-javaagent"));
            flags.add(valued ? argument.substring(0, equals) : argument);
        }
        return flags;
    }

    private static List<Json> libraries(List<Path> jars) {
        List<Json> libraries = new ArrayList<>();
        for (Path jar : jars) {
            Json.Builder library = Json.object().put("name", String.valueOf(jar.getFileName()));
            try {
                if (Files.isRegularFile(jar)) library.put("sha256", Sha256.of(jar));
            } catch (IOException e) {
                library.put("unreadable", true);
            }
            libraries.add(library.build());
        }
        return libraries;
    }

    private static String property(String name) {
        return String.valueOf(System.getProperty(name));
    }
}
