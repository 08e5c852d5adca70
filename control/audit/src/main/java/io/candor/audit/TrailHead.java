package io.candor.audit;

import io.candor.audit.internal.Findings;
import io.candor.audit.internal.SmallFile;
import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The head of a store's log, and how far it can be trusted.
 *
 * @param checkpoint if it could be read
 * @param key the one that must have signed it: the one from outside, else the store's own
 * @param signed whether it did
 * @param proven whether it did and came from outside
 */
record TrailHead(Optional<Checkpoint> checkpoint, Optional<NoteKey> key, boolean signed, boolean proven) {
    static TrailHead read(Path folder, Optional<NoteKey> outside, Findings findings) {
        Optional<NoteKey> own = ownKey(folder, outside, findings);
        Optional<NoteKey> key = outside.or(() -> own);
        try {
            SignedNote note =
                    SignedNote.parse(SmallFile.read(folder.resolve("trail").resolve("checkpoint"), SmallFile.NOTE));
            Checkpoint head = Checkpoint.of(note);
            boolean signed = key.map(k -> signed(note, head, k)).orElse(false);
            if (!signed) {
                String what = key.map(k -> "is not signed by " + k.name()).orElse("can't be verified without a key");
                findings.problem("trail/checkpoint", what);
            }
            return new TrailHead(Optional.of(head), key, signed, signed && outside.isPresent());
        } catch (IOException e) {
            findings.problem("trail/checkpoint", "is missing or can't be read");
        } catch (CandorException e) {
            findings.problem("trail/checkpoint", e);
        }
        return new TrailHead(Optional.empty(), key, false, false);
    }

    private static boolean signed(SignedNote note, Checkpoint head, NoteKey key) {
        return note.signatures().size() == 1
                && note.signedBy(key)
                && head.origin().equals(key.name());
    }

    private static Optional<NoteKey> ownKey(Path folder, Optional<NoteKey> outside, Findings findings) {
        String where = "keys/trail.vkey";
        Optional<NoteKey> own = Optional.empty();
        try {
            byte[] bytes = SmallFile.read(KeyFile.publicFile(folder.resolve("keys")), SmallFile.NOTE);
            String line = new String(bytes, StandardCharsets.UTF_8);
            own = Optional.of(NoteKey.parse(line)).filter(k -> line.equals(k.vkey() + "\n"));
            String given = outside.map(NoteKey::vkey).orElseGet(line::strip);
            if (own.isEmpty()) findings.problem(where, "was changed");
            else if (!own.get().vkey().equals(given)) findings.problem(where, "is not the key that was given");
        } catch (CandorException e) {
            findings.problem(where, "was changed: it holds no key");
        } catch (IOException e) {
            boolean missing = e instanceof NoSuchFileException || !Files.exists(folder.resolve("keys"));
            String what = missing ? "is missing" : "can't be read";
            if (outside.isPresent()) findings.remark(where + " " + what + "; the key that was given is used");
            else findings.problem(where, what + "; give the key that you kept with --key");
        }
        if (outside.isEmpty() && own.isPresent()) {
            findings.remark("identity not proven: the key is the store's own; give the one you kept with --key");
        }
        return own;
    }
}
