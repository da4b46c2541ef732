package com.meeshy.presence.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the JVM says of its heap, with each of its collectors.
class MachineTest {
    @Test
    void theGenerationsOfTheSerialCollectorAreAddedUp() {
        assertThat(Machine.used("""
                1234:
                 DefNew     total 78656K, used 1400K [0x00000000f0000000, 0x00000000f5550000, 0x00000000f5550000)
                  eden space 69952K,   2% used [0x00000000f0000000, 0x00000000f015e1e0, 0x00000000f4450000)
                 Tenured    total 174784K, used 15000K [0x00000000f5550000, 0x0000000100000000, 0x0000000100000000)
                   the  space 174784K,   8% used [0x00000000f5550000, 0x00000000f63f6000, 0x0000000100000000)
                 Metaspace       used 60000K, committed 61000K, reserved 1114112K
                """)).isEqualTo(16_400);
    }

    @Test
    void theHeapOfG1IsOne() {
        assertThat(Machine.used("""
                 garbage-first heap   total reserved 262144K, committed 64512K, used 15879K [0x00000000f0000000, 0x0000000100000000)
                  region size 1024K, 3 young (3072K), 0 survivors (0K)
                 Metaspace       used 60000K, committed 61000K, reserved 1114112K
                """)).isEqualTo(15_879);
    }
}
