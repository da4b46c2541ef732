package com.meeshy.presence.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What is typed after `./meeshy test --hostile`.
class HostileRunTest {
    @Test
    void allScenariosUnlessSomeAreNamed() {
        HostileOptions all = CommandLine.populateCommand(new HostileOptions());
        HostileOptions two = CommandLine.populateCommand(new HostileOptions(), "--only", "pings,storm", "--seed", "7");

        assertThat(all.scenarios()).isEqualTo(Scenarios.all());
        assertThat(all.seed()).isEqualTo(1);
        assertThat(two.scenarios()).extracting(Scenario::name).containsExactly("pings", "storm");
        assertThat(two.seed()).isEqualTo(7);
    }

    @Test
    void aScenarioThatIsNoneIsSaid() {
        StringWriter err = new StringWriter();
        CommandLine line = HostileRun.line().setErr(new PrintWriter(err));

        assertThat(line.execute("--only", "rain")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no scenario \"rain\"");
    }
}
