package io.candor.registry.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The commit that a git work tree stands on, read from its files; git itself need not be there. */
public final class GitHead {
    private GitHead() {}

    /** Forty (or sixty-four) hexadecimal digits; empty outside a work tree or before its first commit. */
    public static Optional<String> commit(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) return head(git);
        }
        return Optional.empty();
    }

    private static Optional<String> head(Path dotGit) {
        try {
            Path git = dotGit;
            if (Files.isRegularFile(dotGit)) { // a linked work tree or a submodule
                String link = Files.readString(dotGit).strip();
                if (!link.startsWith("gitdir: ")) return Optional.empty();
                git = dotGit.resolveSibling(link.substring(8)).normalize();
            }
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) return hash(head);
            Path shared = Files.exists(git.resolve("commondir"))
                    ? git.resolve(Files.readString(git.resolve("commondir")).strip())
                            .normalize()
                    : git;
            return reference(shared, head.substring(5));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> reference(Path git, String name) throws IOException {
        Path loose = git.resolve(name);
        if (Files.exists(loose)) return hash(Files.readString(loose).strip());
        Path packed = git.resolve("packed-refs");
        if (!Files.exists(packed)) return Optional.empty();
        for (String line : Files.readAllLines(packed)) {
            if (line.endsWith(" " + name)) return hash(line.substring(0, line.indexOf(' ')));
        }
        return Optional.empty();
    }

    private static Optional<String> hash(String text) {
        return text.matches("[0-9a-f]{40}([0-9a-f]{24})?") ? Optional.of(text) : Optional.empty();
    }
}
