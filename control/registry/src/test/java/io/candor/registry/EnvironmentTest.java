package io.candor.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.registry.internal.ClassPath;
import io.candor.registry.internal.GitHead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path temp;

    @Test
    void itNamesJdkSystemAndEveryLibraryByDigestButNoPath() {
        Json.Obj environment = Environment.capture(temp);
        assertThat(environment.object("jdk").text("version")).isEqualTo(System.getProperty("java.runtime.version"));
        assertThat(environment.number("processors")).isPositive();
        assertThat(environment.array("libraries"))
                .anyMatch(l -> ((Json.Obj) l).text("name").startsWith("sqlite-jdbc")
                        && ((Json.Obj) l).text("sha256").length() == 64);
        assertThat(environment.get("git")).isNull();
        assertThat(CanonicalJson.text(environment.object("jdk"))).doesNotContain(System.getProperty("user.home"));
    }

    @Test
    void valuesOfSystemPropertiesAreNotKept() {
        assertThat(Environment.flags(
                        List.of("-Xmx2g", "-Dtoken=secret", "-Dflag", "-javaagent:x.jar=secret", "-XX:Foo=1")))
                .containsExactly("-Xmx2g", "-Dtoken", "-Dflag", "-javaagent:x.jar", "-XX:Foo=1");
    }

    @Test
    void libraryJarsAreFoundThroughTheManifestOfTheLauncher() throws IOException {
        Path library = jar("lib.jar", "");
        Path launcher = jar("launcher.jar", "lib.jar missing.jar");
        assertThat(ClassPath.jars(launcher.toString())).containsExactly(launcher, library);
    }

    private Path jar(String name, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path file = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }

    @Test
    void theCommitIsReadFromLooseAndPackedReferencesAndLinkedWorkTrees() throws IOException {
        Path git = temp.resolve("a/.git");
        Files.createDirectories(git.resolve("refs/heads"));
        Path inside = Files.createDirectories(temp.resolve("a/b/c"));
        assertThat(GitHead.commit(inside)).isEmpty();
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        assertThat(GitHead.commit(inside)).isEmpty();
        Files.writeString(git.resolve("packed-refs"), "# pack-refs\n" + COMMIT + " refs/heads/main\n");
        assertThat(GitHead.commit(inside)).contains(COMMIT);
        String newer = "f" + COMMIT.substring(1);
        Files.writeString(git.resolve("refs/heads/main"), newer + "\n");
        assertThat(GitHead.commit(inside)).contains(newer);
        Path linked = Files.createDirectories(git.resolve("worktrees/w"));
        Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(linked.resolve("commondir"), "../..\n");
        Path tree = Files.createDirectories(temp.resolve("w"));
        Files.writeString(tree.resolve(".git"), "gitdir: " + linked + "\n");
        assertThat(GitHead.commit(tree)).contains(newer);
        Files.writeString(git.resolve("HEAD"), COMMIT + "\n");
        assertThat(GitHead.commit(inside)).contains(COMMIT);
        assertThat(GitHead.commit(temp)).isEmpty();
    }
}
