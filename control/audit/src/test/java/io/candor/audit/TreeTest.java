package io.candor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.audit.internal.TileTree;
import io.candor.audit.internal.Tree;
import io.candor.audit.internal.TreeHash;
import io.candor.core.evidence.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors: the 8-leaf set of certificate-transparency-go and transparency-dev/merkle, Apache-2.0. */
class TreeTest {
    private static final String[] LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };
    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    private static Tree tree(List<byte[]> leaves) {
        return (level, index) -> TileTree.combine(leaves, (int) (index << level), (int) ((index + 1) << level));
    }

    private static List<byte[]> numbered(int n) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < n; i++) leaves.add(TreeHash.leaf(new byte[] {(byte) i}));
        return leaves;
    }

    /** RFC 9162 §2.1.1, word for word. */
    private static byte[] plainRoot(List<byte[]> leaves) {
        if (leaves.isEmpty()) return Sha256.start().digest();
        if (leaves.size() == 1) return leaves.get(0);
        int k = 1;
        while (2 * k < leaves.size()) k *= 2;
        return TreeHash.node(plainRoot(leaves.subList(0, k)), plainRoot(leaves.subList(k, leaves.size())));
    }

    @Test
    void publishedRootsAreReproduced() {
        List<byte[]> leaves = Arrays.stream(LEAVES)
                .map(HexFormat.of()::parseHex)
                .map(TreeHash::leaf)
                .toList();
        for (int size = 0; size <= 8; size++)
            assertThat(Sha256.hex(tree(leaves).root(size))).isEqualTo(ROOTS[size]);
    }

    @Test
    void publishedHashesAreReproduced() {
        assertThat(Sha256.hex(TreeHash.leaf("L123456".getBytes(StandardCharsets.UTF_8))))
                .startsWith("395aa064")
                .endsWith("4d56");
        assertThat(Sha256.hex(TreeHash.node(
                        "N123".getBytes(StandardCharsets.UTF_8), "N456".getBytes(StandardCharsets.UTF_8))))
                .startsWith("aa217fe8")
                .endsWith("6bbb");
    }

    @Test
    void rootsAgreeWithTheDefinition() {
        List<byte[]> leaves = numbered(70);
        for (int size = 0; size <= 70; size++) {
            assertThat(tree(leaves).root(size)).isEqualTo(plainRoot(leaves.subList(0, size)));
        }
    }

    @Test
    void everyInclusionProofVerifiesAndNoOtherClaimDoes() {
        List<byte[]> leaves = numbered(64);
        Tree tree = tree(leaves);
        for (int size = 1; size <= 64; size++) {
            byte[] root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = tree.inclusion(index, size);
                byte[] leaf = leaves.get(index);
                assertThat(MerkleProof.includes(index, size, leaf, proof, root)).isTrue();
                for (int other = -1; other <= size; other++) {
                    if (other != index)
                        assertThat(MerkleProof.includes(other, size, leaf, proof, root))
                                .isFalse();
                }
                for (List<byte[]> mutated : mutations(proof)) {
                    assertThat(MerkleProof.includes(index, size, leaf, mutated, root))
                            .isFalse();
                }
                assertThat(MerkleProof.includes(index, size, flipped(leaf), proof, root))
                        .isFalse();
                assertThat(MerkleProof.includes(index, size, leaf, proof, flipped(root)))
                        .isFalse();
                assertThat(MerkleProof.includes(index, size, new byte[0], proof, root))
                        .isFalse();
            }
        }
    }

    @Test
    void anIndexBeyondTheSizeIsRejected() {
        // accepted by verifiers without the check of index and end (leaf 2 of a tree of size 1)
        byte[] leaf = TreeHash.leaf(new byte[0]);
        assertThat(MerkleProof.includes(2, 1, leaf, List.of(), leaf)).isFalse();
        assertThat(MerkleProof.includes(0, 0, leaf, List.of(), leaf)).isFalse();
        assertThatThrownBy(() -> tree(numbered(4)).inclusion(4, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyConsistencyProofVerifiesAndNoOtherClaimDoes() {
        Tree tree = tree(numbered(64));
        for (int newer = 1; newer <= 64; newer++) {
            byte[] newerRoot = tree.root(newer);
            for (int older = 1; older <= newer; older++) {
                byte[] olderRoot = tree.root(older);
                List<byte[]> proof = tree.consistency(older, newer);
                assertThat(MerkleProof.extendsTree(older, olderRoot, newer, newerRoot, proof))
                        .isTrue();
                for (List<byte[]> mutated : mutations(proof)) {
                    assertThat(MerkleProof.extendsTree(older, olderRoot, newer, newerRoot, mutated))
                            .isFalse();
                }
                assertThat(MerkleProof.extendsTree(older, flipped(olderRoot), newer, newerRoot, proof))
                        .isFalse();
                assertThat(MerkleProof.extendsTree(older, olderRoot, newer, flipped(newerRoot), proof))
                        .isFalse();
                assertThat(MerkleProof.extendsTree(older - 1, olderRoot, newer, newerRoot, proof))
                        .isFalse();
            }
        }
        assertThat(MerkleProof.extendsTree(0, TreeHash.empty(), 3, tree.root(3), List.of()))
                .isFalse();
    }

    private static byte[] flipped(byte[] hash) {
        byte[] changed = hash.clone();
        changed[7] ^= 4;
        return changed;
    }

    private static List<List<byte[]>> mutations(List<byte[]> proof) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> changed = new ArrayList<>(proof);
            changed.set(i, flipped(proof.get(i)));
            all.add(changed);
            List<byte[]> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            all.add(shorter);
            List<byte[]> cut = new ArrayList<>(proof);
            cut.set(i, Arrays.copyOf(proof.get(i), 31));
            all.add(cut);
        }
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(TreeHash.empty());
        all.add(longer);
        List<byte[]> preceded = new ArrayList<>(proof);
        preceded.add(0, TreeHash.empty());
        all.add(preceded);
        return all;
    }
}
