package io.candor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTreeTest {
    @Test
    void timesAndMemoryAreReadFromWhatLinuxWrites() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 1 0 0 0 150 25 900 900 20 0 1 0 1 1 1";
        assertThat(ProcessTree.seconds(stat)).isCloseTo(1.75, within(1e-9));
        assertThat(ProcessTree.megabytes("00-ff ---p [rollup]\nRss:   4096 kB\nPss:   2048 kB\nPss_Anon: 9 kB\n"))
                .isEqualTo(2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAChildSpendsStaysCountedWhenItIsGone() throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "timeout 1.2 sh -c 'while :; do :; done'; sleep 0.5; echo done; read end")
                .start();
        try (ProcessTree tree = ProcessTree.watch(shell.toHandle())) {
            assertThat(shell.inputReader().readLine()).isEqualTo("done");
            assertThat(tree.cpuSeconds()).isBetween(0.1, 2.0); // the machine may be busy
            assertThat(tree.peakMegabytes()).isBetween(0.1, 100.0);
        } finally {
            shell.destroy();
        }
    }
}
