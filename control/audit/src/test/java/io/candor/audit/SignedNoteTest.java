package io.candor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.audit.internal.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: the examples of C2SP signed-note and of golang.org/x/mod/sumdb/note. */
class SignedNoteTest {
    private static final String KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String GO_SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String GO_TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String GO_LINE =
            "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String ENOCH_LINE =
            "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    @TempDir
    Path temp;

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void publishedNotesVerifyAndAreWrittenBackByteForByte() {
        assertThat(parse(NOTE).signedBy(NoteKey.parse(KEY))).isTrue();
        assertThat(parse(NOTE)).hasToString(NOTE);
        SignedNote two = parse(GO_TEXT + "\n" + GO_LINE + ENOCH_LINE);
        assertThat(two.signedBy(NoteKey.parse(GO_KEY))).isTrue();
        assertThat(two.text()).isEqualTo(GO_TEXT);
    }

    @Test
    void ourSignatureIsTheOneThatGoMakes() throws Exception {
        Files.writeString(KeyFile.secretFile(temp), GO_SECRET + "\n");
        Files.writeString(KeyFile.publicFile(temp), GO_KEY + "\n");
        assertThat(SignedNote.sign(GO_TEXT, KeyFile.open(temp))).hasToString(GO_TEXT + "\n" + GO_LINE);
    }

    @Test
    void keysAreWrittenBackAsTheyWere() {
        assertThat(NoteKey.parse(KEY).vkey()).isEqualTo(KEY);
        assertThat(NoteKey.parse(GO_KEY).vkey()).isEqualTo(GO_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2"
            })
    void malformedKeysAreRefused(String vkey) {
        assertThatThrownBy(() -> NoteKey.parse(vkey)).hasMessageStartingWith("CND-T001");
    }

    @Test
    void anyChangedByteOfANoteIsFound() {
        NoteKey key = NoteKey.parse(KEY);
        byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < note.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = note.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThat(verifies(changed, key))
                        .as("byte " + i + " bit " + bit)
                        .isFalse();
            }
        }
    }

    private static boolean verifies(byte[] note, NoteKey key) {
        try {
            return SignedNote.parse(note).signedBy(key);
        } catch (io.candor.core.CandorException e) {
            return false;
        }
    }

    @Test
    void spareBitsAndMissingPaddingAreRefused() {
        assertThatThrownBy(() -> parse(NOTE.replace("yaQM=", "yaQN="))).hasMessageStartingWith("CND-T002");
        assertThatThrownBy(() -> parse(NOTE.replace("yaQM=", "yaQM"))).hasMessageStartingWith("CND-T002");
        assertThat(StrictBase64.decode("QQ==")).isPresent();
        assertThat(StrictBase64.decode("QR==")).isEmpty();
        assertThat(StrictBase64.decode("QQ")).isEmpty();
    }

    @Test
    void aWrongSignatureOfAKnownKeySpoilsTheNoteAndAnUnknownKeyDoesNot() {
        NoteKey key = NoteKey.parse(GO_KEY);
        String wrong = GO_LINE.replace("x08go/ZJ", "x08go/ZK");
        assertThat(parse(GO_TEXT + "\n" + GO_LINE + wrong).signedBy(key)).isFalse();
        assertThat(parse(GO_TEXT + "\n" + ENOCH_LINE).signedBy(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 a b",
                "text\n\n\u2014 a QUFBQUE=",
                "te\txt\n\n\u2014 a QUFBQUE=\n"
            })
    void malformedNotesAreRefused(String note) {
        assertThatThrownBy(() -> parse(note)).hasMessageStartingWith("CND-T002");
    }

    @Test
    void aFreshKeySignsAndOnlyItsOwnerCanReadIt() throws Exception {
        KeyFile made = KeyFile.create(temp);
        KeyFile opened = KeyFile.open(temp);
        assertThat(SignedNote.sign("hello\n", opened).signedBy(made.key())).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(KeyFile.secretFile(temp))))
                .isEqualTo("rw-------");
        assertThat(made.key().name()).startsWith("candor/trail/");
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() throws Exception {
        KeyFile.create(temp);
        Path other = Files.createDirectory(temp.resolve("other"));
        KeyFile.create(other);
        Files.copy(
                KeyFile.publicFile(other), KeyFile.publicFile(temp), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> KeyFile.open(temp)).hasMessageStartingWith("CND-T006");
    }
}
