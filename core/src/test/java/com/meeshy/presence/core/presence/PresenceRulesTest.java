package com.meeshy.presence.core.presence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Settings that would be mistakes.
class PresenceRulesTest {
    @Test
    void refusesDurationsThatAreAMistakeOfUnits() {
        StatusRule status = new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30));

        assertThatThrownBy(() -> new StatusRule(Duration.ofMinutes(5), Duration.ofDays(400)))
                .hasMessageContaining("must not be longer than");
        assertThatThrownBy(() -> new PresenceRules(status, Duration.ofSeconds(60), Duration.ofDays(400), Duration.ZERO))
                .hasMessageContaining("must not be longer than");
        assertThatThrownBy(() -> new PresenceRules(status, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("must be positive");
    }

    @Test
    void refusesSettingsThatContradictEachOther() {
        StatusRule status = new StatusRule(Duration.ofSeconds(30), Duration.ofMinutes(30));

        assertThatThrownBy(() -> new PresenceRules(status, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("must be shorter than the online threshold");
        assertThatThrownBy(
                        () -> new PresenceRules(status, Duration.ofSeconds(10), Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessageContaining("the offline grace must not be negative");
        assertThatThrownBy(
                        () -> new PresenceRules(status, Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(-1)))
                .hasMessageContaining("the reload grace must not be negative");
    }
}
