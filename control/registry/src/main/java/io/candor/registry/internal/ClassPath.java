package io.candor.registry.internal;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The libraries of this program: the class path, and what its jars name in their manifests. */
public final class ClassPath {
    private ClassPath() {}

    /** Jars and folders, in order, each once. */
    public static List<Path> jars(String classPath) {
        Set<Path> found = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator)) if (!entry.isEmpty()) add(Path.of(entry), found);
        return List.copyOf(found);
    }

    private static void add(Path entry, Set<Path> found) {
        Path path = entry.toAbsolutePath().normalize();
        if (!Files.exists(path) || !found.add(path) || Files.isDirectory(path)) return;
        for (Path named : named(path)) add(named, found);
    }

    private static List<Path> named(Path path) {
        List<Path> named = new ArrayList<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            String line = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (line == null) return named;
            for (String relative : line.strip().split(" +"))
                named.add(Path.of(path.toUri().resolve(URI.create(relative))));
        } catch (IOException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return named; // not a jar, or a manifest that the JVM could not follow either
        }
        return named;
    }
}
